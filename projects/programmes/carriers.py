"""Kinds of carriers: who may stand behind a project; the rules of a programme choose from them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class CarrierKind(models.TextChoices):
    """Who may carry a project; stable codes."""

    INITIATIVE = "initiative", _("group or initiative")
    ASSOCIATION = "association", _("association")
    PARISH = "parish", _("parish or religious community")
    SCHOOL = "school", _("school or day-care centre")
    WELFARE = "welfare", _("welfare body")
    COOPERATIVE = "cooperative", _("co-operative")
    TRAINING = "training", _("education or training provider")
    BUSINESS = "business", _("local firm or business association")
    MUNICIPAL = "municipal", _("municipal institution")
    PERSON = "person", _("individual person")
    OTHER = "other", _("another kind")


def carrier_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in CarrierKind.choices]


def known_kinds(value: Any) -> None:
    """Raises ValidationError where a list of kinds holds anything else."""
    if not isinstance(value, list) or set(map(str, value)) - set(CarrierKind.values):
        raise ValidationError(_("Please choose from the list."))


class CarrierKindsField(models.JSONField):
    """A list of codes of carrier kinds; empty: every kind."""

    default_validators = [known_kinds]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Boxes to tick."""
        return forms.MultipleChoiceField(
            choices=carrier_kinds,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
        )
