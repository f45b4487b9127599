"""Records of finished projects."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from actors.map.geometry import HEIGHT, WIDTH
from portal.cms.fields import LabelsField
from portal.kernel.privacy import Personal, classify
from projects.cases.models import Case
from projects.programmes.fields import CentsField
from projects.programmes.models import (
    CostCategory,
    FundingPeriod,
    FundingProgramme,
    OptionKind,
    ProgrammeOption,
)


class Microproject(ClusterableModel):  # type: ignore[django-manager-missing]
    """A finished project (Mikroprojekt): who did it, when, for how much, what came of it."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    # Of projects that the portal granted itself; the office makes these from the case.
    case = models.OneToOneField(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="microproject",
        verbose_name=_("application"),
    )
    title = models.CharField(_("title"), max_length=200)
    carrier_name = models.CharField(_("carrier"), max_length=200, db_index=True)
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="microprojects",
        verbose_name=_("organisation in the network"),
    )
    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="microprojects",
        verbose_name=_("programme"),
    )
    period = models.ForeignKey(
        FundingPeriod,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="microprojects",
        verbose_name=_("funding period"),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)], db_index=True
    )
    theme = models.ForeignKey(
        "actors.Theme",
        on_delete=models.PROTECT,
        related_name="microprojects",
        verbose_name=_("theme"),
    )
    cents = CentsField(_("grant"))
    results = LabelsField(verbose_name=_("results"), long=True, blank=True)
    participants = models.PositiveIntegerField(_("people taking part"), null=True, blank=True)
    volunteers = models.PositiveIntegerField(_("volunteers"), null=True, blank=True)
    events = models.PositiveIntegerField(_("meetings and events"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    map_x = models.PositiveSmallIntegerField(
        _("place on the district map, from the left"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(WIDTH)],
    )
    map_y = models.PositiveSmallIntegerField(
        _("place on the district map, from the top"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(HEIGHT)],
    )
    # The next three, with the real costs, are what neighbours may begin an application of.
    plan = LabelsField(
        verbose_name=_("what was done"),
        long=True,
        blank=True,
        help_text=_(
            "Others may begin an application of their own with this text. Please without names."
        ),
    )
    place_kind = LabelsField(
        verbose_name=_("kind of place"),
        blank=True,
        help_text=_("As in “a school yard”, without an address."),
    )
    target_groups = ParentalManyToManyField(
        ProgrammeOption,
        blank=True,
        limit_choices_to={"kind": OptionKind.TARGET_GROUP},
        related_name="+",
        verbose_name=_("target groups"),
        help_text=_("Of a programme that takes applications today."),
    )
    is_demo = models.BooleanField(_("example content"), default=False)

    privacy = classify(
        none="code case title organisation programme period year theme cents results participants "
        "volunteers events place map_x map_y is_demo plan place_kind target_groups",
        personal=[
            Personal(
                purpose="Public proof of how public money was used; a person's name only with "
                "consent",
                retention="as long as the showcase stands; on request the name is removed",
                fields="carrier_name",
            )
        ],
    )

    class Meta:
        ordering = ["-year", "title"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gte=0), name="microproject_cents"),
            models.CheckConstraint(
                condition=models.Q(map_x__isnull=True, map_y__isnull=True)
                | models.Q(map_x__isnull=False, map_y__isnull=False),
                name="microproject_map_place_whole",
            ),
        ]
        verbose_name = _("microproject")
        verbose_name_plural = _("microprojects")

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """The funding period where known (`2003/2004`), else the year."""
        return self.period.span if self.period else str(self.year)

    def clean(self) -> None:
        """Refuse a period of another programme and half a place on the map."""
        super().clean()
        if self.period and self.programme_id and self.period.programme_id != self.programme_id:
            raise ValidationError({"period": _("This period belongs to another programme.")})
        if (self.map_x is None) != (self.map_y is None):
            raise ValidationError({"map_y": _("A place on the map needs both numbers.")})


class RealCost(models.Model):
    """What one thing really cost in a finished project, and the category it belongs to."""

    microproject = ParentalKey(Microproject, on_delete=models.CASCADE, related_name="real_costs")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    labels = LabelsField(verbose_name=_("what for"))
    category = models.ForeignKey(
        CostCategory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of cost"),
        help_text=_("Of a programme that takes applications today."),
    )
    amount_cents = CentsField(_("amount"))

    privacy = classify(none="microproject position labels category amount_cents")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gte=0), name="real_cost_amount")
        ]
        verbose_name = _("real cost")
        verbose_name_plural = _("real costs")

    def __str__(self) -> str:
        return str(self.labels)
