"""What everybody may know of the meetings of a body that is open to everybody."""

from __future__ import annotations

from django.db.models import Prefetch

from actors.bodies.models import Body
from actors.meetings.lifecycle import APPROVED, CANCELLED, INVITED, OPEN
from actors.meetings.models import AgendaItem, Meeting
from actors.meetings.models_minutes import Minutes, MinutesEntry
from portal.kernel import clock


def public_meetings(body: Body, *, most: int) -> list[Meeting]:
    """Coming meetings that were sent out, with the items that may be published (two queries)."""
    items = Prefetch(
        "items", queryset=AgendaItem.objects.filter(is_public=True), to_attr="public_items"
    )
    found = body.meetings.filter(
        state__in=[INVITED, OPEN, CANCELLED],
        invited_at__isnull=False,
        ends_at__gte=clock.now(),
    )
    return list(found.prefetch_related(items).order_by("starts_at", "pk")[:most])


def public_minutes(body: Body, *, most: int) -> list[Minutes]:
    """Approved and published minutes, the latest first, with entries and items (two queries)."""
    entries = Prefetch("entries", queryset=MinutesEntry.objects.select_related("item"))
    found = Minutes.objects.filter(meeting__body=body, state=APPROVED, published_at__isnull=False)
    ordered = found.select_related("meeting").prefetch_related(entries)
    return list(ordered.order_by("-meeting__starts_at", "-pk")[:most])
