"""Calls for applications (Förderaufruf)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cms.fields import LabelsField
from portal.forms.models import Form
from portal.kernel import clock
from portal.kernel.privacy import classify
from projects.programmes.models import FundingPeriod, FundingProgramme, ProgrammeRules

READY_FORM = "kurzantrag"
"""Code of the form that comes with the portal (`portal/setup/forms.py`)."""


class CallState(models.TextChoices):
    """Where a call stands by the clock; stable codes, never stored."""

    UPCOMING = "upcoming", _("opens soon")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Call(models.Model):  # type: ignore[django-manager-missing]
    """One round of a programme: opens and closes by the clock, keeps the rules it began with."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="calls",
        verbose_name=_("programme"),
    )
    period = models.ForeignKey(
        FundingPeriod,
        on_delete=models.PROTECT,
        related_name="calls",
        verbose_name=_("funding period"),
    )
    rules = models.ForeignKey(
        ProgrammeRules,
        on_delete=models.PROTECT,
        related_name="calls",
        blank=True,
        verbose_name=_("rules"),
        help_text=_("Leave empty to take the rules valid on the day the call opens."),
    )
    title = LabelsField(verbose_name=_("title"))
    intro = LabelsField(verbose_name=_("introduction"), long=True, blank=True)
    form_intro = LabelsField(verbose_name=_("introduction of the form"), long=True, blank=True)
    form = models.ForeignKey(
        Form,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("form"),
        help_text=_("What applicants fill in. Only published forms can be chosen."),
    )
    opens_at = models.DateTimeField(_("opens"), db_index=True)
    closes_at = models.DateTimeField(_("closes"), db_index=True)
    sitting_on = models.DateField(_("sitting of the committee"), null=True, blank=True)
    decision_promised_on = models.DateField(_("decision promised by"), null=True, blank=True)
    promised_step = LabelsField(
        verbose_name=_("promised next step"),
        long=True,
        blank=True,
        help_text=_("What happens after an application arrives, in one sentence."),
    )

    privacy = classify(
        none="code programme period rules title intro form_intro form opens_at closes_at "
        "sitting_on decision_promised_on promised_step"
    )

    class Meta:
        ordering = ["-closes_at", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="call_order"
            )
        ]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def __str__(self) -> str:
        return str(self.title)

    def state_at(self, moment: datetime) -> CallState:
        """Open from the first minute up to, not including, the moment it closes."""
        if moment >= self.closes_at or not self.programme.is_active:
            return CallState.CLOSED
        return CallState.OPEN if moment >= self.opens_at else CallState.UPCOMING

    @property
    def state(self) -> CallState:
        """Where the call stands now."""
        return self.state_at(clock.now())

    @property
    def is_open(self) -> bool:
        """Whether one may apply now."""
        return self.state == CallState.OPEN

    def clean(self) -> None:
        """Refuse dates in the wrong order and periods or rules of another programme."""
        super().clean()
        errors = {**self._wrong_dates(), **self._wrong_records(), **self._frozen()}
        if errors:
            raise ValidationError(errors)

    def _wrong_dates(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.opens_at and self.closes_at:
            if self.closes_at <= self.opens_at:
                errors["closes_at"] = _("The call closes before it opens.")
            elif self.sitting_on and self.sitting_on < clock.local(self.closes_at).date():
                errors["sitting_on"] = _("The sitting lies before the closing of the call.")
        if (
            self.sitting_on
            and self.decision_promised_on
            and self.decision_promised_on < self.sitting_on
        ):
            errors["decision_promised_on"] = _("The decision cannot come before the sitting.")
        return errors

    def _frozen(self) -> dict[str, Any]:
        """A case keeps the rules of its call, so they stay once somebody applied."""
        before = Call.objects.filter(pk=self.pk).first()
        if before is None or not before.cases.exists():
            return {}
        names = [n for n in ("programme", "period", "rules") if self._differs(before, n)]
        return {n: _("Somebody has applied already: this can no longer change.") for n in names}

    def _differs(self, other: Call, name: str) -> bool:
        return bool(getattr(self, f"{name}_id") != getattr(other, f"{name}_id"))

    def _wrong_records(self) -> dict[str, Any]:
        if not self.programme_id or not self.opens_at:
            return {}
        errors: dict[str, Any] = {}
        if self.period_id and self.period.programme_id != self.programme_id:
            errors["period"] = _("This period belongs to another programme.")
        if self.rules_id and self.rules.programme_id != self.programme_id:
            errors["rules"] = _("These rules belong to another programme.")
        if not self.rules_id:
            valid = self.programme.rules_on(clock.local(self.opens_at).date())
            if valid:
                self.rules = valid
            else:
                errors["rules"] = _("The programme has no rules for that day yet.")
        return errors
