"""Organisations: who works in the district, how to reach them, what they offer."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from actors.map.geometry import HEIGHT, WIDTH
from actors.organisations.choices import (
    BARRIER_FACTS,
    SPOKEN,
    Answer,
    answer_choices,
    kind_choices,
)
from actors.organisations.validators import check_hours, check_spoken
from portal.cms.fields import LabelsField
from portal.kernel.privacy import Personal, classify

CONTACT = Personal(
    purpose="Being reachable for residents; published with the organisation's consent",
    retention="until the organisation asks for removal or leaves the network",
    fields="phone email",
)


def barrier_field(label: StrPromise) -> models.CharField[str, str]:
    """A column for one barrier-free fact: yes, no or not known."""
    return models.CharField(label, max_length=10, choices=answer_choices, default=Answer.UNKNOWN)


class BarrierFacts(models.Model):
    """Barrier-free facts as columns; the note says what yes and no leave open."""

    step_free = barrier_field(BARRIER_FACTS["step_free"])
    accessible_toilet = barrier_field(BARRIER_FACTS["accessible_toilet"])
    accessible_parking = barrier_field(BARRIER_FACTS["accessible_parking"])
    guide_system = barrier_field(BARRIER_FACTS["guide_system"])
    hearing_loop = barrier_field(BARRIER_FACTS["hearing_loop"])
    plain_language = barrier_field(BARRIER_FACTS["plain_language"])
    sign_language = barrier_field(BARRIER_FACTS["sign_language"])
    barrier_note = LabelsField(
        _("note on barriers"),
        long=True,
        blank=True,
        help_text=_("For example: lift only with a key, please ring."),
    )

    privacy = classify(none=" ".join([*BARRIER_FACTS, "barrier_note"]))

    class Meta:
        abstract = True


class Organisation(BarrierFacts, ClusterableModel):  # type: ignore[django-manager-missing]
    """A carrier or actor of the network; its pages are faces of this record."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=kind_choices, db_index=True)
    themes = models.ManyToManyField(
        "actors.Theme", blank=True, related_name="organisations", verbose_name=_("themes")
    )
    languages_spoken = models.JSONField(
        _("languages spoken"), default=list, blank=True, validators=[check_spoken]
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True, default="Hamm")
    place_note = LabelsField(
        _("how to find it"), blank=True, help_text=_("For example: entrance in the courtyard.")
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    map_x = models.PositiveSmallIntegerField(
        _("place on the district map, from the left"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(WIDTH)],
        help_text=_("0 is the left edge of the drawn map, 1000 the right one."),
    )
    map_y = models.PositiveSmallIntegerField(
        _("place on the district map, from the top"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(HEIGHT)],
        help_text=_("0 is the upper edge of the drawn map, 700 the lower one."),
    )
    opening_hours = models.CharField(
        _("opening hours"),
        max_length=400,
        blank=True,
        validators=[check_hours],
        help_text=_(
            "In the short form of OpenStreetMap, for example: "
            "Mo-Fr 09:00-12:30, Th 14:00-18:00; PH off (PH: public holidays in NRW)."
        ),
    )
    hours_note = LabelsField(_("note on opening hours"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    is_demo = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Shows a mark that this organisation or its details are invented."),
    )

    privacy = classify(
        none=(
            "id name kind themes languages_spoken street postcode city place_note latitude "
            "longitude map_x map_y opening_hours hours_note website is_demo"
        ),
        personal=[CONTACT],
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(map_x__isnull=True, map_y__isnull=True)
                | models.Q(map_x__isnull=False, map_y__isnull=False),
                name="organisation_map_place_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="organisation_coordinates_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Street and town in two lines; empty where no street is known."""
        if not self.street:
            return ""
        town = f"{self.postcode} {self.city}".strip()
        return f"{self.street}\n{town}".strip()

    @property
    def spoken(self) -> list[str]:
        """Names of the languages spoken."""
        return [str(SPOKEN[code]) for code in self.languages_spoken if code in SPOKEN]

    @property
    def barrier_free(self) -> list[tuple[str, StrPromise, str]]:
        """What is known about barriers: code, label and answer; unknown facts are left out."""
        answers = [(code, label, getattr(self, code)) for code, label in BARRIER_FACTS.items()]
        return [fact for fact in answers if fact[2] != Answer.UNKNOWN]


class Offer(Orderable):
    """Something an organisation offers: for whom, when and at what cost."""

    organisation = ParentalKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="offers",
        verbose_name=_("organisation"),
    )
    title = LabelsField(_("title"))
    text = LabelsField(_("text"), long=True, blank=True)
    audience = LabelsField(_("for whom"), blank=True)
    when = LabelsField(_("when"), blank=True)
    cost = LabelsField(_("cost"), blank=True)

    privacy = classify(none="id organisation sort_order title text audience when cost")

    class Meta(Orderable.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return str(self.title)
