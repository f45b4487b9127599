"""The usual text modules, in German: what a programme begins with and the office edits.

Texts of notices are German because the administration writes in German (§ 23 VwVfG NRW); the
plain explanation beside them comes in the applicant's language (`projects.decision.plain`).
"""

from __future__ import annotations

from projects.decision.kinds import NoticeKind, Part

LEGAL_BASIS = "der Förderrichtlinie der Stadt Hamm in der geltenden Fassung"
_COURT = (
    "Gegen diesen Bescheid kann innerhalb {remedy_months} nach Bekanntgabe Klage erhoben werden. "
    "Die Klage ist beim Verwaltungsgericht Arnsberg, Jägerstraße 1, 59821 Arnsberg, schriftlich, "
    "zur Niederschrift bei der Geschäftsstelle oder elektronisch auf einem sicheren "
    "Übermittlungsweg einzureichen."
)
_OBJECTION = (
    "Gegen diesen Bescheid kann innerhalb {remedy_months} nach Bekanntgabe Widerspruch eingelegt "
    "werden. Der Widerspruch ist schriftlich, elektronisch mit qualifizierter Signatur oder zur "
    "Niederschrift bei {authority} einzulegen."
)
_CLOSING = (
    "Haben Sie Fragen? Rufen Sie uns an oder schreiben Sie uns. Wir erklären Ihnen den Bescheid "
    "gern, auch in einfachen Worten.\n"
    "Dieser Bescheid wurde elektronisch erstellt und gilt ohne Unterschrift."
)
_REMEDIES = {
    Part.COURT: ("Ihr Recht auf Klage", _COURT),
    Part.OBJECTION: ("Ihr Recht auf Widerspruch", _OBJECTION),
}
_WAIVER = (
    "Sie können auf den Rechtsbehelf verzichten. Dann wird der Bescheid sofort bestandskräftig, "
    "und das Geld kann früher ausgezahlt werden. Im Portal geht das mit wenigen Klicks; oder Sie "
    "schicken uns diese Erklärung zurück:\n"
    "„Ich habe den Bescheid zum Antrag {number} erhalten und verzichte auf einen Rechtsbehelf.“\n"
    "Ort, Datum: ______________________\n"
    "Unterschrift einer vertretungsberechtigten Person für {carrier}: ______________________"
)

_AWARD = {
    Part.OPENING: (
        "Bewilligung",
        "Sehr geehrte Damen und Herren,\n"
        "auf Ihren Antrag vom {applied_on} bewilligen wir {carrier} aus dem Programm „{programme}“ "
        "auf der Grundlage {legal_basis} eine Zuwendung in Höhe von\n"
        "{amount} (in Worten: {amount_words}).\n"
        "Die Zuwendung ist bestimmt für das Vorhaben „{title}“. Zweck: {purpose}",
    ),
    Part.CALCULATION: (
        "Finanzierungsart und Berechnung",
        "Die Zuwendung wird als Projektförderung gewährt. Finanzierungsart: {financing_type}. "
        "Zuwendungsfähig sind nach Ihrem Kosten- und Finanzierungsplan Ausgaben von {costs}; "
        "beantragt waren {asked}.",
    ),
    Part.PERIOD: (
        "Bewilligungszeitraum",
        "Der Bewilligungszeitraum beginnt am {starts_on} und endet am {ends_on}. Nur Ausgaben aus "
        "dieser Zeit können anerkannt werden.",
    ),
    Part.PAYOUT: (
        "Auszahlung",
        "Wir zahlen die Zuwendung aus, sobald dieser Bescheid bestandskräftig ist und alle "
        "aufschiebenden Bedingungen erfüllt sind. Das Geld ist innerhalb von zwei Monaten für den "
        "Zweck zu verwenden.",
    ),
    Part.SIDE_CONDITIONS: (
        "Nebenbestimmungen",
        "Die Allgemeinen Nebenbestimmungen für Zuwendungen zur Projektförderung (ANBest-P) sind "
        "Bestandteil dieses Bescheids. Nicht anzuwenden sind die Nummern 1.4, 5.4 und 8.5. "
        "Teilen Sie uns unverzüglich mit, wenn sich Kosten, Finanzierung oder Zweck ändern.",
    ),
    Part.OBLIGATIONS: (
        "Auflagen und Bedingungen",
        "Zusätzlich gilt für Ihr Vorhaben:",
    ),
    Part.PROOF: (
        "Verwendungsnachweis",
        "Bitte weisen Sie die Verwendung bis zum {proof_on} nach: mit einem Sachbericht, einem "
        "zahlenmäßigen Nachweis nach der Gliederung des Plans und einer Liste der Belege. Heben "
        "Sie die Belege fünf Jahre lang auf.",
    ),
    Part.REASONS: ("Begründung", "{decided_by} hat am {decided_on} entschieden. {reason}"),
    **_REMEDIES,
    Part.CLOSING: ("", _CLOSING),
    Part.WAIVER: ("Verzicht auf den Rechtsbehelf", _WAIVER),
}
_REJECTION = {
    Part.OPENING: (
        "Ablehnung",
        "Sehr geehrte Damen und Herren,\n"
        "Ihren Antrag vom {applied_on} für das Vorhaben „{title}“ auf eine Zuwendung von {asked} "
        "aus dem Programm „{programme}“ lehnen wir auf der Grundlage {legal_basis} ab.",
    ),
    Part.REASONS: ("Begründung", "{decided_by} hat am {decided_on} entschieden. {reason}"),
    **_REMEDIES,
    Part.CLOSING: (
        "",
        "Das heißt nicht, dass Ihre Idee schlecht ist. Sprechen Sie mit uns: Wir suchen gern mit "
        f"Ihnen nach anderen Wegen.\n{_CLOSING}",
    ),
}
_DEFERRAL = {
    Part.OPENING: (
        "Ihr Antrag wird später entschieden",
        "Sehr geehrte Damen und Herren,\n"
        "über Ihren Antrag vom {applied_on} für das Vorhaben „{title}“ wurde am {decided_on} noch "
        "nicht entschieden. Er bleibt im Verfahren. Bitte beginnen Sie das Vorhaben noch nicht.",
    ),
    Part.REASONS: ("Warum", "{reason}"),
    Part.CLOSING: ("", _CLOSING),
}
_EARLY_START = {
    Part.OPENING: (
        "Zustimmung zum vorzeitigen Maßnahmebeginn",
        "Sehr geehrte Damen und Herren,\n"
        "wir stimmen zu, dass Sie mit dem Vorhaben „{title}“ (Antrag {number} vom {applied_on}) "
        "schon vor einer Entscheidung über Ihren Antrag beginnen.",
    ),
    Part.SIDE_CONDITIONS: (
        "Was das bedeutet",
        "Diese Zustimmung ist keine Zusage einer Förderung. Beginnen Sie vor dem Bescheid, so tun "
        "Sie das auf eigenes Risiko: Wird der Antrag abgelehnt, bekommen Sie kein Geld.",
    ),
    **_REMEDIES,
    Part.CLOSING: ("", _CLOSING),
}
_FORMAL = {
    Part.OPENING: (
        "Ablehnung aus formalen Gründen",
        "Sehr geehrte Damen und Herren,\n"
        "Ihren Antrag vom {applied_on} für das Vorhaben „{title}“ auf eine Zuwendung von {asked} "
        "aus dem Programm „{programme}“ können wir auf der Grundlage {legal_basis} nicht "
        "zulassen und lehnen ihn ab.",
    ),
    Part.REASONS: ("Begründung", "Die formale Prüfung vom {decided_on} ergab: {reason}"),
    **_REMEDIES,
    Part.CLOSING: (
        "",
        "Vielleicht passt Ihr Vorhaben in ein anderes Programm oder in den nächsten Aufruf. "
        f"Sprechen Sie mit uns.\n{_CLOSING}",
    ),
}
_EXTENSION = {
    Part.OPENING: (
        "Änderung: längerer Bewilligungszeitraum",
        "Sehr geehrte Damen und Herren,\n"
        "den Bewilligungszeitraum für das Vorhaben „{title}“ (Antrag {number}) verlängern wir. "
        "Er endet nicht am {ends_on}, sondern am {new_end}.",
    ),
    Part.REASONS: ("Begründung", "{note}"),
    Part.PROOF: (
        "Verwendungsnachweis",
        "Der Verwendungsnachweis ist nun bis zum {proof_on} fällig. Im Übrigen gilt der "
        "Zuwendungsbescheid unverändert.",
    ),
    **_REMEDIES,
    Part.CLOSING: ("", _CLOSING),
}
_REALLOCATION = {
    Part.OPENING: (
        "Änderung: anderer Kosten- und Finanzierungsplan",
        "Sehr geehrte Damen und Herren,\n"
        "für das Vorhaben „{title}“ (Antrag {number}) ändern wir den verbindlichen Plan. Die "
        "Zuwendung bleibt bei {amount}.",
    ),
    Part.REASONS: ("Was sich ändert und warum", "{note}"),
    Part.SIDE_CONDITIONS: (
        "Was gleich bleibt",
        "Im Übrigen gilt der Zuwendungsbescheid unverändert.",
    ),
    **_REMEDIES,
    Part.CLOSING: ("", _CLOSING),
}
USUAL_MODULES: dict[NoticeKind, dict[Part, tuple[str, str]]] = {
    NoticeKind.AWARD: _AWARD,
    NoticeKind.REJECTION: _REJECTION,
    NoticeKind.DEFERRAL: _DEFERRAL,
    NoticeKind.EARLY_START: _EARLY_START,
    NoticeKind.FORMAL: _FORMAL,
    NoticeKind.EXTENSION: _EXTENSION,
    NoticeKind.REALLOCATION: _REALLOCATION,
}
"""Heading and text of each part of each kind of notice."""

PLAN_BINDS = "Der folgende Plan ist verbindlich:"
"""Stands before the table of the plan."""
FINANCING_CALCULATION = {
    "share": "Die Zuwendung beträgt {rate} Prozent der zuwendungsfähigen Ausgaben, höchstens "
    "jedoch {amount}. Sinken die Ausgaben, so sinkt die Zuwendung im gleichen Verhältnis.",
    "gap": "Die Zuwendung deckt, was nach Ihren eigenen und anderen Mitteln fehlt, höchstens "
    "jedoch {amount}. Sinken die Ausgaben oder kommen Mittel hinzu, so sinkt sie um den vollen "
    "Betrag.",
    "fixed": "Die Zuwendung ist ein fester Betrag von {amount}. Er ändert sich nur, wenn die "
    "Ausgaben unter diesen Betrag sinken.",
    "full": "Die Zuwendung deckt alle zuwendungsfähigen Ausgaben, höchstens jedoch {amount}. "
    "Nicht gebrauchtes Geld ist zurückzuzahlen.",
}
"""What each type of financing means, put into a module of its own before the table."""
