"""Meetings of bodies for tests."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors.meetings import actions, actions_agenda, actions_minutes
from actors.models import AgendaItem, Body, BodyMember, Meeting, Minutes, Paper, Resolution
from portal.accounts.models import User
from portal.kernel import clock
from tests.factories.accounts import user
from tests.factories.bodies import committee, member

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def url(name: str, *args: object) -> str:
    """The address of a screen of the office."""
    return reverse(f"meetings:{name}", args=args)


def facts(of: Body, **changed: Any) -> dict[str, Any]:
    """What the form of a new meeting sends."""
    return {
        "key": str(uuid.uuid4()),
        "body": of.pk,
        "kind": "sitting",
        "starts_at": "15.12.2026 18:00",
        "ends_at": "15.12.2026 20:00",
        "place": "Aula",
        **changed,
    }


def seated(of: Body, role: str = "committee", **fields: Any) -> tuple[User, BodyMember]:
    """An account with a seat in a body."""
    person = user(role)
    return person, member(of, person=person, **fields)


def meeting(of: Body | None = None, *, days: int = 20, items: int = 1, **fields: Any) -> Meeting:
    """A planned meeting in so many days, with so many items."""
    starts = clock.now() + timedelta(days=days)
    facts = {
        "kind": "sitting",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "Aula",
        "note": "",
        "key": uuid.uuid4(),
        **fields,
    }
    office = user("coordinator")
    made = actions.plan_meeting(by=office, body=of or committee(), **facts)
    for number in range(items):
        item(made, title=f"Punkt {number + 1}", by=office)
    return made


def item(of: Meeting, by: User | None = None, **fields: Any) -> AgendaItem:
    """An item at the end of the agenda."""
    facts = {"kind": "topic", "title": "Berichte", "text": "", "is_public": True, **fields}
    return actions_agenda.add_item(by=by or user("coordinator"), meeting=of, **facts)


def paper(of: Meeting, **fields: Any) -> Paper:
    """A paper of a meeting."""
    upload = SimpleUploadedFile("Vorlage.pdf", PDF + uuid.uuid4().bytes, "application/pdf")
    return actions_agenda.add_paper(by=user("coordinator"), meeting=of, upload=upload, **fields)


def invited(of: Body | None = None, **fields: Any) -> Meeting:
    """A meeting whose members are invited."""
    return actions.invite(by=user("coordinator"), meeting=meeting(of, **fields))


def opened(of: Body | None = None, **fields: Any) -> Meeting:
    """A meeting that is open."""
    return actions.open_meeting(by=user("coordinator"), meeting=invited(of, **fields))


def closed(of: Body | None = None, *, not_quorate: bool = False, **fields: Any) -> Meeting:
    """A meeting that is over."""
    made = opened(of, **fields)
    return actions.close_meeting(by=user("coordinator"), meeting=made, not_quorate=not_quorate)


def minutes(of: Body | None = None, **fields: Any) -> Minutes:
    """The draft of the minutes of a meeting that is over."""
    return actions_minutes.begin_minutes(by=user("coordinator"), meeting=closed(of, **fields))


def signed_minutes(of: Body | None = None, **fields: Any) -> Minutes:
    """Minutes that chair and writer signed on paper."""
    made = minutes(of, **fields)
    for role in ("chair", "writer"):
        made = actions_minutes.note_signature(by=user("coordinator"), minutes=made, role=role)
    return made


def resolution(of: Meeting, text: str = "Wir machen das.") -> Resolution:
    """A resolution of a meeting."""
    return actions_minutes.record_resolution(by=user("coordinator"), meeting=of, text=text)
