"""Mails of a meeting: invitation, change, cancellation; one for each member, with the date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext as _

from actors.bodies.models_members import BodyMember
from actors.meetings.calendars import FILE_NAME, meeting_calendar, meeting_url
from actors.meetings.hooks import is_barred
from actors.meetings.models import Meeting, Paper
from actors.meetings.queries import agenda, loose_papers, members_of_meeting
from portal.kernel.files import private_storage
from portal.kernel.mail import queue_mail
from portal.templatetags.formats import datetime_long

INVITATION = "invitation"
UPDATE = "update"
CANCELLATION = "cancellation"


def address_of(member: BodyMember) -> str:
    """Where a member's mail goes; empty for those without an account that is open."""
    person = member.person
    return person.email if person is not None and person.is_active else ""


def tell_members(meeting: Meeting, members: list[BodyMember], about: str) -> None:
    """Write to each member with an address, in the member's language; once for each account.

    Part of the action that invites, changes or cancels; `about` is one of the codes above.
    """
    people = {member.person_id: member for member in members if address_of(member)}
    if not people:
        return
    stored = private_storage.save(
        f"meetings/{meeting.key}/{meeting.sequence}.ics", ContentFile(meeting_calendar(meeting))
    )
    # Who has left since hears of the date, but not what is discussed.
    current = {member.pk for member in members_of_meeting(meeting)}
    items, papers = agenda(meeting), loose_papers(meeting)
    for member in people.values():
        is_current = member.pk in current
        language = getattr(member.person, "language", "") or "de"
        with translation.override(language):
            queue_mail(
                to=[address_of(member)],
                subject=_subject(meeting, about),
                template=f"actors/meetings/mail/{about}",
                context=_facts(meeting)
                | {
                    "items": [
                        (item, _open_to(member, item.papers.all()))
                        for item in (items if is_current else [])
                    ],
                    "papers": _open_to(member, papers if is_current else []),
                },
                reason=_("You get this mail because you belong to the body."),
                attachments=[{"name": FILE_NAME, "stored": stored}],
                language=language,
            )


def _open_to(member: BodyMember, papers: Iterable[Paper]) -> list[Paper]:
    """Papers that nobody keeps from the member (as from one who is recused)."""
    return [paper for paper in papers if not is_barred(member.person, paper)]


def _subject(meeting: Meeting, about: str) -> str:
    texts = {
        INVITATION: _("Invitation: %(body)s, %(when)s"),
        UPDATE: _("Changed: %(body)s, %(when)s"),
        CANCELLATION: _("Cancelled: %(body)s, %(when)s"),
    }
    return texts[about] % {"body": meeting.body, "when": datetime_long(meeting.starts_at)}


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "earlier": meeting.second_summons_of, "url": meeting_url(meeting)}
