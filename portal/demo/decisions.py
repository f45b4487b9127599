"""Decisions of the office in the demo with their notices, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.demo.answers import fill_in
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.desk import demo_key
from portal.demo.funding import in_days
from portal.kernel import clock
from projects.decision.actions import Ruling, decide_in_office
from projects.decision.actions_carrier import ask_early_start, give_up
from projects.decision.actions_delivery import choose_delivery, retrieve_notice, waive_remedy
from projects.decision.actions_notices import draft_notice, record_dispatch, release_notice
from projects.decision.kinds import Remedy
from projects.intake.actions import submit_application, withdraw_application
from projects.models import Case, DecisionSettings, EarlyStartRequest, Notice
from projects.review.actions import (
    Entry,
    begin_review,
    make_ready,
    record_results,
    reject_formally,
)
from projects.review.kinds import Result
from projects.review.queries import check_lines

SEEN = "Gesehen (erfundene Beispieldaten)."
NOT_DECIDED = Ruling("")
"""Of applications that the file leaves before a decision, or that never reach one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An application as a step finds it, and how it is decided."""

    book: Book
    case: Case
    ruling: Ruling

    @property
    def notice(self) -> Notice:
        """Its only notice."""
        return Notice.objects.get(case=self.case)


Step = Callable[[Scene], object]


def load_decisions(book: Book) -> None:
    """Say how the programmes decide, and play the decided applications that are missing."""
    content = read("decisions")
    for entry in content["rules"]:
        _rules(book, entry)
    for entry in content["early"]:
        _early(book, entry)
    for entry in content["case"]:
        key = demo_key(entry["key"])
        if not Case.objects.filter(uuid=key).exists():
            play(book, entry, key)


def _rules(book: Book, entry: dict[str, Any]) -> None:
    DecisionSettings.objects.get_or_create(
        programme=book.programmes[entry["programme"]],
        defaults={
            "office_limit_cents": entry["office_limit"] * 100,
            "rule": entry["rule"],
            "legal_basis": entry["legal_basis"],
            "four_eyes": False,
        },
    )


def _early(book: Book, entry: dict[str, Any]) -> None:
    case = Case.objects.filter(uuid=demo_key(entry["case"]), state="submitted").first()
    if case is None or EarlyStartRequest.objects.filter(case=case).exists():
        return
    starts_on = in_days(entry["starts"])
    with clock.frozen(clock.now() + timedelta(days=entry["days"])):
        ask_early_start(by=case.owner, case=case, starts_on=starts_on, reason=entry["reason"])


def play(
    book: Book, entry: dict[str, Any], key: Any, known: Mapping[str, Step] | None = None
) -> None:
    """One application from its draft through all its steps, each on its day.

    `known` are the words of the file; without it those of deciding.
    """
    now = clock.now()
    ruling = ruling_of(entry["ruling"]) if "ruling" in entry else NOT_DECIDED
    sent = _sent(book, entry, key)
    for number, (days, step) in enumerate(entry["steps"]):
        with clock.frozen(now + timedelta(days=days, minutes=number)):
            (known or STEPS)[step](Scene(book, Case.objects.get(pk=sent.pk), ruling))


def _sent(book: Book, entry: dict[str, Any], key: Any) -> Case:
    """The application, sent a day before its first step; its days count from today all the same."""
    person, back = book.users[entry["owner"]], 1 - entry["steps"][0][0]
    moved = dict(entry, starts=entry["starts"] + back, ends=entry["ends"] + back)
    with clock.frozen(clock.now() - timedelta(days=back)):
        case = fill_in(book, moved, person, key)
        return submit_application(by=person, case=case)


def ruling_of(entry: dict[str, Any]) -> Ruling:
    """What an entry of the file decides."""
    return Ruling(
        outcome=entry["outcome"],
        cents=entry.get("amount", 0) * 100,
        reason=entry["reason"],
        obligations=[(text, in_days(days)) for text, days in entry.get("obligations", [])],
        conditions=entry.get("conditions", []),
    )


def _begin(scene: Scene) -> None:
    begin_review(by=scene.book.users["coordinator"], case=scene.case)


def _reject_formally(scene: Scene) -> None:
    clerk = scene.book.users["coordinator"]
    reason = "Das Vorhaben hat schon begonnen. Gefördert wird nur, was noch nicht begonnen hat."
    reject_formally(by=clerk, case=scene.case, reason=reason)


def _withdraw(scene: Scene) -> None:
    withdraw_application(by=scene.case.owner, case=scene.case, reason="Wir machen es ohne Geld.")


def _ready(scene: Scene) -> None:
    clerk = scene.book.users["coordinator"]
    case = begin_review(by=clerk, case=scene.case)
    entries = [
        Entry(line.item.pk, Result.MET, SEEN, line.latest.pk if line.latest else None)
        for line in check_lines(case)
        if not line.is_done
    ]
    record_results(by=clerk, case=case, entries=entries)
    make_ready(by=scene.book.users["coordinator2"], case=case)


def _decide(scene: Scene) -> None:
    key = uuid5(NAMESPACE_URL, f"demo:decision:{scene.case.uuid}")
    clerk = scene.book.users["coordinator2"]
    decide_in_office(by=clerk, case=scene.case, ruling=scene.ruling, key=key)


def _draft(scene: Scene) -> None:
    kind = "award" if scene.ruling.is_award else "rejection"
    clerk = scene.book.users["coordinator2"]
    draft_notice(by=clerk, case=scene.case, kind=kind, remedy=Remedy.COURT)


def _release(scene: Scene) -> None:
    notice, clerk = scene.notice, scene.book.users["coordinator"]
    release_notice(by=clerk, notice=notice, seen=notice.drafted_at.isoformat())


def _post(scene: Scene) -> None:
    clerk = scene.book.users["coordinator"]
    record_dispatch(by=clerk, notice=scene.notice, sent_on=clock.today())


def _in_portal(scene: Scene) -> None:
    choose_delivery(by=scene.case.owner, case=scene.case, in_portal=True)


def _open(scene: Scene) -> None:
    retrieve_notice(by=scene.case.owner, notice=scene.notice)


def _waive_remedy(scene: Scene) -> None:
    waive_remedy(by=scene.case.owner, notice=scene.notice)


def _give_up(scene: Scene) -> None:
    give_up(by=scene.case.owner, case=scene.case, reason="Die Garage wird umgebaut.")


STEPS: dict[str, Step] = {
    "begin": _begin,
    "reject_formally": _reject_formally,
    "withdraw": _withdraw,
    "ready": _ready,
    "decide": _decide,
    "draft": _draft,
    "release": _release,
    "post": _post,
    "portal": _in_portal,
    "open": _open,
    "waive_remedy": _waive_remedy,
    "give_up": _give_up,
}
"""What happens on a day, by the word in the file."""
