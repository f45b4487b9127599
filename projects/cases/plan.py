"""The plan of a case in figures: costs, financing besides the grant, outcomes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.programmes.fields import CentsField
from projects.programmes.models import CostCategory, ProgrammeOption


class FinancingSource(models.TextChoices):
    """Where money besides the grant comes from; stable codes."""

    OWN = "own", _("own money")
    PUBLIC = "public", _("other public money")
    PRIVATE = "private", _("foundations, firms, donations")
    INCOME = "income", _("income of the project")


def source_choices() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new source needs no migration."""
    return [(str(value), str(label)) for value, label in FinancingSource.choices]


class CostItem(models.Model):
    """One line of the cost plan: what it is for, its category, its amount."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cost_items")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("what for"), max_length=150, blank=True)
    category = models.ForeignKey(
        CostCategory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of cost"),
    )
    amount_cents = CentsField(_("amount"), null=True, blank=True)

    privacy = classify(
        none="case position category amount_cents",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="label")],
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_cents__gte=0) | models.Q(amount_cents__isnull=True),
                name="cost_item_amount",
            )
        ]
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")

    def __str__(self) -> str:
        return self.label


class FinancingItem(models.Model):
    """One line of the financing plan besides the money asked for: from whom, how much, how sure."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="financing_items")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    source = models.CharField(
        pgettext_lazy("financing", "source"), max_length=20, choices=source_choices, blank=True
    )
    label = models.CharField(_("from whom"), max_length=150, blank=True)
    amount_cents = CentsField(_("amount"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("confirmed"), default=False)

    privacy = classify(
        none="case position source amount_cents is_confirmed",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="label")],
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_cents__gte=0) | models.Q(amount_cents__isnull=True),
                name="financing_item_amount",
            )
        ]
        verbose_name = _("financing line")
        verbose_name_plural = _("financing lines")

    def __str__(self) -> str:
        return self.label


class PlannedIndicator(models.Model):
    """How much of an outcome the applicant plans: a count, never anything about a person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="indicators")
    option = models.ForeignKey(
        ProgrammeOption, on_delete=models.PROTECT, related_name="+", verbose_name=_("indicator")
    )
    planned = models.PositiveIntegerField(_("planned"))

    privacy = classify(none="case option planned")

    class Meta:
        ordering = ["option__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "option"], name="planned_indicator_once")
        ]
        verbose_name = _("planned outcome")
        verbose_name_plural = _("planned outcomes")

    def __str__(self) -> str:
        return f"{self.option}: {self.planned}"
