"""Reading meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from actors.bodies.models import Body
from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import invitation_due
from actors.bodies.queries_members import members_on
from actors.bodies.queries_rules import rules_on
from actors.meetings.lifecycle import CLOSED, SHOWN_TO_MEMBERS
from actors.meetings.models import AgendaItem, Meeting, Paper
from portal.kernel import clock


def all_meetings() -> QuerySet[Meeting]:
    """The meetings of all bodies, the latest first, with the number of items and papers."""
    counted = Meeting.objects.annotate(
        item_count=Count("items", distinct=True), paper_count=Count("papers", distinct=True)
    )
    return counted.select_related("body").order_by("-starts_at", "-pk")


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items in their order, each with its papers (two queries)."""
    return list(meeting.items.prefetch_related("papers"))


def loose_papers(meeting: Meeting) -> list[Paper]:
    """Papers of the whole meeting, of no single item."""
    return list(meeting.papers.filter(item=None))


def members_of_meeting(meeting: Meeting) -> list[BodyMember]:
    """Those in office on the day of the meeting, substitutes and advisory members too."""
    return members_on(meeting.body, meeting.day)


def put_off_meetings(body: Body) -> QuerySet[Meeting]:
    """Meetings of a body that were not quorate: what a second summons may refer to."""
    return Meeting.objects.filter(body=body, state=CLOSED, not_quorate=True)


def meetings_of(user: Any) -> QuerySet[Meeting]:
    """The meetings that somebody is or was a member for on the day, sent out, latest first.

    The day of a meeting is that of Europe/Berlin, so its bounds are compared in that zone.
    """
    if not getattr(user, "is_authenticated", False):
        return Meeting.objects.none()
    day = F("starts_at__date")
    term = BodyMember.objects.filter(person=user, body=OuterRef("body"))
    on_day = Q(from_day__lte=OuterRef("on_day")) & (
        Q(until_day__isnull=True) | Q(until_day__gte=OuterRef("on_day"))
    )
    known = Meeting.objects.filter(state__in=SHOWN_TO_MEMBERS, invited_at__isnull=False)
    found = known.annotate(on_day=day).filter(Exists(term.filter(on_day)))
    return found.select_related("body")


def coming_meetings_of(user: Any, *, most: int) -> list[Meeting]:
    """Meetings of somebody that are not over, the next one first (one query)."""
    waiting = meetings_of(user).filter(ends_at__gte=clock.now())
    return list(waiting.order_by("starts_at", "pk")[:most])


def past_meetings_of(user: Any, *, most: int) -> list[Meeting]:
    """Meetings of somebody that are over, the last one first (one query)."""
    return list(meetings_of(user).filter(ends_at__lt=clock.now())[:most])


def notice_days(meeting: Meeting) -> int:
    """The days that the body's rules of that day leave between invitation and meeting."""
    return rules_on(meeting.body, meeting.day).invitation_days


def is_late(meeting: Meeting, today: date) -> bool:
    """Whether an invitation sent today is too late by the body's rules."""
    return invitation_due(rules_on(meeting.body, meeting.day), meeting.day) < today
