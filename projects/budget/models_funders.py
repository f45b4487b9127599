"""Who gives money besides the programme's own funder (Geldgeber, Drittmittelgeber)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cms.fields import LabelsField
from portal.kernel.privacy import classify


class FunderKind(models.TextChoices):
    """What sort of funder it is; stable codes."""

    FEDERAL = "federal", _("federal government")
    STATE = "state", _("state (Land)")
    CITY = "city", _("city")
    FOUNDATION = "foundation", _("foundation")
    FIRM = "firm", _("firm")
    DONATION = "donation", _("donations")
    OTHER = "other", _("other funder")


def funder_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in FunderKind.choices]


class Funder(models.Model):
    """Somebody who gives money: for a pot beside the programme's funder, or for an own project."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    labels = LabelsField(verbose_name=_("name"))
    kind = models.CharField(_("kind of funder"), max_length=20, choices=funder_kinds)
    contact = models.CharField(
        _("how to reach it"),
        max_length=300,
        blank=True,
        help_text=_("The place or the mailbox of the institution, no name of a person."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Others are no longer offered for new money.")
    )

    privacy = classify(none="code labels kind contact is_active")

    class Meta:
        ordering = ["-is_active", "code"]
        verbose_name = _("funder")
        verbose_name_plural = _("funders")

    def __str__(self) -> str:
        return str(self.labels)
