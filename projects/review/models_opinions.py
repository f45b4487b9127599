"""Expert opinions (Stellungnahmen): people of offices, routing, requests with what was said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.forms.models import Answered
from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case, CaseFile
from projects.programmes.models import ProgrammeOption
from projects.review.models import Checklist

LONGEST_TEXT = 5000
"""Characters."""


class Recommendation(models.TextChoices):
    """What an office recommends; stable codes."""

    IN_FAVOUR = "in_favour", _("in favour")
    WITH_CONDITIONS = "with_conditions", _("in favour, with conditions")
    NO_OBJECTION = "no_objection", _("no objection")
    AGAINST = "against", _("against")


def recommendations() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new recommendation needs no migration."""
    return [(str(value), str(label)) for value, label in Recommendation.choices]


class OfficeMember(models.Model):
    """Somebody of the role “offices” who speaks for a municipal office."""

    office = models.ForeignKey(
        "actors.Office",
        on_delete=models.PROTECT,
        related_name="members",
        verbose_name=_("municipal office"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("account"),
    )
    is_active = models.BooleanField(_("active"), default=True)

    privacy = classify(
        none="office is_active",
        personal=[
            Personal(
                purpose="Knowing who speaks for an office in a grant case",
                retention="as long as the person works for the office",
                fields="person",
            )
        ],
    )

    class Meta:
        ordering = ["office", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "person"], name="office_member_once")
        ]
        verbose_name = _("person of an office")
        verbose_name_plural = _("people of offices")

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"


class RoutingRule(models.Model):
    """Which office is suggested for cases of a type of project or a theme; neither: for all."""

    checklist = ParentalKey(Checklist, on_delete=models.PROTECT, related_name="routes")
    project_type = models.ForeignKey(
        ProgrammeOption,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("type of project"),
    )
    theme = models.ForeignKey(
        "actors.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )
    office = models.ForeignKey(
        "actors.Office",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipal office"),
    )

    privacy = classify(none="checklist project_type theme office")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")

    def __str__(self) -> str:
        return str(self.office)


class OpinionRequest(Answered):
    """An office is asked for its opinion on a case by a day; what it says is frozen.

    `form_version` is what it is asked beside its recommendation, as it was when it was asked;
    `files` are those of the application that it has to see.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    office = models.ForeignKey(
        "actors.Office",
        on_delete=models.PROTECT,
        related_name="opinions",
        verbose_name=_("municipal office"),
    )
    text = models.TextField(_("what is asked"), max_length=LONGEST_TEXT, blank=True)
    files = models.ManyToManyField(CaseFile, blank=True, related_name="+", verbose_name=_("files"))
    due_on = models.DateField(_("answer until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    recommendation = models.CharField(
        _("recommendation"), max_length=20, choices=recommendations, blank=True
    )
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    given_at = models.DateTimeField(_("given"), null=True, blank=True)

    privacy = classify(
        none="case office due_on asked_at reminded_at recommendation given_at form_version files",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="text asked_by reason given_by answers typed",
            )
        ],
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "office"], name="opinion_once"),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True, recommendation="")
                | models.Q(given_at__isnull=False) & ~models.Q(recommendation="", reason=""),
                name="opinion_reasoned",
            ),
        ]
        verbose_name = _("expert opinion")
        verbose_name_plural = _("expert opinions")

    def __str__(self) -> str:
        return f"{self.office}: {self.case}"

    @property
    def is_open(self) -> bool:
        """Whether nothing was said yet."""
        return self.given_at is None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without an opinion: the case goes on without."""
        return self.is_open and self.due_on < clock.today()
