"""Reads about calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigAutoField, DateTimeField, QuerySet

from portal.kernel import clock
from portal.kernel.prepared import Prepared
from projects.calls.models import Call


def _with_records() -> QuerySet[Call]:
    return Call.objects.select_related("programme", "period", "rules")


def open_calls(now: datetime | None = None) -> QuerySet[Call]:
    """Calls one may apply to at a moment (default: now), the one closing first in front."""
    return _open(_with_records(), now or clock.now())


def _open(calls: QuerySet[Call], moment: Any) -> QuerySet[Call]:
    running = calls.filter(programme__is_active=True, opens_at__lte=moment, closes_at__gt=moment)
    return running.order_by("closes_at")


def upcoming_calls(now: datetime | None = None) -> QuerySet[Call]:
    """Calls that open later, the next one in front."""
    calls = _with_records().filter(programme__is_active=True, opens_at__gt=now or clock.now())
    return calls.order_by("opens_at")


def _pages() -> Any:
    model: Any = Call._meta.get_field("faces").related_model
    return model.objects.all()


class Face(NamedTuple):
    """What a link needs of the public page of a call."""

    call_id: int
    locale_id: int
    url_path: str
    is_demo: bool


OPEN = Prepared(
    lambda moment: _open(Call.objects.all(), moment),
    moment=DateTimeField(),
)
FACES = Prepared(
    lambda calls: (
        _pages().filter(live=True, call__pk__in=calls).order_by("path").values_list(*Face._fields)
    ),
    calls=BigAutoField(),
)


def open_faces(locale_id: int, most: int) -> list[tuple[Call, Face]]:
    """The first open calls with their public pages (in a locale, else in any), in two queries."""
    calls = OPEN.objects(moment=clock.now())[:most]
    faces = [Face(*row) for row in FACES.rows(calls={call.pk for call in calls})]
    faces.sort(key=lambda face: face.locale_id != locale_id)
    found = {call.pk: [face for face in faces if face.call_id == call.pk] for call in calls}
    return [(call, found[call.pk][0]) for call in calls if found[call.pk]]


def call_by_code(code: str) -> Call | None:
    """The call of that code with its programme, period and rules."""
    return _with_records().filter(code=code).first()
