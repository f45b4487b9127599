"""Funding programmes, their rules by date, cost categories and funding periods."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from portal.cms.fields import LabelsField
from portal.kernel import clock
from portal.kernel.privacy import classify
from projects.programmes.carriers import CarrierKindsField
from projects.programmes.carrying import carry_limit, carry_over_field, carry_percent_field
from projects.programmes.fields import CentsField


class FinancingType(models.TextChoices):
    """How the grant follows from the costs (Finanzierungsart); stable codes."""

    SHARE = "share", _("share of the costs")
    GAP = "gap", _("what is missing in the end")
    FIXED = "fixed", _("a fixed amount")
    FULL = "full", _("all costs up to the cap")


class OptionKind(models.TextChoices):
    """What a programme may ask a project to name; stable codes."""

    TARGET_GROUP = "target_group", _("target group")
    PROJECT_TYPE = "project_type", _("type of project")
    CRITERION = "criterion", _("criterion")
    INDICATOR = "indicator", _("outcome that is counted")
    GOAL = "goal", _("goal of the action plan")


def financing_types() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new type needs no migration."""
    return [(str(value), str(label)) for value, label in FinancingType.choices]


def option_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in OptionKind.choices]


class FundingProgramme(ClusterableModel):
    """A funding programme (Förderprogramm): who gives money for what."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = LabelsField(verbose_name=_("title"))
    short_title = LabelsField(verbose_name=_("short title"), blank=True)
    purpose = LabelsField(verbose_name=_("purpose"), long=True)
    funder = LabelsField(verbose_name=_("funder"))
    number_series = models.CharField(
        _("number series"),
        max_length=10,
        default="LKS",
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]{1,9}$", _("Capital letters, such as LKS."))],
        help_text=_("First part of the reference numbers, for example LKS-2026-0007."),
    )
    retention_years = models.PositiveSmallIntegerField(
        _("retention in years"), default=10, validators=[MaxValueValidator(100)]
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("A closed programme takes no applications.")
    )

    draws_down = models.BooleanField(
        _("money is drawn down"),
        default=False,
        help_text=_("The funder sends money on request; no more is paid out than it has sent."),
    )

    carry_over = carry_over_field()
    carry_percent = carry_percent_field()

    privacy = classify(
        none="code title short_title purpose funder number_series retention_years is_active "
        "draws_down carry_over carry_percent"
    )

    class Meta:
        ordering = ["-is_active", "code"]
        verbose_name = _("funding programme")
        verbose_name_plural = _("funding programmes")

    def __str__(self) -> str:
        return str(self.title)

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return str(self.short_title) or str(self.title)

    @property
    def carry_limit(self) -> int:
        """Percent of a period's money that may go into a later one."""
        return carry_limit(self.carry_over, self.carry_percent)

    def rules_on(self, day: date) -> ProgrammeRules | None:
        """The rules valid on a day; None before the first."""
        return self.rules.filter(valid_from__lte=day).order_by("-valid_from").first()

    def options_of(self, kind: str) -> list[ProgrammeOption]:
        """The programme's options of a kind, in their order."""
        return [option for option in self.options.all() if option.kind == kind]


class CostCategory(models.Model):
    """A kind of cost of a programme, and whether it may be paid."""

    programme = ParentalKey(FundingProgramme, on_delete=models.PROTECT, related_name="categories")
    code = models.SlugField(_("code"), max_length=60)
    labels = LabelsField(verbose_name=_("name"))
    is_eligible = models.BooleanField(_("may be paid"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    privacy = classify(none="programme code labels is_eligible position")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="cost_category_code")
        ]
        verbose_name = _("cost category")
        verbose_name_plural = _("cost categories")

    def __str__(self) -> str:
        return str(self.labels)


class ProgrammeOption(models.Model):
    """A target group, type of project, criterion, outcome or goal of a programme.

    Goals are those of the local action plan (Lokaler Aktionsplan); what is not active any more is
    offered to nobody, and stays where it was chosen.
    """

    programme = ParentalKey(FundingProgramme, on_delete=models.PROTECT, related_name="options")
    kind = models.CharField(_("kind"), max_length=20, choices=option_kinds)
    code = models.SlugField(_("code"), max_length=60)
    labels = LabelsField(verbose_name=_("name"))
    description = LabelsField(verbose_name=_("explanation"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("What is not active is offered to nobody.")
    )

    privacy = classify(none="programme kind code labels description position is_active")

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "code"], name="programme_option_code"
            )
        ]
        verbose_name = _("option")
        verbose_name_plural = _("options")

    def __str__(self) -> str:
        return str(self.labels)


class ProgrammeRules(ClusterableModel):
    """The rules of a programme from a day on; once a call uses them they stay as they are."""

    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="rules",
        verbose_name=_("programme"),
    )
    valid_from = models.DateField(_("valid from"))
    cap_cents = CentsField(_("highest amount per project"))
    rate_percent = models.PositiveSmallIntegerField(
        _("share of the costs in percent"), default=100, validators=[MaxValueValidator(100)]
    )
    financing_type = models.CharField(
        _("type of financing"),
        max_length=20,
        choices=financing_types,
        default=FinancingType.FULL,
    )
    categories = ParentalManyToManyField(
        CostCategory, blank=True, related_name="rules", verbose_name=_("cost categories")
    )
    text = LabelsField(
        verbose_name=_("rules in plain words"),
        long=True,
        blank=True,
        help_text=_("One rule per line: shown before the application and on the programme page."),
    )
    # The next three are asked before an application begins (`projects.intake.suitability`).
    carrier_kinds = CarrierKindsField(
        verbose_name=_("who may apply"),
        help_text=_("Nothing chosen: every kind of carrier."),
    )
    area = LabelsField(
        verbose_name=_("where the project has to take place"),
        blank=True,
        help_text=_("As in “in Hamm-Norden”. Empty: the place is not asked for."),
    )
    refuses_other_funding = models.BooleanField(
        _("not beside other funding"),
        default=False,
        help_text=_("Whether costs that somebody else already pays for are ruled out."),
    )

    privacy = classify(
        none="programme valid_from cap_cents rate_percent financing_type categories text "
        "carrier_kinds area refuses_other_funding"
    )

    class Meta:
        ordering = ["programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "valid_from"], name="rules_valid_from"),
            models.CheckConstraint(condition=models.Q(cap_cents__gte=0), name="rules_cap"),
            models.CheckConstraint(
                condition=models.Q(rate_percent__gte=1, rate_percent__lte=100), name="rules_rate"
            ),
        ]
        verbose_name = _("programme rules")
        verbose_name_plural = _("programme rules")

    def __str__(self) -> str:
        return _("%(programme)s, rules from %(day)s") % {
            "programme": self.programme.name,
            "day": f"{self.valid_from:%d.%m.%Y}",
        }

    @property
    def lines(self) -> list[str]:
        """The rules in plain words, one by one."""
        return [line.strip() for line in str(self.text).splitlines() if line.strip()]

    def clean(self) -> None:
        """Refuse cost categories of another programme and a share of zero."""
        super().clean()
        if self.rate_percent is not None and self.rate_percent < 1:
            raise ValidationError({"rate_percent": _("Please write a number from 1 to 100.")})


class FundingPeriod(models.Model):  # type: ignore[django-manager-missing]  # untyped modelcluster
    """A funding period (Förderperiode): from and to; its money stands in `projects.budget`."""

    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="periods",
        verbose_name=_("programme"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))

    privacy = classify(none="programme starts_on ends_on")

    class Meta:
        ordering = ["programme", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "starts_on"], name="period_start"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="period_order"
            ),
        ]
        verbose_name = _("funding period")
        verbose_name_plural = _("funding periods")

    def __str__(self) -> str:
        return f"{self.programme.name} {self.span}"

    @property
    def span(self) -> str:
        """`2027` for a calendar year, else `2003/2004`."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}/{last}"

    @property
    def is_current(self) -> bool:
        """Whether today lies in the period."""
        return self.starts_on <= clock.today() <= self.ends_on

    def clean(self) -> None:
        """Refuse a period that ends before it starts."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the start.")})
