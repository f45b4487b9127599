"""Sittings of the demo that decide: one that is over, and applications for the coming one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from actors.bodies.models_members import BodyMember
from actors.meetings import actions as meetings
from actors.meetings import actions_minutes
from actors.meetings.actions_attendance import Line, record_attendance
from actors.meetings.queries import members_of_meeting
from actors.models import Meeting
from portal.cms.fields import Labels
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import in_days
from portal.demo.decisions import Beat, play, ruling_of, run
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.models import Case, Criterion, DecisionItem, SittingSettings
from projects.sittings import actions
from projects.sittings.actions_agenda import schedule_case
from projects.sittings.actions_recusals import note_recusal
from projects.sittings.actions_scores import save_assessment
from projects.sittings.queries_scores import criteria_for

SINCE = -1100
HOURS, TEN_MINUTES = timedelta(hours=2), timedelta(minutes=10)
CHOICES = {"y": "yes", "n": "no", "a": "abstain"}


def load_sittings(book: Book) -> None:
    """Say which body decides by which criteria, and play what is missing."""
    content = read("sittings")
    for code in content["programmes"]:
        SittingSettings.objects.get_or_create(
            programme=book.programmes[code], defaults={"body": book.bodies["komitee"]}
        )
    for place, entry in enumerate(content["criterion"]):
        _criterion(book, entry, place)
    fresh = [entry for entry in content["case"] if not _case(entry["key"])]
    for entry in fresh:
        play(book, entry, demo_key(entry["key"]))
    held = content["held"]
    if not Meeting.objects.filter(key=_key(held["key"])).exists():
        starts = datetime.combine(in_days(held["days"]), time(held["hour"]), clock.BERLIN)
        said = held | {"starts": starts, "invited": starts - timedelta(days=held["invited"])}
        wanted = [entry for entry in content["case"] if entry["sitting"] == held["key"]]
        run(sitting(book, said, wanted))
    coming = [entry for entry in fresh if entry["sitting"] == "naechste"]
    for entry in coming:
        _put_on(book, entry)
    meeting = Meeting.objects.filter(key=_key("naechste"), state="invited").first()
    if coming and meeting and meeting.has_news:
        meetings.send_update(by=book.users["coordinator2"], meeting=meeting)


def _key(key: str) -> Any:
    return uuid5(NAMESPACE_URL, f"demo:meeting:{key}")


def _case(key: str) -> Case | None:
    return Case.objects.filter(uuid=demo_key(key)).first()


def _criterion(book: Book, entry: dict[str, Any], place: int) -> None:
    programme = book.programmes[entry["programme"]]
    if not Criterion.objects.filter(programme=programme, labels__de=entry["labels"]["de"]).exists():
        Criterion.objects.create(
            programme=programme,
            labels=Labels(entry["labels"]),
            hint=Labels(entry["hint"]),
            weight=entry["weight"],
            position=place,
            valid_from=in_days(SINCE),
        )


def _put_on(book: Book, entry: dict[str, Any]) -> None:
    """Onto the agenda of the coming sitting, with what the member of the demo scored."""
    meeting = Meeting.objects.filter(key=_key("naechste")).first()
    case = _case(entry["key"])
    if meeting is None or case is None or not meeting.is_prepared or case.state != "ready":
        return
    item = schedule_case(by=book.users["coordinator2"], case=case, meeting=meeting)
    if "points" in entry:
        pairs = zip(criteria_for(item), entry["points"], strict=True)
        points = {criterion.pk: value for criterion, value in pairs}
        note = entry.get("note", "")
        save_assessment(by=book.users["committee"], item=item, points=points, note=note)


def sitting(book: Book, held: dict[str, Any], cases: list[dict[str, Any]]) -> Iterator[Beat]:
    """A sitting: invited, held, and its minutes signed on paper by both, and approved if told."""
    office, key, starts = book.users["coordinator2"], _key(held["key"]), held["starts"]
    yield held["invited"], partial(_invite, book, held, cases)
    yield starts, partial(_open, office, key, held.get("opening", ""))
    for number, entry in enumerate(cases, start=1):
        yield starts + number * TEN_MINUTES, partial(_vote, office, key, entry)
    yield starts + HOURS, partial(_sign, office, key)
    if "approved" in held:
        yield held["approved"], partial(_approve, office, key)


def _invite(book: Book, held: dict[str, Any], cases: list[dict[str, Any]]) -> None:
    office = book.users["coordinator2"]
    meeting = meetings.plan_meeting(
        by=office,
        body=book.bodies["komitee"],
        key=_key(held["key"]),
        kind="sitting",
        starts_at=held["starts"],
        ends_at=held["starts"] + HOURS,
        place=held["place"],
        note=held["note"],
    )
    for entry in cases:
        case = _case(entry["key"])
        if case is not None:
            schedule_case(by=office, case=case, meeting=meeting)
    meetings.invite(by=office, meeting=meeting)


def _open(office: Any, key: Any, opening: str) -> None:
    """Everybody came, and the minutes begin."""
    meeting = meetings.open_meeting(by=office, meeting=Meeting.objects.get(key=key))
    lines = [Line(seat.pk, "present") for seat in _seats(meeting)]
    record_attendance(by=office, meeting=meeting, lines=lines)
    minutes = actions_minutes.begin_minutes(by=office, meeting=meeting)
    facts = {"place": minutes.place, "chair": minutes.chair, "writer": minutes.writer}
    actions_minutes.write_minutes(
        by=office, minutes=minutes, facts={**facts, "opening": opening}, entries={}
    )


def _seats(meeting: Meeting) -> list[BodyMember]:
    return [each for each in members_of_meeting(meeting) if not each.is_substitute]


def _sign(office: Any, key: Any) -> None:
    meeting = meetings.close_meeting(by=office, meeting=Meeting.objects.get(key=key))
    for role in ("chair", "writer"):
        actions_minutes.note_signature(by=office, minutes=meeting.minutes, role=role)


def _approve(office: Any, key: Any) -> None:
    minutes = Meeting.objects.get(key=key).minutes
    actions_minutes.approve_minutes(by=office, minutes=minutes)


def _vote(by: Any, key: Any, entry: dict[str, Any]) -> None:
    """A motion and its open vote: a letter for each member, the chair first; x is recused."""
    meeting = Meeting.objects.get(key=key)
    found = DecisionItem.objects.filter(item__meeting=meeting, case__uuid=demo_key(entry["key"]))
    item = found.first()
    if item is None:
        return
    seats = [seat for seat in _seats(meeting) if seat.has_vote]
    for seat, letter in zip(seats, entry["votes"], strict=True):
        if letter == "x":
            note_recusal(
                by=by, item=item, member=seat.pk, reason=entry["recused"], seen=_seen(item)
            )
    motion = actions.make_motion(
        by=by,
        item=item,
        ruling=ruling_of(entry["ruling"]),
        key=uuid5(NAMESPACE_URL, f"demo:motion:{entry['key']}"),
        seen=_seen(item),
    )
    votes = {
        seat.pk: CHOICES[letter]
        for seat, letter in zip(seats, entry["votes"], strict=True)
        if letter in CHOICES
    }
    actions.vote_openly(by=by, item=item, motion=motion, votes=votes, seen=_seen(item))


def _seen(item: DecisionItem) -> int:
    return DecisionItem.objects.get(pk=item.pk).version
