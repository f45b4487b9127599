"""Bodies: who consults, who proposes, who decides."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.cms.fields import LabelsField
from portal.kernel.privacy import classify


class BodyKind(models.TextChoices):
    """What a body is there for."""

    CONFERENCE = "conference", _("Conference open to the district")
    WORKING = "working", _("Working group")
    SUBGROUP = "subgroup", _("Sub-group")
    STEERING = "steering", _("Steering body")
    DECIDING = "deciding", _("Deciding committee")
    POLITICAL = "political", _("Political body")


def body_kind_choices() -> list[tuple[str, StrPromise]]:
    """Kinds for the model field; a callable, so that a new kind needs no migration."""
    return list(BodyKind.choices)


class Body(ClusterableModel):
    """A body (Gremium) of the district work; it names functions, never persons."""

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Stands in addresses and files; do not change it later."),
    )
    labels = LabelsField(_("name"))
    kind = models.CharField(_("kind"), max_length=30, choices=body_kind_choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subgroups",
        verbose_name=_("belongs to"),
    )
    purpose = LabelsField(_("purpose"), long=True, blank=True)
    rhythm = LabelsField(
        _("how often it meets"), blank=True, help_text=_("For example: every four weeks.")
    )
    place = LabelsField(_("place"), blank=True)
    is_public = models.BooleanField(
        _("open to everybody"),
        default=False,
        help_text=_("Residents may come without an invitation."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    privacy = classify(none="id code labels kind parent purpose rhythm place is_public order")

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return str(self.labels) or self.code

    @property
    def kind_label(self) -> str:
        """The name of its kind in the reader's language."""
        return str(BodyKind(self.kind).label) if self.kind in BodyKind.values else ""


class BodyFunction(Orderable):
    """A function in a body, such as the chair; persons are not named."""

    body = ParentalKey(
        Body, on_delete=models.CASCADE, related_name="functions", verbose_name=_("body")
    )
    labels = LabelsField(_("function"))
    note = LabelsField(_("note"), blank=True)

    privacy = classify(none="id body sort_order labels note")

    class Meta(Orderable.Meta):
        verbose_name = _("function")
        verbose_name_plural = _("functions")

    def __str__(self) -> str:
        return str(self.labels)
