"""Checks of an organisation's fields."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors.organisations.choices import SPOKEN
from actors.organisations.hours import HoursError, read_hours


def check_spoken(codes: Any) -> None:
    """A list of known language codes, each once; raises ValidationError."""
    known = isinstance(codes, list) and all(code in SPOKEN for code in map(str, codes))
    if not known or len(set(codes)) != len(codes):
        raise ValidationError(_("Please choose languages from the list."), code="spoken")


def check_hours(text: str) -> None:
    """Opening hours that the portal can read; raises ValidationError."""
    try:
        read_hours(text)
    except HoursError as error:
        raise ValidationError(str(error), code="hours") from error
