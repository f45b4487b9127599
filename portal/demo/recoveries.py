"""Money that is claimed back in the demo, through the same actions as real claims.

Whole grants that are revoked, and a part that the check of a proof found to be due back.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.decisions import STEPS, Scene, Step, play
from portal.demo.desk import demo_key
from portal.demo.payments import PAYING
from portal.demo.proofs import PROVING
from portal.kernel import clock
from projects.decision.actions_delivery import retrieve_notice
from projects.decision.actions_notices import draft_notice, release_notice
from projects.decision.finality import months_later
from projects.decision.kinds import Remedy
from projects.models import Case, Notice, Recovery, RecoverySettings
from projects.recoveries.actions import (
    Claim,
    answer_hearing,
    end_hearing,
    open_recovery,
    send_hearing,
)
from projects.recoveries.actions_claims import (
    leave_interest,
    note_claim_payment,
    note_refund,
    settle_recovery,
)
from projects.recoveries.actions_ends import agree_plan, order_acceptance
from projects.recoveries.queries import hearing_ends_on, settings_of, suggested_cents


def load_recoveries(book: Book) -> None:
    """Say how the funds claim back, and play the recoveries that are missing."""
    content = read("recoveries")
    for entry in content["rules"]:
        said = {name: value for name, value in entry.items() if name != "programme"}
        programme = book.programmes[entry["programme"]]
        RecoverySettings.objects.get_or_create(programme=programme, defaults=said)
    for entry in content["case"]:
        key = demo_key(entry["key"])
        if not Case.objects.filter(uuid=key).exists():
            play(book, entry, key, STEPS | PAYING | PROVING | RECOVERING)


def _key(scene: Scene, word: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:recovery:{scene.case.uuid}:{word}")


def _of(scene: Scene) -> Recovery:
    return Recovery.objects.get(case=scene.case)


def _notice(scene: Scene) -> Notice:
    return Notice.objects.get(case=scene.case, kind="recovery")


def _claim(scene: Scene) -> None:
    said = scene.entry["recovery"]
    claim = Claim(
        ground=said["ground"],
        legal_way=said.get("legal_way", "full_revocation"),
        cents=suggested_cents(scene.case) or scene.ruling.cents,
        reason=said["reason"],
        known_on=clock.today(),
        undue_from=clock.today() - timedelta(days=said.get("undue_days", 50)),
    )
    clerk = scene.book.users["coordinator"]
    open_recovery(by=clerk, case=scene.case, claim=claim, key=_key(scene, "open"))


def _hearing(scene: Scene) -> None:
    until = hearing_ends_on(scene.case, settings_of(scene.case.call.programme))
    send_hearing(by=scene.book.users["coordinator"], recovery=_of(scene), until=until)


def _answer(scene: Scene) -> None:
    key, text = _key(scene, "answer"), scene.entry["recovery"]["answer"]
    answer_hearing(by=scene.case.owner, recovery=_of(scene), text=text, key=key)


def _weigh(scene: Scene) -> None:
    recovery, clerk = _of(scene), scene.book.users["coordinator"]
    weighing = scene.entry["recovery"]["weighing"]
    end_hearing(by=clerk, recovery=recovery, cents=recovery.cents, weighing=weighing)


def _draft(scene: Scene) -> None:
    clerk = scene.book.users["coordinator"]
    draft_notice(by=clerk, case=scene.case, kind="recovery", remedy=Remedy.COURT)


def _release(scene: Scene) -> None:
    notice, clerk = _notice(scene), scene.book.users["coordinator2"]
    release_notice(by=clerk, notice=notice, seen=notice.drafted_at.isoformat())


def _open(scene: Scene) -> None:
    retrieve_notice(by=scene.case.owner, notice=_notice(scene))


def _order(scene: Scene) -> None:
    order_acceptance(by=scene.book.users["finance"], recovery=_of(scene), part="principal")


def _agree_plan(scene: Scene) -> None:
    count = scene.entry["recovery"]["instalments"]
    first, cents = clock.today() + timedelta(days=30), scene.ruling.cents // count
    parts = [(months_later(first, number), cents) for number in range(count)]
    parts[-1] = (parts[-1][0], scene.ruling.cents - cents * (count - 1))
    agree_plan(
        by=scene.book.users["coordinator"],
        recovery=_of(scene),
        instalments=parts,
        reason="Die Gruppe hat nur kleine Rücklagen (erfundene Beispieldaten).",
        key=_key(scene, "plan"),
    )


def _pay_back(scene: Scene) -> None:
    """What the file says, or all that is owed."""
    said, recovery = scene.entry["recovery"], _of(scene)
    note_claim_payment(
        by=scene.book.users["finance"],
        recovery=recovery,
        paid_for="principal",
        cents=said["paid"] * 100 if "paid" in said else recovery.cents,
        received_on=clock.today(),
        reason=said.get("paid_as", "Rückzahlung (erfundene Beispieldaten)"),
        key=f"demo:paid-back:{scene.case.pk}",
    )


def _settle(scene: Scene) -> None:
    """No interest is claimed, for the reason of the file; with that the recovery is done."""
    recovery, clerk = _of(scene), scene.book.users["coordinator"]
    leave_interest(by=clerk, recovery=recovery, reason=scene.entry["recovery"]["no_interest"])
    settle_recovery(by=clerk, recovery=recovery)


def _refund(scene: Scene) -> None:
    """The carrier pays what the check found to be too much, without being asked to."""
    note_refund(
        by=scene.book.users["finance"],
        case=scene.case,
        cents=suggested_cents(scene.case) or 0,
        reason="Nicht verbrauchte Mittel zurückgezahlt (erfundene Beispieldaten)",
        key=f"demo:refund:{scene.case.pk}",
    )


RECOVERING: dict[str, Step] = {
    "claim": _claim,
    "hearing": _hearing,
    "answer": _answer,
    "weigh": _weigh,
    "draft_recovery": _draft,
    "release_recovery": _release,
    "open_recovery": _open,
    "order_claim": _order,
    "agree_plan": _agree_plan,
    "pay_back": _pay_back,
    "settle": _settle,
    "refund": _refund,
}
"""What happens when money comes back, by the word in the file."""
