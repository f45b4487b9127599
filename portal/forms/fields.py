"""Form fields that several question types share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.kernel.amounts import Amount, AmountError

MESSAGES = {
    "format": _("Please write an amount in euros, for example 1.550,00."),
    "negative": _("An amount cannot be negative."),
    "too_large": _("This amount is too large."),
}
MAX_LENGTH = 30
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class EuroField(forms.CharField):
    """Form field for an amount as people type it (`1.550,00`); cleans to integer cents."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("min_value", "max_value", "step_size"):
            kwargs.pop(unused, None)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs["widget"] = widget
        super().__init__(**{"max_length": MAX_LENGTH, **kwargs})

    def to_python(self, value: Any) -> Any:
        """Cents, or None for an empty line; raises ValidationError."""
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > MAX_LENGTH:
            raise ValidationError(MESSAGES["too_large"], code="too_large")
        try:
            return Amount.parse(text).cents
        except AmountError as error:
            raise ValidationError(MESSAGES[error.code], code=error.code) from error

    def run_validators(self, value: Any) -> None:
        """The validators of a text line do not apply to cents."""

    def prepare_value(self, value: Any) -> Any:
        """Cents as `1.550,00`; what was typed stays as typed."""
        return Amount(value).plain() if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the typed amount differs from the stored cents."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def day_field(**options: Any) -> forms.DateField:
    """A calendar day; people may type `1.6.2027`."""
    return forms.DateField(
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please write a date, for example 01.06.2027.")},
        **options,
    )
