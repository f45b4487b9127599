"""What happens to positions: changes of the plan, postings, forecasts. Rows are only added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.budget.models import LONGEST_DOCUMENT, LONGEST_REASON
from projects.household.models import PURPOSE, RETENTION, BudgetPosition, OwnBudget
from projects.household.models_projects import ProjectFunding
from projects.programmes.fields import CentsField

WHO = [Personal(purpose=PURPOSE, retention=RETENTION, fields="by reason")]


class Noted(models.Model):
    """Something noted about a position: how much, why, who, when; once by its key."""

    cents = CentsField(_("amount"))
    document = models.CharField(
        pgettext_lazy("journal", "document"), max_length=LONGEST_DOCUMENT, blank=True
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(pgettext_lazy("journal", "at"), default=clock.now)
    key = models.CharField(max_length=100, unique=True)

    privacy = classify(none="cents document at key", personal=WHO)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk} {self.cents}"


class PlanChange(Noted):
    """The plan of a position from now on, in cents; the newest counts."""

    position = models.ForeignKey(BudgetPosition, on_delete=models.PROTECT, related_name="changes")

    privacy = classify(none="position")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gte=0), name="plan_change_amount")
        ]
        verbose_name = _("change of the plan")
        verbose_name_plural = _("changes of the plan")


class Forecast(Noted):
    """What is expected to come or go until the year's end, on top of what was booked by then.

    The newest counts (`projects.household.sums.Outlook`).
    """

    position = models.ForeignKey(BudgetPosition, on_delete=models.PROTECT, related_name="forecasts")
    booked_cents = CentsField(_("booked by then"))

    privacy = classify(none="position booked_cents")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gte=0), name="forecast_amount")
        ]
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")


class BudgetPosting(Noted):
    """Money that came or went on a day; a wrong one is taken back by a counter-entry."""

    position = models.ForeignKey(BudgetPosition, on_delete=models.PROTECT, related_name="postings")
    on = models.DateField(_("day"))
    funding = models.ForeignKey(
        ProjectFunding,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("from which funder"),
    )
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counter",
        verbose_name=_("counter-entry of"),
    )

    privacy = classify(none="position on funding corrects")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="budget_posting_positive")
        ]
        indexes = [
            models.Index(fields=["position", "funding", "corrects", "cents"], name="posting_sums")
        ]
        verbose_name = _("posting of the own budget")
        verbose_name_plural = _("postings of the own budget")

    @property
    def net(self) -> int:
        """Cents as they count: a counter-entry takes back."""
        return self.cents if self.corrects_id is None else -self.cents


class BudgetCarry(models.Model):
    """Money of a closed year's position that went into a later budget (Übertrag)."""

    source = models.OneToOneField(
        BudgetPosition, on_delete=models.PROTECT, related_name="carried_on"
    )
    target = models.ForeignKey(OwnBudget, on_delete=models.PROTECT, related_name="carried_in")
    posting = models.ForeignKey(BudgetPosting, on_delete=models.PROTECT, related_name="carries")
    cents = CentsField(_("amount"))

    privacy = classify(none="source target posting cents")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="budget_carry_positive")
        ]
        verbose_name = _("carry-over into the next year")
        verbose_name_plural = _("carry-overs into the next year")

    def __str__(self) -> str:
        return f"{self.source_id} {self.cents}"
