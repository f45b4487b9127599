"""Stable codes of what a carrier says about a photo, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.images.models import ConsentPurpose


class People(models.TextChoices):
    """Who can be recognised on a photo and has agreed; nobody's name is asked (§ 22 KUG)."""

    NOBODY = "nobody", _("Nobody can be recognised")
    WRITTEN = "written", _("All who can be recognised have agreed in writing")
    GUARDIANS = (
        "guardians",
        _("There are children: their guardians and all others have agreed in writing"),
    )


class Use(models.TextChoices):
    """Where a photo may be shown."""

    PORTAL = "portal", _("Only in this portal")
    PRINT = "print", _("In this portal and in print, also in the report to the funder")


PURPOSES: dict[str, list[str]] = {
    Use.PORTAL: [ConsentPurpose.WEBSITE],
    Use.PRINT: [ConsentPurpose.WEBSITE, ConsentPurpose.PRINT],
}
"""What the library of pictures records for each use."""


def peoples() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new one needs no migration."""
    return [(str(value), str(label)) for value, label in People.choices]


def uses() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new one needs no migration."""
    return [(str(value), str(label)) for value, label in Use.choices]
