"""The usual text modules of recovery notices and the letter of the hearing, in German.

Notices are German because the administration writes in German (§ 23 VwVfG NRW).
"""

from __future__ import annotations

from projects.decision.defaults import USUAL_MODULES
from projects.decision.kinds import REMEDIES, NoticeKind, Part

Modules = dict[Part, tuple[str, str]]

_SHARED: Modules = {
    part: text
    for part, text in USUAL_MODULES[NoticeKind.EXTENSION].items()
    if part in {*REMEDIES, Part.CLOSING}
}
RECOVERY: Modules = {
    Part.OPENING: (
        "Rückforderung",
        "Sehr geehrte Damen und Herren,\n"
        "mit dem Zuwendungsbescheid haben wir {carrier} für das Vorhaben „{title}“ (Antrag "
        "{number}) {amount} bewilligt. {claim_way}\n"
        "Zu erstatten sind {claim} (in Worten: {claim_words}).",
    ),
    Part.CALCULATION: ("Berechnung", "Der Betrag ergibt sich so:"),
    Part.PAYOUT: (
        "Zahlung",
        "Bitte zahlen Sie den Betrag, sobald dieser Bescheid bestandskräftig ist, innerhalb von "
        "{payment_days} Tagen an die Stadtkasse. Geben Sie dabei die Nummer dieses Bescheids an. "
        "Können Sie nicht auf einmal zahlen, sprechen Sie uns an: Raten sind möglich.",
    ),
    Part.SIDE_CONDITIONS: (
        "Zinsen",
        "Der Betrag ist vom {undue_from} an mit {points} Prozentpunkten über dem Basiszinssatz "
        "jährlich zu verzinsen (§ 49a Absatz 3 VwVfG NRW). Über die Zinsen erhalten Sie nach der "
        "Zahlung einen eigenen Bescheid.",
    ),
    Part.REASONS: (
        "Begründung",
        "{claim_ground}\n{claim_reason}\n"
        "Mit Schreiben vom {heard_on} haben wir Ihnen Gelegenheit gegeben, sich zu äußern. "
        "{weighing}\n"
        "Die Erstattung beruht auf § 49a Absatz 1 VwVfG NRW. Bei unserer Entscheidung haben wir "
        "Ihr Interesse daran, das Geld zu behalten, gegen das öffentliche Interesse an einer "
        "sparsamen und zweckentsprechenden Verwendung abgewogen.",
    ),
    **_SHARED,
}
INTEREST: Modules = {
    Part.OPENING: (
        "Zinsen",
        "Sehr geehrte Damen und Herren,\n"
        "mit dem Bescheid {claim_number} haben wir für das Vorhaben „{title}“ (Antrag {number}) "
        "{claim} zurückgefordert. Für diesen Betrag setzen wir Zinsen fest in Höhe von\n"
        "{interest} (in Worten: {interest_words}).",
    ),
    Part.CALCULATION: (
        "Berechnung",
        "Verzinst wird mit {points} Prozentpunkten über dem Basiszinssatz jährlich, taggenau vom "
        "{undue_from} bis zum Tag der Zahlung:",
    ),
    Part.PAYOUT: (
        "Zahlung",
        "Bitte zahlen Sie die Zinsen, sobald dieser Bescheid bestandskräftig ist, innerhalb von "
        "{payment_days} Tagen an die Stadtkasse. Geben Sie dabei die Nummer dieses Bescheids an.",
    ),
    Part.REASONS: ("Begründung", "Die Zinsen beruhen auf § 49a Absatz 3 VwVfG NRW."),
    **_SHARED,
}
WAYS = {
    "resolving_condition": "Die Bewilligung ist in Höhe von {claim} durch Eintritt einer "
    "auflösenden Bedingung unwirksam geworden (§ 36 Absatz 2 Nummer 2 VwVfG NRW).",
    "partial_revocation": "Diesen Bescheid widerrufen wir in Höhe von {claim} mit Wirkung für die "
    "Vergangenheit (§ 49 Absatz 3 VwVfG NRW).",
    "full_revocation": "Diesen Bescheid widerrufen wir vollständig mit Wirkung für die "
    "Vergangenheit (§ 49 Absatz 3 VwVfG NRW).",
}
GROUNDS = {
    "unspent": "Die Zuwendung wurde nicht vollständig für den Zweck gebraucht.",
    "misused": "Die Zuwendung wurde nicht für den Zweck verwendet, der im Zuwendungsbescheid "
    "bestimmt ist.",
    "condition_not_met": "Eine Bedingung des Zuwendungsbescheids wurde nicht erfüllt.",
    "obligation_not_fulfilled": "Eine Auflage des Zuwendungsbescheids wurde nicht oder nicht "
    "fristgerecht erfüllt.",
    "no_proof": "Die zweckentsprechende Verwendung wurde nicht nachgewiesen.",
}
HEARING = (
    "Sehr geehrte Damen und Herren,",
    "für das Vorhaben „{title}“ (Antrag {number}) haben wir {carrier} eine Zuwendung bewilligt. "
    "Wir beabsichtigen, {claim} zurückzufordern.",
    "{claim_ground}",
    "{claim_reason}",
    "Bevor wir entscheiden, möchten wir Ihre Sicht kennen (Anhörung nach § 28 VwVfG NRW). Bitte "
    "äußern Sie sich bis zum {until}: im Portal auf der Seite Ihres Antrags, per Brief oder "
    "E-Mail, oder sprechen Sie mit uns. Ohne Antwort entscheiden wir danach nach dem Stand der "
    "Akten.",
    "Dies ist noch kein Bescheid. Sie müssen jetzt nichts zahlen.",
)
