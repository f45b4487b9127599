"""Licences of the open data: stable codes, words and addresses."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Under which terms others may use the data."""

    BY = "dl-by-2.0", _("Data licence Germany, attribution, version 2.0")
    ZERO = "dl-zero-2.0", _("Data licence Germany, zero, version 2.0")
    CC_BY = "cc-by-4.0", _("Creative Commons Attribution 4.0")
    CC_ZERO = "cc-zero-1.0", _("Creative Commons Zero 1.0")


class Terms(NamedTuple):
    """Where a licence can be read, and its name in DCAT-AP.de."""

    url: str
    dcat: str


DCAT_LICENCES = "http://dcat-ap.de/def/licenses"
TERMS = {
    Licence.BY: Terms("https://www.govdata.de/dl-de/by-2-0", f"{DCAT_LICENCES}/dl-by-de/2.0"),
    Licence.ZERO: Terms("https://www.govdata.de/dl-de/zero-2-0", f"{DCAT_LICENCES}/dl-zero-de/2.0"),
    Licence.CC_BY: Terms(
        "https://creativecommons.org/licenses/by/4.0/", f"{DCAT_LICENCES}/cc-by/4.0"
    ),
    Licence.CC_ZERO: Terms(
        "https://creativecommons.org/publicdomain/zero/1.0/", f"{DCAT_LICENCES}/cc-zero"
    ),
}


def licences() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new licence needs no migration."""
    return [(str(value), str(label)) for value, label in Licence.choices]
