"""Decisions of the office in the demo with their notices, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.demo.answers import fill_in
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import day_of, in_days, moment_of
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.decision.actions import (
    Ruling,
    decide_in_office,
    meet_condition,
    settle_obligation,
)
from projects.decision.actions_carrier import ask_early_start, give_up
from projects.decision.actions_delivery import (
    choose_delivery,
    make_notices_final,
    retrieve_notice,
    waive_remedy,
)
from projects.decision.actions_notices import draft_notice, record_dispatch, release_notice
from projects.decision.kinds import Remedy
from projects.decision.permissions import NOTICE_OF
from projects.decision.queries import open_conditions, open_obligations
from projects.intake.actions import submit_application, withdraw_application
from projects.models import Case, DecisionSettings, EarlyStartRequest, Notice
from projects.review.actions import (
    Entry,
    begin_review,
    make_ready,
    record_results,
    reject_formally,
)
from projects.review.actions_work import assign_case
from projects.review.kinds import Result
from projects.review.queries import check_lines

SEEN = "Gesehen (erfundene Beispieldaten)."
NOT_DECIDED = Ruling("")
"""Of applications that the file leaves before a decision, or that never reach one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An application as a step finds it, how it is decided, and all that the file says of it."""

    book: Book
    case: Case
    ruling: Ruling
    entry: Mapping[str, Any] = field(default_factory=dict)

    @property
    def notice(self) -> Notice:
        """Its first notice: the one that says how it was decided."""
        return Notice.objects.filter(case=self.case).earliest("pk")

    @property
    def reason(self) -> str:
        """The words of the file for a step that needs a reason."""
        return str(self.entry.get("words", ""))


Step = Callable[[Scene], object]
Beat = tuple[datetime, Callable[[], object]]
"""A moment, and what happens then."""


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
    with clock.frozen(moment_of(entry["days"])):
        ask_early_start(by=case.owner, case=case, starts_on=starts_on, reason=entry["reason"])


def play(
    book: Book, entry: dict[str, Any], key: Any, known: Mapping[str, Step] | None = None
) -> None:
    """One application from its draft through all its steps, each on its day.

    `known` are the words of the file; without it those of deciding.
    """
    run(beats(book, entry, key, known or STEPS))


def run(found: Iterable[Beat]) -> None:
    """All that happens, one after the other in the order of time."""
    for moment, act in sorted(found, key=lambda beat: beat[0]):
        with clock.frozen(moment):
            act()


def beats(book: Book, entry: dict[str, Any], key: Any, known: Mapping[str, Step]) -> Iterator[Beat]:
    """When an application is sent and its steps happen.

    Without a moment of its own it is sent a day before its first step.
    """
    said = dated(entry)
    ruling = ruling_of(said["ruling"]) if "ruling" in said else NOT_DECIDED
    steps = said["steps"]
    sent = said["sent"] if "sent" in said else steps[0][0] - 1
    yield moment_of(sent), partial(_send, book, said, key)
    for number, (when, word) in enumerate(steps):
        yield moment_of(when, number), partial(_step, known[word], book, said, key, ruling)


def dated(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry whose days count from today, whatever the clock says when they are asked for."""
    said = dict(entry)
    said |= {name: day_of(entry[name]) for name in ("starts", "ends") if name in entry}
    for name, place in (("receipts", 3), ("payments", 2)):
        said[name] = [
            [*row[:place], day_of(row[place]), *row[place + 1 :]] for row in entry.get(name, [])
        ]
    return said


def _send(book: Book, entry: dict[str, Any], key: Any) -> None:
    person = book.users[entry["owner"]]
    submit_application(by=person, case=fill_in(book, entry, person, key))


def _step(act: Step, book: Book, entry: dict[str, Any], key: Any, ruling: Ruling) -> None:
    act(Scene(book, Case.objects.get(uuid=key), ruling, entry))


def ruling_of(entry: dict[str, Any]) -> Ruling:
    """What an entry of the file decides."""
    return Ruling(
        outcome=entry["outcome"],
        cents=entry.get("amount", 0) * 100,
        reason=entry["reason"],
        obligations=[(text, day_of(when)) for text, when in entry.get("obligations", [])],
        conditions=entry.get("conditions", []),
    )


def _assign(scene: Scene) -> None:
    clerk = scene.book.users["coordinator"]
    assign_case(by=clerk, case=scene.case, person=clerk)


def _begin(scene: Scene) -> None:
    begin_review(by=scene.book.users["coordinator"], case=scene.case)


def _reject_formally(scene: Scene) -> None:
    clerk = scene.book.users["coordinator"]
    reject_formally(by=clerk, case=scene.case, reason=scene.reason)


def _withdraw(scene: Scene) -> None:
    withdraw_application(by=scene.case.owner, case=scene.case, reason=scene.reason)


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
    kind, clerk = NOTICE_OF[scene.case.state], scene.book.users["coordinator2"]
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
    give_up(by=scene.case.owner, case=scene.case, reason=scene.reason)


def _become_final(_scene: Scene) -> None:
    make_notices_final()


def _fulfil(scene: Scene) -> None:
    clerk, today = scene.book.users["coordinator"], clock.today()
    for condition in open_conditions(scene.case):
        meet_condition(by=clerk, condition=condition, met_on=today)
    for obligation in open_obligations(scene.case):
        settle_obligation(by=clerk, obligation=obligation, done_on=today)


STEPS: dict[str, Step] = {
    "assign": _assign,
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
    "become_final": _become_final,
    "fulfil": _fulfil,
}
"""What happens on a day, by the word in the file."""
