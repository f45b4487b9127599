"""Reminders of unfinished drafts, and who does not want them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, Case


class DraftReminder(models.Model):
    """A reminder that was sent so many days before the closing; goes with its draft."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    privacy = classify(none="case days sent_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "days"], name="one_reminder_each")]

    def __str__(self) -> str:
        return f"{self.case}: {self.days}"


class ReminderStop(models.Model):
    """Somebody does not want reminders: of one draft, or (no case) of any."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    privacy = classify(
        none="case at",
        personal=[
            Personal(
                purpose=PURPOSE, retention="until the draft or the account goes", fields="person"
            )
        ],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "case"], name="one_stop_each"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(case__isnull=True), name="one_stop_of_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.case_id or 'all'}"
