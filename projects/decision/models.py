"""Decisions on applications, their obligations and conditions, and the programme's settings."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.decision.finality import Rules
from projects.decision.kinds import DecidedBy, Outcome, Remedy, deciders, outcomes, remedies
from projects.programmes.fields import CentsField
from projects.programmes.models import FundingProgramme

LONGEST_REASON = 5000
"""Characters."""
LATEST_YEAR = 2200


def number_field(
    default: int, most: int, *, verbose_name: StrPromise
) -> models.PositiveSmallIntegerField:
    """A count of days or months that a law sets and the office edits."""
    return models.PositiveSmallIntegerField(
        verbose_name=verbose_name,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(most)],
    )


class DecisionSettings(models.Model):
    """How a programme decides and delivers: the office's limit, four eyes, the law's numbers."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="decision_settings",
        verbose_name=_("programme"),
    )
    office_limit_cents = CentsField(
        _("the office decides alone up to"),
        default=0,
        help_text=_("Amount asked for. Zero: the office never decides alone."),
    )
    rule = models.CharField(
        _("rule that allows it"),
        max_length=500,
        blank=True,
        help_text=_("As cited in the decision, for example “No. 6.2 of the guideline”."),
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=True,
        help_text=_("Whoever recorded a result of the formal check may not decide alone."),
    )
    legal_basis = models.TextField(
        _("legal basis"),
        max_length=1000,
        default="",
        blank=True,
        help_text=_("As the notice names it; it reads “on the basis of …”."),
    )
    proof_months = number_field(2, 24, verbose_name=_("months until the proof of use"))
    remedy = models.CharField(_("remedy"), max_length=20, choices=remedies, default=Remedy.COURT)
    region = models.CharField(_("holidays of"), max_length=2, default="NW", editable=False)
    post_days = number_field(4, 30, verbose_name=_("days until a letter counts as delivered"))
    portal_days = number_field(1, 30, verbose_name=_("days from retrieval to delivery"))
    retrieval_days = number_field(10, 90, verbose_name=_("days to retrieve it in the portal"))
    remedy_months = number_field(1, 24, verbose_name=_("months for a remedy"))
    long_remedy_months = number_field(
        12, 60, verbose_name=_("months where the remedy notice is wrong")
    )
    moves_delivery = models.BooleanField(
        _("a delivery by post on a free day counts on the next working day"),
        default=True,
        help_text=_("Courts differ. The later day is the safe one; ask your legal office."),
    )

    privacy = classify(
        none="programme office_limit_cents rule four_eyes legal_basis proof_months remedy region "
        "post_days portal_days retrieval_days remedy_months long_remedy_months moves_delivery"
    )

    class Meta:
        ordering = ["programme__code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(office_limit_cents__gte=0), name="decision_limit"
            )
        ]
        verbose_name = _("rules of decision")
        verbose_name_plural = _("rules of decision")

    def __str__(self) -> str:
        return _("Rules of decision: %(programme)s") % {"programme": self.programme.name}

    @property
    def numbers(self) -> Rules:
        """The numbers for `projects.decision.finality`."""
        return Rules(
            self.post_days,
            self.portal_days,
            self.retrieval_days,
            self.remedy_months,
            self.long_remedy_months,
            self.moves_delivery,
        )

    def clean(self) -> None:
        """A limit needs the rule that allows it."""
        super().clean()
        if self.office_limit_cents and not self.rule.strip():
            raise ValidationError({"rule": _("Please cite the rule that allows it.")})


class Decision(models.Model):
    """What was decided on an application: append-only, the newest that is not reopened counts.

    `rule` is cited where the office decides alone, `resolution` names that of a body.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=30, choices=outcomes)
    awarded_cents = CentsField(_("awarded"), default=0)
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=10, choices=deciders)
    rule = models.CharField(_("rule"), max_length=500, blank=True)
    resolution = models.CharField(_("resolution"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    at = models.DateTimeField(_("recorded"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    privacy = classify(
        none="case outcome awarded_cents decided_by rule resolution decided_on at key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by="office", resolution="") & ~models.Q(rule="")
                | models.Q(decided_by="body", rule="") & ~models.Q(resolution=""),
                name="decision_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    outcome__in=("approved", "approved_with_obligations"), awarded_cents__gt=0
                )
                | models.Q(outcome__in=("postponed", "rejected"), awarded_cents=0),
                name="decision_amount",
            ),
        ]
        verbose_name = _("decision on an application")
        verbose_name_plural = _("decisions on applications")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_outcome_display()}"

    @property
    def is_award(self) -> bool:
        """Whether it gives money."""
        return self.outcome in {Outcome.APPROVED, Outcome.APPROVED_WITH_OBLIGATIONS}

    @property
    def is_of_office(self) -> bool:
        """Whether the office decided alone."""
        return self.decided_by == DecidedBy.OFFICE

    @property
    def ground(self) -> str:
        """The rule or the resolution it rests on."""
        return self.rule or self.resolution


class Reopening(models.Model):
    """That a decision no longer counts, because it is decided anew before its notice."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="reopening"
    )
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="decision at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason by")],
    )

    class Meta:
        verbose_name = _("reopened decision")
        verbose_name_plural = _("reopened decisions")

    def __str__(self) -> str:
        return str(self.decision_id)


class Obligation(models.Model):
    """What the carrier has to do because of the award (Auflage): a task with a date."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="obligations")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("obligation"), max_length=1000)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="decision position due_on done_on",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text done_by")],
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True, done_by__isnull=True)
                | models.Q(done_on__isnull=False, done_by__isnull=False),
                name="obligation_done",
            )
        ]
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")

    def __str__(self) -> str:
        return self.text


class Condition(models.Model):
    """What has to be true before money is paid (aufschiebende Bedingung)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("condition"), max_length=1000)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="decision position met_on",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text met_by")],
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(met_on__isnull=True, met_by__isnull=True)
                | models.Q(met_on__isnull=False, met_by__isnull=False),
                name="condition_met",
            )
        ]
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self) -> str:
        return self.text
