"""Form fields that several question types share."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.kernel.amounts import Amount, AmountError
from portal.templatetags.formats import date_long

MESSAGES = {
    "format": _("Please write an amount in euros, for example 1.550,00."),
    "negative": _("An amount cannot be negative."),
    "too_large": _("This amount is too large."),
}
MAX_LENGTH = 30
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class EuroField(forms.CharField):
    """Form field for an amount as people type it (`1.550,00`); cleans to integer cents."""

    suffix = "€"

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


class LineField(forms.CharField):
    """One line of text: line breaks and runs of blanks become one blank."""

    def to_python(self, value: Any) -> Any:
        """The text on one line."""
        return " ".join(str(super().to_python(value)).split())


class TextField(forms.CharField):
    """Several lines of text; a line break is one character, as browsers count it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The text with plain line breaks."""
        text = str(super().to_python(value))
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class DayInput(forms.DateInput):
    """The browser's date control; text that is no date is shown as a text line, so it is seen."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date", **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Choose the control by the value."""
        context = super().get_context(name, value, attrs)
        if isinstance(value, str) and not re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", value):
            context["widget"]["type"] = "text"
        return context


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A calendar day between two others; people may type `1.6.2027`."""

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any
    ) -> None:
        self.earliest, self.latest = earliest or FIRST_DAY, latest or LAST_DAY
        bounds = {"min": earliest, "max": latest}
        super().__init__(
            required=False,
            input_formats=DATE_FORMATS,
            widget=DayInput({key: f"{day:%Y-%m-%d}" for key, day in bounds.items() if day}),
            error_messages={"invalid": _("Please write a date, for example 01.06.2027.")},
            **kwargs,
        )

    def validate(self, value: Any) -> None:
        """Refuse a day outside of the bounds."""
        super().validate(value)
        if value and value < self.earliest:
            text = _("Please choose a day not before %(day)s.")
            raise ValidationError(text, code="early", params={"day": date_long(self.earliest)})
        if value and value > self.latest:
            text = _("Please choose a day not after %(day)s.")
            raise ValidationError(text, code="late", params={"day": date_long(self.latest)})
