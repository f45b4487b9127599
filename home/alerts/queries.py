"""Which alert is on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, IntegerField, Value, When

from home.alerts.models import Alert, Severity
from portal.kernel import clock

URGENCY = (Severity.DANGER, Severity.WARNING, Severity.INFO)


def current_alert(now: datetime | None = None) -> Alert | None:
    """The most urgent alert at a moment (default: now), from its start until before its end."""
    moment = now or clock.now()
    rank = Case(
        *(When(severity=code, then=Value(place)) for place, code in enumerate(URGENCY)),
        output_field=IntegerField(),
    )
    running = Alert.objects.filter(starts_at__lte=moment, ends_at__gt=moment)
    return running.select_related("page").order_by(rank, "-starts_at").first()
