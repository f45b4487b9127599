"""A percentage in hundredths: integers in the database, `1,27` in the form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class PercentInput(forms.DecimalField):
    """A percentage as people type it (`1,27`, `-0.88`); cleans to integer hundredths."""

    def __init__(self, **options: Any) -> None:
        for unused in ("min_value", "max_value", "step_size"):
            options.pop(unused, None)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        options["widget"] = widget
        options["error_messages"] = {
            "invalid": _("Please write a percentage with at most two decimals, such as 1,27."),
            **options.get("error_messages", {}),
        }
        limits: dict[str, Any] = {"min_value": Decimal(-100), "max_value": Decimal(100)}
        super().__init__(**limits, decimal_places=2, **options)

    def clean(self, value: Any) -> Any:
        """Hundredths, or None for an empty line; raises ValidationError."""
        if isinstance(value, str):
            value = value.replace("−", "-").replace(",", ".").removesuffix("%")
        found = super().clean(value)
        return None if found is None else int(found * 100)

    def prepare_value(self, value: Any) -> Any:
        """Hundredths as `1,27`; what was typed stays as typed."""
        return percent(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the typed percentage differs from the stored hundredths."""
        try:
            return bool(self.clean(data) != initial)
        except forms.ValidationError:
            return True


class HundredthsField(models.IntegerField):
    """A percentage in integer hundredths of a percent."""

    def formfield(self, **kwargs: Any) -> Any:
        """A line for a percentage."""
        return models.Field.formfield(self, **{"form_class": PercentInput, **kwargs})


def percent(hundredths: int) -> str:
    """Hundredths of a percent with two decimals as Germans write them: `-0,88`."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole},{rest:02d}"
