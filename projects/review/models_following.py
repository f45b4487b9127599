"""What an office notes while it accompanies a project: notes, visits, calls, tasks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case

LONGEST_TEXT = 5000
LONGEST_PEOPLE = 300
"""Characters."""


class EntryKind(models.TextChoices):
    """What an office notes; stable codes."""

    NOTE = "note", _("note")
    VISIT = "visit", _("visit")
    CALL = "call", _("phone call")
    TASK = "task", _("task")


def entry_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in EntryKind.choices]


class OfficeEntry(models.Model):
    """A note, visit, call or task of an office on a project that it accompanies; append-only.

    No office: the coordination noted it. `people` says who was there by function and number.

    `day` is the day of a note or visit, and the last day for a task. `key` is made with the form,
    so that a double click writes one entry.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="office_entries")
    office = models.ForeignKey(
        "actors.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("municipal office"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=entry_kinds)
    day = models.DateField(_("day"))
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    people = models.CharField(_("who was met"), max_length=LONGEST_PEOPLE, blank=True)
    agreed = models.TextField(_("agreed"), max_length=LONGEST_TEXT, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="case office kind day key at done_on",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="text people agreed by done_by")
        ],
    )

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["case", "office"], name="office_entry_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True, done_by__isnull=True)
                | models.Q(done_on__isnull=False, done_by__isnull=False, kind="task"),
                name="office_entry_done",
            )
        ]
        verbose_name = _("entry of an office")
        verbose_name_plural = _("entries of offices")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it is a task that still has to be done."""
        return self.kind == EntryKind.TASK and self.done_on is None

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed."""
        return self.is_open and self.day < clock.today()
