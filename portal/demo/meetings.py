"""One past and one coming sitting of the demo's committee: invented, without names of persons."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from actors.meetings import actions, actions_agenda, actions_minutes
from actors.meetings.actions_attendance import Line, record_attendance
from actors.meetings.queries import members_of_meeting
from actors.models import Meeting, Minutes
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import in_days
from portal.kernel import clock
from portal.kernel.pdf import render_pdf

INVITED_BEFORE = timedelta(days=14)
HOURS = timedelta(hours=2)


def load_meetings(book: Book) -> None:
    """Make what is missing; a meeting that stands stays as the office has changed it."""
    for entry in read("meetings")["meeting"]:
        if not Meeting.objects.filter(key=meeting_key(entry["key"])).exists():
            _hold(book, entry)


def meeting_key(key: str) -> Any:
    """The stable key of a meeting of the demo."""
    return uuid5(NAMESPACE_URL, f"demo:meeting:{key}")


def _hold(book: Book, entry: dict[str, Any]) -> None:
    starts = datetime.combine(in_days(entry["days"]), time(entry["hour"]), clock.BERLIN)
    with clock.frozen(min(clock.now(), starts - INVITED_BEFORE)):
        meeting = _invite(book, entry, starts)
    if "text" in entry:
        with clock.frozen(starts):
            minutes = _open(book, entry, meeting)
        with clock.frozen(starts + HOURS):
            _close(book, minutes)


def _invite(book: Book, entry: dict[str, Any], starts: datetime) -> Meeting:
    office = book.users["coordinator"]
    meeting = actions.plan_meeting(
        by=office,
        body=book.bodies[entry["body"]],
        key=meeting_key(entry["key"]),
        kind="sitting",
        starts_at=starts,
        ends_at=starts + HOURS,
        place=entry["place"],
        note=entry["note"],
    )
    for kind, title, text in entry["items"]:
        actions_agenda.add_item(
            by=office, meeting=meeting, kind=kind, title=title, text=text, is_public=True
        )
    paper = ContentFile(_paper(entry["paper"]), name="Uebersicht.pdf")
    actions_agenda.add_paper(by=office, meeting=meeting, upload=paper)
    return actions.invite(by=office, meeting=meeting)


def _paper(text: str) -> bytes:
    """An overview as a plain tagged PDF."""
    data = {
        "title": "Übersicht (Beispiel)",
        "author": "Stadtteilbüro (Demo)",
        "page_word": "{page}/{pages}",
        "facts": [["Zur Sitzung", text]],
        "people": [],
        "opening": "",
        "items": [],
        "resolutions": [],
        "signatures": [],
    }
    return render_pdf(template="actors/meetings/minutes.typ", data=data)


def _open(book: Book, entry: dict[str, Any], meeting: Meeting) -> Minutes:
    office = book.users["coordinator"]
    meeting = actions.open_meeting(by=office, meeting=meeting)
    seats = [each for each in members_of_meeting(meeting) if not each.is_substitute]
    lines = [Line(seat.pk, "present") for seat in seats[:-1]]
    record_attendance(by=office, meeting=meeting, lines=[*lines, Line(seats[-1].pk, "excused")])
    minutes = actions_minutes.begin_minutes(by=office, meeting=meeting)
    texts = {
        each.pk: {"text": text, "result": result}
        for each, (text, result) in zip(minutes.entries.all(), entry["text"], strict=True)
    }
    facts = {name: getattr(minutes, name) for name in ("place", "chair", "writer")}
    actions_minutes.write_minutes(
        by=office, minutes=minutes, facts={**facts, "opening": entry["opening"]}, entries=texts
    )
    for text, owner, days in entry["resolutions"]:
        due = meeting.day + timedelta(days=days)
        actions_minutes.record_resolution(
            by=office, meeting=meeting, text=text, owner=owner, due_on=due
        )
    return minutes


def _close(book: Book, minutes: Minutes) -> None:
    office = book.users["coordinator"]
    actions.close_meeting(by=office, meeting=minutes.meeting)
    for role in ("chair", "writer"):
        if minutes.signer(role):
            actions_minutes.note_signature(by=office, minutes=minutes, role=role)
