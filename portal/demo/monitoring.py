"""How projects of the demo are accompanied, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from actors.models import Meeting
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.desk import demo_key
from portal.demo.meetings import meeting_key
from portal.kernel import clock
from projects.models import Case, Milestone, MonitoringSettings, RoundProject
from projects.monitoring import actions, actions_notes, actions_risk, actions_rounds
from projects.monitoring.permissions import MONITORED
from projects.review.actions_following import Seen, note_of_coordination
from projects.review.actions_goals import set_goals
from projects.review.models_following import EntryKind

Step = Callable[[Book, Case, list[Any], UUID], object]


def load_monitoring(book: Book) -> None:
    """Say how programmes accompany, which goals projects serve, and play what is missing."""
    content = read("monitoring")
    for code in content["programmes"]:
        MonitoringSettings.objects.get_or_create(programme=book.programmes[code])
    for entry in content["case"]:
        case = Case.objects.filter(uuid=demo_key(entry["key"])).first()
        if case is None:
            continue
        if not case.goals.exists():
            set_goals(by=book.users["coordinator"], case=case, codes=entry["goals"])
        if case.state in MONITORED and not Milestone.objects.filter(case=case).exists():
            _play(book, case, entry)
    _round(book, content["round"])


def _play(book: Book, case: Case, entry: dict[str, Any]) -> None:
    """The steps of a project, each at its moment; days count from the day of seeding."""
    now = clock.now()
    for number, (days, step, *words) in enumerate(entry.get("steps", [])):
        key = uuid5(case.uuid, f"demo:monitoring:{number}")
        with clock.frozen(now + timedelta(days=days, minutes=number)):
            found = Case.objects.get(pk=case.pk)
            STEPS[step](book, found, [_day(word, now) for word in words], key)


def _day(word: Any, now: Any) -> Any:
    """A number is a day, counted from the day of seeding."""
    if isinstance(word, int) and not isinstance(word, bool):
        return clock.local(now + timedelta(days=word)).date()
    return word


def _milestone(book: Book, case: Case, words: list[Any], key: UUID) -> Milestone:
    title, day = words
    by = book.users["coordinator"]
    return actions.set_milestone(by=by, case=case, title=title, due_on=day, key=key)


def _suggest(_book: Book, case: Case, words: list[Any], key: UUID) -> Milestone:
    title, day = words
    return actions.suggest_milestone(by=case.owner, case=case, title=title, due_on=day, key=key)


def _reach(_book: Book, case: Case, words: list[Any], _key: UUID) -> Milestone:
    title, text = words
    found = Milestone.objects.get(case=case, title=title)
    day = clock.today()
    return actions.reach_milestone(by=case.owner, milestone=found, day=day, text=text)


def _move(_book: Book, case: Case, words: list[Any], _key: UUID) -> Milestone:
    title, day, text = words
    found = Milestone.objects.get(case=case, title=title)
    return actions.move_milestone(by=case.owner, milestone=found, day=day, text=text)


def _confirm(book: Book, case: Case, words: list[Any], _key: UUID) -> Milestone:
    title, text = words
    found = Milestone.objects.get(case=case, title=title)
    by = book.users["coordinator"]
    return actions.judge_milestone(by=by, milestone=found, event="confirm", text=text)


def _ask(book: Book, case: Case, words: list[Any], key: UUID) -> object:
    day, text = words
    by = book.users["coordinator"]
    return actions_notes.ask_interim(by=by, case=case, due_on=day, text=text, key=key)


def _note(_book: Book, case: Case, words: list[Any], key: UUID) -> object:
    text, needed = words
    note = actions_notes.Note(text=text, needs_help=bool(needed), help_text=needed)
    return actions_notes.write_interim(by=case.owner, case=case, note=note, key=key)


def _visit(book: Book, case: Case, words: list[Any], key: UUID) -> object:
    people, text, agreed = words
    seen = Seen(EntryKind.VISIT, clock.today(), text, people, agreed)
    return note_of_coordination(by=book.users["coordinator"], case=case, seen=seen, key=key)


def _risk(book: Book, case: Case, words: list[Any], key: UUID) -> object:
    level, reason, step = words
    return actions_risk.set_risk(
        by=book.users["coordinator"],
        case=case,
        level=level,
        reason=reason,
        next_step=step,
        key=key,
    )


STEPS: dict[str, Step] = {
    "set": _milestone,
    "suggest": _suggest,
    "reach": _reach,
    "move": _move,
    "confirm": _confirm,
    "ask": _ask,
    "note": _note,
    "visit": _visit,
    "risk": _risk,
}


def _round(book: Book, entry: dict[str, Any]) -> None:
    """A round with carriers at a coming meeting of the demo."""
    meeting = Meeting.objects.filter(key=meeting_key(entry["meeting"])).first()
    if meeting is None or RoundProject.objects.filter(meeting=meeting).exists():
        return
    keys = [demo_key(key) for key in entry["cases"]]
    cases = list(Case.objects.filter(uuid__in=keys, state__in=MONITORED))
    by = book.users["coordinator"]
    pks = [case.pk for case in cases]
    actions_rounds.choose_projects(by=by, meeting=meeting, cases=pks)
