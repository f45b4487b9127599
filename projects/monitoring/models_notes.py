"""Interim notes of carriers (Zwischenstand), what they count, and requests for one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.cases.plan import PlannedIndicator
from projects.monitoring.models import LONGEST_TEXT


class InterimNote(models.Model):
    """A short note of the carrier on how the project goes; append-only.

    Where help is needed, the coordination answers once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interim_notes")
    text = models.TextField(_("what happened"), max_length=LONGEST_TEXT)
    needs_help = models.BooleanField(_("help is needed"), default=False)
    help_text = models.TextField(_("which help"), max_length=LONGEST_TEXT, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    answer = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    privacy = classify(
        none="case needs_help key at answered_at",
        personal=[
            Personal(
                purpose=PURPOSE, retention=RETENTION, fields="text help_text by answer answered_by"
            )
        ],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True, answered_at__isnull=True)
                | models.Q(answered_by__isnull=False, answered_at__isnull=False, needs_help=True),
                name="interim_answered",
            )
        ]
        verbose_name = _("interim note")
        verbose_name_plural = _("interim notes")

    def __str__(self) -> str:
        return f"{self.case}: {self.at:%d.%m.%Y}"

    @property
    def waits_for_help(self) -> bool:
        """Whether the carrier asked for help and nobody answered."""
        return self.needs_help and self.answered_at is None


class InterimCount(models.Model):
    """How much of a planned outcome was reached so far: a count, nothing about a person."""

    note = models.ForeignKey(InterimNote, on_delete=models.PROTECT, related_name="counts")
    indicator = models.ForeignKey(
        PlannedIndicator, on_delete=models.PROTECT, related_name="interim_counts"
    )
    count = models.PositiveIntegerField(_("reached so far"))

    privacy = classify(none="note indicator count")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["note", "indicator"], name="interim_count_once")
        ]
        verbose_name = _("count of an interim note")
        verbose_name_plural = _("counts of interim notes")

    def __str__(self) -> str:
        return f"{self.indicator}: {self.count}"


class InterimRequest(models.Model):
    """The office asks for an interim note by a day; `by` None: the portal did, in the middle."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interim_requests")
    due_on = models.DateField(_("due on"))
    text = models.TextField(_("what we would like to know"), max_length=LONGEST_TEXT, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    note = models.ForeignKey(
        InterimNote,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("answered with"),
    )

    privacy = classify(
        none="case due_on at key reminded_at note",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text by")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(note__isnull=True), name="interim_open_once"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(by__isnull=True), name="interim_middle_once"
            ),
        ]
        verbose_name = _("request for an interim note")
        verbose_name_plural = _("requests for interim notes")

    def __str__(self) -> str:
        return f"{self.case}: {self.due_on:%d.%m.%Y}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without an answer."""
        return self.note_id is None and self.due_on < clock.today()
