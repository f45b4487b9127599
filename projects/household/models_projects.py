"""Who gives money for an own project, and how far that is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.budget.models import LONGEST_REASON
from projects.budget.models_funders import Funder
from projects.household.models import PURPOSE, RETENTION, OwnProject
from projects.household.sums import ASKED, PROMISED, REFUSED
from projects.programmes.fields import CentsField


class FundingKind(models.TextChoices):
    """A step on the way to money of a funder; stable codes. What came in are postings."""

    ASKED = ASKED, pgettext_lazy("third-party money", "asked for")
    PROMISED = PROMISED, pgettext_lazy("third-party money", "promised")
    REFUSED = REFUSED, pgettext_lazy("third-party money", "refused")


def funding_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in FundingKind.choices]


class ProjectFunding(models.Model):
    """A funder of an own project; a project may have several."""

    project = models.ForeignKey(OwnProject, on_delete=models.PROTECT, related_name="fundings")
    funder = models.ForeignKey(
        Funder, on_delete=models.PROTECT, related_name="+", verbose_name=_("funder")
    )
    purpose = models.CharField(_("purpose or restriction"), max_length=200, blank=True)

    privacy = classify(none="project funder purpose")

    class Meta:
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "funder", "purpose"], name="funding_once")
        ]
        verbose_name = _("money of a funder")
        verbose_name_plural = _("money of funders")

    def __str__(self) -> str:
        return f"{self.funder}" + (f" ({self.purpose})" if self.purpose else "")


class FundingStep(models.Model):
    """What was asked of a funder, promised or refused, in cents; the newest of a kind counts."""

    funding = models.ForeignKey(ProjectFunding, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=20, choices=funding_kinds)
    cents = CentsField(_("amount"))
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(pgettext_lazy("journal", "at"), default=clock.now)
    key = models.CharField(max_length=100, unique=True)

    privacy = classify(
        none="funding kind cents on at key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by reason")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gte=0), name="funding_step_amount")
        ]
        verbose_name = _("step of third-party money")
        verbose_name_plural = _("steps of third-party money")

    def __str__(self) -> str:
        return f"{self.kind} {self.cents}"
