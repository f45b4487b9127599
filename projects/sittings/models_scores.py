"""The criteria of a programme, and how members score the applications before a sitting."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from portal.cms.fields import LabelsField
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION
from projects.programmes.models import FundingProgramme
from projects.sittings.models import DecisionItem

MOST_POINTS = 5
HEAVIEST = 100
LONGEST_NOTE = 2000


class Criterion(models.Model):
    """A qualification criterion of a programme with its weight, valid for sittings of some days."""

    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="criteria",
        verbose_name=_("programme"),
    )
    labels = LabelsField(verbose_name=_("criterion"))
    hint = LabelsField(
        verbose_name=_("what is meant"),
        blank=True,
        help_text=_("In plain words; the members read it below the criterion."),
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)],
        help_text=_("2 counts twice as much as 1."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, validators=[MaxValueValidator(9999)]
    )
    valid_from = models.DateField(_("for sittings from"))
    valid_until = models.DateField(
        _("for sittings until"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )

    privacy = classify(none="programme labels hint weight position valid_from valid_until")

    class Meta:
        ordering = ["programme", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=HEAVIEST), name="criterion_weight"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="criterion_days",
            ),
        ]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self) -> str:
        return str(self.labels)

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.valid_until and self.valid_from and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The end lies before the beginning.")})


class Assessment(models.Model):
    """What a member thinks of an application before the sitting: points and a note of their own."""

    item = models.ForeignKey(DecisionItem, on_delete=models.PROTECT, related_name="assessments")
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True)
    saved_at = models.DateTimeField(_("saved"))

    privacy = classify(
        none="item saved_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="member note")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_assessment_per_member")
        ]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.member_id}"


class Score(models.Model):
    """The points of a member for a criterion: 0 (not at all) to 5 (fully)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(
        _("points"), validators=[MaxValueValidator(MOST_POINTS)]
    )

    privacy = classify(
        none="assessment criterion",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="points")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="one_score_per_criterion"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=MOST_POINTS), name="score_points"
            ),
        ]
        verbose_name = _("score")
        verbose_name_plural = _("scores")

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"
