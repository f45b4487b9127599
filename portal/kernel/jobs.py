"""The worker's housekeeping: put stale tasks back, forget old ones."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.kernel import clock
from portal.kernel.mail import OutgoingMail

STALE_AFTER = timedelta(minutes=15)
MAIL_RETENTION = timedelta(days=90)


@transaction.atomic
def put_back_stale_tasks() -> int:
    """Make tasks ready again whose worker died (running for 15 minutes); returns how many."""
    stale = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=clock.now() - STALE_AFTER
    )
    return stale.update(status=TaskResultStatus.READY, started_at=None)


def forget_old_mails() -> int:
    """Delete mails sent more than 90 days ago; returns how many."""
    deleted, _ = OutgoingMail.objects.filter(sent_at__lt=clock.now() - MAIL_RETENTION).delete()
    return deleted
