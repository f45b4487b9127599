"""The own budget of the coordination: a year, its positions, the own projects in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel.privacy import Personal, classify
from projects.household.lifecycle import AGREED, CLOSED, DRAFT, STATES
from projects.household.sums import EXPENDITURE, INCOME, Limits
from projects.programmes.fields import CentsField

PURPOSE = "Traceability of public spending (§ 44 LHO NRW)"
RETENTION = "as long as the budget it belongs to"
LONGEST_NAME, LONGEST_NUMBER, MOST_PERCENT = 150, 20, 1000


class Side(models.TextChoices):
    """Whether money comes or goes; stable codes."""

    INCOME = INCOME, _("income")
    EXPENDITURE = EXPENDITURE, _("expenditure")


def sides() -> list[tuple[str, str]]:
    """Choices as a callable."""
    return [(str(value), str(label)) for value, label in Side.choices]


def budget_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(state.code, str(_(state.internal))) for state in STATES]


def _percent(label: Any, default: int) -> models.PositiveSmallIntegerField:
    limit = MaxValueValidator(MOST_PERCENT)
    return models.PositiveSmallIntegerField(label, default=default, validators=[limit])


class OwnBudget(models.Model):
    """A year's budget (Budgetaufstellung): from and to, its state, the limits of its lights."""

    title = models.CharField(_("title"), max_length=LONGEST_NAME)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    state = models.CharField(_("state"), max_length=20, choices=budget_states, default=DRAFT)
    yellow_above = _percent(_("expenditure yellow above (percent of the plan)"), 90)
    red_above = _percent(_("expenditure red above (percent of the plan)"), 100)
    yellow_below = _percent(_("income yellow below (percent of the plan)"), 100)
    red_below = _percent(_("income red below (percent of the plan)"), 90)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    key = models.UUIDField(unique=True, editable=False)

    privacy = classify(
        none="title starts_on ends_on state yellow_above red_above yellow_below red_below "
        "agreed_at closed_at key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="own_budget_order"
            ),
            models.CheckConstraint(
                condition=models.Q(red_above__gte=models.F("yellow_above"))
                & models.Q(yellow_below__gte=models.F("red_below")),
                name="own_budget_limits",
            ),
        ]
        verbose_name = _("own budget")
        verbose_name_plural = _("own budgets")

    def __str__(self) -> str:
        return self.title

    @property
    def limits(self) -> Limits:
        """When its lights turn."""
        return Limits(self.yellow_above, self.red_above, self.yellow_below, self.red_below)

    @property
    def is_draft(self) -> bool:
        """Whether its plan may still be rewritten."""
        return self.state == DRAFT

    @property
    def is_running(self) -> bool:
        """Whether money may be booked."""
        return self.state == AGREED

    @property
    def is_closed(self) -> bool:
        """Whether the year is closed: nothing is booked any more."""
        return self.state == CLOSED

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.get_state_display())


class OwnProject(models.Model):
    """A project of the coordination itself within a year, for example the Stadtteilfest."""

    budget = models.ForeignKey(OwnBudget, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(pgettext_lazy("project", "name"), max_length=LONGEST_NAME)

    privacy = classify(none="budget name")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "name"], name="own_project_name"),
        ]
        verbose_name = _("own project")
        verbose_name_plural = _("own projects")

    def __str__(self) -> str:
        return self.name


class BudgetPosition(models.Model):
    """A position of the budget (Haushaltsposition): where money comes from or goes to.

    `planned_cents` is the plan as it was agreed; later changes are rows of their own
    (`projects.household.models_money.PlanChange`).
    """

    budget = models.ForeignKey(OwnBudget, on_delete=models.PROTECT, related_name="positions")
    side = models.CharField(_("income or expenditure"), max_length=20, choices=sides)
    number = models.CharField(pgettext_lazy("position", "number"), max_length=LONGEST_NUMBER)
    label = models.CharField(_("what for"), max_length=LONGEST_NAME)
    project = models.ForeignKey(
        OwnProject,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("own project"),
    )
    planned_cents = CentsField(_("planned"))

    privacy = classify(none="budget side number label project planned_cents")

    class Meta:
        ordering = ["-side", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="position_number"),
            models.CheckConstraint(
                condition=models.Q(planned_cents__gte=0), name="position_planned"
            ),
        ]
        verbose_name = _("budget position")
        verbose_name_plural = _("budget positions")

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def is_income(self) -> bool:
        """Whether money comes."""
        return self.side == INCOME
