"""Reads about calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from portal.kernel import clock
from projects.calls.models import Call


def _with_records() -> QuerySet[Call]:
    return Call.objects.select_related("programme", "period", "rules")


def open_calls(now: datetime | None = None) -> QuerySet[Call]:
    """Calls one may apply to at a moment (default: now), the one closing first in front.

    Their public pages are prefetched: `call.face(locale_id)` asks no further query.
    """
    moment = now or clock.now()
    calls = _with_records().filter(
        programme__is_active=True, opens_at__lte=moment, closes_at__gt=moment
    )
    return calls.order_by("closes_at").prefetch_related(_faces())


def upcoming_calls(now: datetime | None = None) -> QuerySet[Call]:
    """Calls that open later, the next one in front."""
    calls = _with_records().filter(programme__is_active=True, opens_at__gt=now or clock.now())
    return calls.order_by("opens_at").prefetch_related(_faces())


def _faces() -> Prefetch[Any]:
    """The public pages with what a link needs; their texts stay unread."""
    pages: Any = Call._meta.get_field("faces").related_model
    columns = ("title", "url_path", "live", "locale", "is_demo", "call")
    return Prefetch("faces", pages.objects.only(*columns))


def call_by_code(code: str) -> Call | None:
    """The call of that code with its programme, period and rules."""
    return _with_records().filter(code=code).first()
