"""How long an answer may be kept: never past the next moment at which it becomes wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control

from portal.kernel import clock

AT_MOST = 300


def next_midnight() -> datetime:
    """When the next day begins in Europe/Berlin (days left, "today" and the like change)."""
    tomorrow = clock.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=clock.BERLIN)


def seconds_left(boundaries: Iterable[datetime], at_most: int = AT_MOST) -> int:
    """Whole seconds until the next of the boundaries or midnight; `at_most` seconds."""
    now = clock.now()
    coming = [moment for moment in (*boundaries, next_midnight()) if moment > now]
    return min(at_most, *(int((moment - now).total_seconds()) for moment in coming))


def keep_until(response: HttpResponseBase, boundaries: Iterable[datetime]) -> None:
    """Limit every cache to the next boundary; in its last second nothing is kept at all."""
    seconds = seconds_left(boundaries)
    if seconds < 1:
        patch_cache_control(response, no_store=True)
    else:
        patch_cache_control(response, max_age=seconds, must_revalidate=True)
