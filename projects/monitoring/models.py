"""Rules of the accompaniment, milestones with their history, and the risk flag."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.monitoring.kinds import OWN_STEPS, Step, states, steps
from projects.monitoring.kinds_risk import SIGNS, Level, levels
from projects.monitoring.lifecycle import MILESTONE, OPEN, SUGGESTED
from projects.programmes.models import FundingProgramme

LONGEST_TITLE = 150
LONGEST_TEXT = 3000
"""Characters."""


class MonitoringSettings(models.Model):
    """How a programme accompanies its projects: when notes are asked for, what counts as late."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="monitoring_settings",
        verbose_name=_("programme"),
    )
    asks_in_middle = models.BooleanField(
        _("ask for an interim note in the middle of the period"), default=True
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days to write an interim note"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("days before the due day to remind"), default=3, validators=[MaxValueValidator(90)]
    )
    late_days = models.PositiveSmallIntegerField(
        _("a milestone is a risk when late by more than (days)"),
        default=14,
        validators=[MaxValueValidator(365)],
    )

    privacy = classify(none="programme asks_in_middle answer_days reminder_days late_days")

    class Meta:
        ordering = ["programme__code"]
        verbose_name = _("rules of accompaniment")
        verbose_name_plural = _("rules of accompaniment")

    def __str__(self) -> str:
        return _("Rules of accompaniment: %(programme)s") % {"programme": self.programme.name}


class Milestone(models.Model):
    """Something a project wants to have reached by a day (Meilenstein).

    `due_on` is the day that counts now; earlier ones stand in the steps.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("milestone"), max_length=LONGEST_TITLE)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("status"), max_length=20, choices=states, default=SUGGESTED)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    privacy = classify(
        none="case number due_on state reached_on reminded_at key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="title")],
    )

    class Meta:
        ordering = ["due_on", "number"]
        indexes = [models.Index(fields=["state", "due_on"], name="milestone_due")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="milestone_number"),
            models.CheckConstraint(
                condition=models.Q(reached_on__isnull=False, state__in=("reached", "confirmed"))
                | models.Q(
                    reached_on__isnull=True, state__in=("suggested", "agreed", "moved", "dropped")
                ),
                name="milestone_reached",
            ),
        ]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is agreed and not reached yet."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without it."""
        return self.is_open and self.due_on < clock.today()

    @property
    def public_status(self) -> str:
        """The state in the carrier's words."""
        return str(gettext(MILESTONE.state(self.state).public))


class MilestoneStep(models.Model):
    """One thing that happened with a milestone; append-only.

    `day`: until when it is due from now on, or the day on which it was reached.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("what happened"), max_length=20, choices=steps)
    day = models.DateField(_("day"), null=True, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="milestone kind day at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text by")],
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of a milestone")
        verbose_name_plural = _("steps of milestones")

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_kind_display()}"

    @property
    def told(self) -> str:
        """What happened, in words to the carrier."""
        return str(OWN_STEPS.get(Step(self.kind)) or self.get_kind_display())


class RiskMark(models.Model):
    """How the office judges a running project; append-only, the newest counts.

    Never shown to the carrier or to the public.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_marks")
    level = models.CharField(_("risk"), max_length=10, choices=levels)
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)
    next_step = models.TextField(_("next step"), max_length=LONGEST_TEXT, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="case level key at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason next_step by")],
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("risk flag")
        verbose_name_plural = _("risk flags")

    def __str__(self) -> str:
        return f"{self.sign} {self.get_level_display()}"

    @property
    def sign(self) -> str:
        """The shape of the level."""
        return SIGNS[Level(self.level)]
