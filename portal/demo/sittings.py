"""Sittings of the demo that decide: one that is over, and applications for the coming one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
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
from portal.demo.decisions import play, ruling_of
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.models import Case, Criterion, DecisionItem, SittingSettings
from projects.sittings import actions
from projects.sittings.actions_agenda import schedule_case
from projects.sittings.actions_recusals import note_recusal
from projects.sittings.actions_scores import save_assessment
from projects.sittings.queries_scores import criteria_for

SINCE = -400
HOURS = timedelta(hours=2)
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
        _hold(book, held, content["case"])
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


def _hold(book: Book, held: dict[str, Any], cases: list[dict[str, Any]]) -> None:
    """A sitting from its invitation to the minutes that both signed on paper."""
    office = book.users["coordinator2"]
    starts = datetime.combine(in_days(held["days"]), time(held["hour"]), clock.BERLIN)
    with clock.frozen(starts - timedelta(days=held["invited"])):
        meeting = meetings.plan_meeting(
            by=office,
            body=book.bodies["komitee"],
            key=_key(held["key"]),
            kind="sitting",
            starts_at=starts,
            ends_at=starts + HOURS,
            place=held["place"],
            note=held["note"],
        )
        wanted = [entry for entry in cases if entry["sitting"] == held["key"]]
        found = [(entry, _case(entry["key"])) for entry in wanted]
        items = [
            (entry, schedule_case(by=office, case=case, meeting=meeting))
            for entry, case in found
            if case is not None
        ]
        meeting = meetings.invite(by=office, meeting=meeting)
    with clock.frozen(starts):
        meeting = meetings.open_meeting(by=office, meeting=meeting)
        seats = [each for each in members_of_meeting(meeting) if not each.is_substitute]
        lines = [Line(seat.pk, "present") for seat in seats]
        record_attendance(by=office, meeting=meeting, lines=lines)
        actions_minutes.begin_minutes(by=office, meeting=meeting)
        for entry, item in items:
            _vote(office, entry, item, [seat for seat in seats if seat.has_vote])
    with clock.frozen(starts + HOURS):
        meetings.close_meeting(by=office, meeting=meeting)
        for role in ("chair", "writer"):
            actions_minutes.note_signature(by=office, minutes=meeting.minutes, role=role)


def _vote(by: Any, entry: dict[str, Any], item: DecisionItem, seats: list[BodyMember]) -> None:
    """A motion and its open vote: a letter for each member, the chair first; x is recused."""
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
