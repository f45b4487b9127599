"""A postal address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.fields import LineField
from portal.forms.parts import PartsField
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type

STREET, POSTCODE, TOWN = "street", "postcode", "town"
PARTS = (STREET, POSTCODE, TOWN)
five_digits = RegexValidator(
    r"^[0-9]{5}$", gettext_lazy("A postcode has five digits, for example 59065.")
)


def _names() -> dict[str, str]:
    return {STREET: _("Street and number"), POSTCODE: _("Postcode"), TOWN: _("Town")}


def _line(name: str, length: int, **attrs: str) -> LineField:
    return LineField(label=_names()[name], max_length=length, widget=forms.TextInput(attrs=attrs))


@question_type
class Address(QuestionType):
    """A German address; the answer is `{"street": …, "postcode": …, "town": …}`."""

    code = "address"
    label = gettext_lazy("Address")
    description = gettext_lazy("Street and number, postcode, town.")
    order = 130
    icon = "home"
    template = "portal/forms/questions/parts.html"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Three lines."""
        postcode = _line(POSTCODE, 5, autocomplete="postal-code", inputmode="numeric")
        postcode.validators.append(five_digits)
        parts: dict[str, forms.Field] = {
            STREET: _line(STREET, 150, autocomplete="street-address"),
            POSTCODE: postcode,
            TOWN: _line(TOWN, 100, autocomplete="address-level2"),
        }
        return PartsField(parts)

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """Postcode and town share a line where there is room."""
        return {"layout": "address"}

    def to_answer(self, cleaned: Any) -> Answer:
        """All parts; nothing without any."""
        return cleaned if any(cleaned.values()) else None

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """An address that is begun must be whole."""
        if self.is_empty(answer):
            return super().problems(question, answer, situation)
        missing = [name for part, name in _names().items() if not answer.get(part)]
        if not missing:
            return []
        return [_("Still missing: %(parts)s.") % {"parts": ", ".join(missing)}]

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """Postcode first, since that is a number; then the rest."""
        found = ((answer or {}).get(part) for part in (POSTCODE, TOWN, STREET))
        return [part for part in found if part]

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """Two lines, as on a letter."""
        street, postcode, town = self.cells(question, answer, situation)
        return "\n".join(filter(None, [street, " ".join(filter(None, [postcode, town]))]))

    def columns(self, question: Question) -> list[str]:
        """A column for each part."""
        return [f"{question.code}.{part}" for part in PARTS]

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The parts."""
        return [(answer or {}).get(part) or "" for part in PARTS]
