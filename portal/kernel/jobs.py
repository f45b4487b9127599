"""The worker's housekeeping: put tasks back that did not end well, forget old mails."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.kernel import clock
from portal.kernel.mail import OutgoingMail

STALE_AFTER = timedelta(minutes=15)
TRY_AGAIN_FOR = timedelta(days=3)
MAIL_RETENTION = timedelta(days=90)


@transaction.atomic
def put_back_tasks() -> int:
    """Make tasks ready again whose worker died or that failed; returns how many.

    A task that has run for 15 minutes counts as left behind. A failed one (no mail server, say)
    is tried again after 15 minutes, for three days; every task of ours is idempotent.
    """
    before, since = clock.now() - STALE_AFTER, clock.now() - TRY_AGAIN_FOR
    left = Q(status=TaskResultStatus.RUNNING, started_at__lt=before)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=before, enqueued_at__gt=since)
    return DBTaskResult.objects.filter(left | failed).update(
        status=TaskResultStatus.READY, started_at=None, finished_at=None
    )


def forget_old_mails() -> int:
    """Delete mails sent more than 90 days ago; returns how many."""
    deleted, _ = OutgoingMail.objects.filter(sent_at__lt=clock.now() - MAIL_RETENTION).delete()
    return deleted
