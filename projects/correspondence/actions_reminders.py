"""Sending and stopping reminders of unfinished drafts."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User
from portal.kernel import audit, clock
from projects.cases.models import Case
from projects.correspondence.mails import send_reminder
from projects.correspondence.models_reminders import DraftReminder, ReminderStop
from projects.correspondence.reminders import DAYS, drafts_to_remind, wanting


def send_reminders() -> int:
    """Remind of unfinished drafts 7 and 2 days before closing, once each; returns how many mails.

    Called by the regular work; each draft has its own transaction.
    """
    return sum(
        _remind(pk, days)
        for days in DAYS
        for pk in list(drafts_to_remind(days).order_by("pk").values_list("pk", flat=True))
    )


@transaction.atomic
def _remind(pk: int, days: int) -> int:
    # Under the lock the draft is judged again: it may be sent or deleted by now.
    if not Case.objects.select_for_update().filter(pk=pk).exists():
        return 0
    case = drafts_to_remind(days).select_related("call", "owner").filter(pk=pk).first()
    people = wanting(case) if case else []
    if case is None or not people:
        return 0
    DraftReminder.objects.create(case=case, days=days, sent_at=clock.now())
    audit.record(actor=None, subject=case, event="reminded", data={"days": days})
    for person in people:
        send_reminder(case, person)
    return len(people)


@transaction.atomic
def stop_reminders(*, by: User, case: Case | None) -> None:
    """Stop reminders of one draft, or (None) of all; a second time changes nothing.

    Whoever holds the signed token of a mail acts as its receiver (RFC 8058).
    """
    User.objects.select_for_update().get(pk=by.pk)
    ReminderStop.objects.get_or_create(person=by, case=case, defaults={"at": clock.now()})
