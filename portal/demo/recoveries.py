"""Money that is claimed back in the demo, through the same actions as real claims.

Whole grants that are revoked, and a part that the check of a proof found to be due back.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.demo import proofs
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.decisions import STEPS, Scene, Step, play
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
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
from projects.recoveries.actions_claims import note_claim_payment
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
            play(book, entry, key, STEPS | proof_steps(entry) | steps_of(entry["recovery"]))


def proof_steps(entry: dict[str, Any]) -> dict[str, Step]:
    """What happens in the proof before, by the word in the file."""

    def step(act: proofs.Step) -> Step:
        return lambda scene: act(scene.book, scene.case, entry)

    return {f"proof_{word}": step(act) for word, act in proofs.STEPS.items()}


def steps_of(said: dict[str, Any]) -> dict[str, Step]:
    """What happens in a recovery, by the word in the file."""
    return {
        "pay": _pay,
        "claim": lambda scene: _claim(scene, said),
        "hearing": _hearing,
        "answer": lambda scene: _answer(scene, said),
        "weigh": lambda scene: _weigh(scene, said),
        "draft_recovery": _draft,
        "release_recovery": _release,
        "open_recovery": _open,
        "order": _order,
        "plan": lambda scene: _plan(scene, said),
        "pay_back": lambda scene: _pay_back(scene, said),
    }


def _key(scene: Scene, word: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:recovery:{scene.case.uuid}:{word}")


def _of(scene: Scene) -> Recovery:
    return Recovery.objects.get(case=scene.case)


def _notice(scene: Scene) -> Notice:
    return Notice.objects.get(case=scene.case, kind="recovery")


def _pay(scene: Scene) -> None:
    note_payment(
        by=scene.book.users["finance"],
        case=scene.case,
        kind=EntryKind.DISBURSEMENT,
        cents=scene.ruling.cents,
        reason="Auszahlung (erfundene Beispieldaten)",
        key=f"demo:paid:{scene.case.pk}",
    )


def _claim(scene: Scene, said: dict[str, Any]) -> None:
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


def _answer(scene: Scene, said: dict[str, Any]) -> None:
    key = _key(scene, "answer")
    answer_hearing(by=scene.case.owner, recovery=_of(scene), text=said["answer"], key=key)


def _weigh(scene: Scene, said: dict[str, Any]) -> None:
    recovery, clerk = _of(scene), scene.book.users["coordinator"]
    end_hearing(by=clerk, recovery=recovery, cents=recovery.cents, weighing=said["weighing"])


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


def _plan(scene: Scene, said: dict[str, Any]) -> None:
    count = said["instalments"]
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


def _pay_back(scene: Scene, said: dict[str, Any]) -> None:
    note_claim_payment(
        by=scene.book.users["finance"],
        recovery=_of(scene),
        paid_for="principal",
        cents=said["paid"] * 100,
        received_on=clock.today(),
        reason="Erste Rate (erfundene Beispieldaten)",
        key=f"demo:paid-back:{scene.case.pk}",
    )
