"""The checklist of a programme, what was found in a case, and the carrier's papers."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.cms.fields import LabelsField
from portal.forms.models import Form
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case, CaseFile
from projects.programmes.models import FundingProgramme
from projects.review.kinds import (
    AutomaticTest,
    ItemKind,
    PaperKind,
    Result,
    automatic_tests,
    item_kinds,
    paper_kinds,
    results,
)

LONGEST_NOTE = 2000
"""Characters."""


class Checklist(ClusterableModel):
    """How a programme checks its applications (formale Prüfung): the items and their settings."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="checklist",
        verbose_name=_("programme"),
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=False,
        help_text=_("Whoever recorded a result may not be the one who makes a case ready."),
    )
    area_words = models.TextField(
        _("words that name the area"),
        max_length=5000,
        blank=True,
        help_text=_(
            "One per line: streets, squares, postcodes, houses. A place that names one of them "
            "counts as inside; for every other place you decide yourself."
        ),
    )
    alike_percent = models.PositiveSmallIntegerField(
        _("how alike titles have to be"),
        default=75,
        validators=[MinValueValidator(30), MaxValueValidator(100)],
        help_text=_("In percent. From there on two titles count as the same project."),
    )

    answer_days = models.PositiveSmallIntegerField(
        _("days to answer a question"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Suggested as the deadline when you ask an applicant."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("days before the deadline to remind"),
        default=3,
        validators=[MaxValueValidator(60)],
    )

    opinion_form = models.ForeignKey(
        Form,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("questions for offices"),
        help_text=_(
            "A form with the purpose “opinion” that offices answer beside their recommendation. "
            "Empty: recommendation and reason only."
        ),
    )

    privacy = classify(
        none="programme four_eyes area_words alike_percent answer_days reminder_days opinion_form"
    )

    class Meta:
        ordering = ["programme__code"]
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return _("Checklist: %(programme)s") % {"programme": self.programme.name}

    @property
    def words(self) -> list[str]:
        """The words that name the area, one by one."""
        return [word.strip() for word in self.area_words.splitlines() if word.strip()]


class CheckItem(models.Model):
    """One item of a checklist: found by the portal (automatic) or by a person (manual)."""

    checklist = ParentalKey(Checklist, on_delete=models.PROTECT, related_name="items")
    code = models.SlugField(_("code"), max_length=60)
    labels = LabelsField(verbose_name=_("what is checked"))
    kind = models.CharField(_("kind"), max_length=20, choices=item_kinds, default=ItemKind.MANUAL)
    test = models.CharField(
        _("what the portal looks at"), max_length=30, choices=automatic_tests, blank=True
    )
    is_required = models.BooleanField(
        _("has to be met"), default=True, help_text=_("Else it is information only.")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    privacy = classify(none="checklist code labels kind test is_required is_active position")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="check_item_code"),
            models.CheckConstraint(
                condition=models.Q(kind="automatic") & ~models.Q(test="")
                | ~models.Q(kind="automatic") & models.Q(test=""),
                name="check_item_test",
            ),
        ]
        verbose_name = _("item of a checklist")
        verbose_name_plural = _("items of a checklist")

    def __str__(self) -> str:
        return str(self.labels)

    @property
    def is_automatic(self) -> bool:
        """Whether the portal finds the result."""
        return self.kind == ItemKind.AUTOMATIC

    def clean(self) -> None:
        """An automatic item needs a test, a manual one has none."""
        super().clean()
        if self.is_automatic and not self.test:
            raise ValidationError({"test": _("Please choose what the portal looks at.")})
        if not self.is_automatic and self.test:
            raise ValidationError({"test": _("Only automatic items look at something.")})


class CheckResult(models.Model):
    """One result of an item in a case; append-only, the newest of an item counts.

    `by` is empty where the portal wrote down what it found. `overrules` is the finding that a
    person overruled: it holds as long as the portal finds the same.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="check_results")
    item = models.ForeignKey(CheckItem, on_delete=models.PROTECT, related_name="results")
    result = models.CharField(_("result"), max_length=20, choices=results)
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True)
    overrules = models.CharField(max_length=20, choices=results, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="case item result overrules at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="note by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(overrules="") | ~models.Q(note="") & models.Q(by__isnull=False),
                name="check_result_note",
            )
        ]
        indexes = [models.Index(fields=["case", "item"], name="check_result_case")]
        verbose_name = _("result of the check")
        verbose_name_plural = _("results of the check")

    def __str__(self) -> str:
        return f"{self.item}: {self.get_result_display()}"


class CarrierPaper(models.Model):
    """A paper of the carrier that the office looked at, such as its statutes.

    Append-only: the newest of a kind counts. It also counts in other cases of the same
    organisation of the network.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="carrier_papers")
    kind = models.CharField(_("kind of paper"), max_length=30, choices=paper_kinds)
    file = models.ForeignKey(
        CaseFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file of the application"),
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("noted by"),
    )
    at = models.DateTimeField(_("noted"))

    privacy = classify(
        none="case kind file valid_until at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "kind"], name="carrier_paper_case")]
        verbose_name = _("paper of the carrier")
        verbose_name_plural = _("papers of the carrier")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.case}"


__all__ = [
    "AutomaticTest",
    "CarrierPaper",
    "CheckItem",
    "CheckResult",
    "Checklist",
    "ItemKind",
    "PaperKind",
    "Result",
]
