"""Which alert is on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import DateTimeField

from home.alerts.models import Alert, Severity
from portal.kernel import clock
from portal.kernel.prepared import Prepared

RUNNING = Prepared(
    lambda moment: Alert.objects.filter(starts_at__lte=moment, ends_at__gt=moment).order_by(
        "-starts_at"
    ),
    moment=DateTimeField(),
)
URGENCY = [str(code) for code in (Severity.DANGER, Severity.WARNING, Severity.INFO)]


def current_alert(now: datetime | None = None) -> Alert | None:
    """The most urgent alert at a moment (default: now), from its start until before its end."""
    latest_first = RUNNING.objects(moment=now or clock.now())
    return min(latest_first, key=lambda alert: URGENCY.index(alert.severity), default=None)
