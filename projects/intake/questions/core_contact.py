"""Whom the office may ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.fields import LineField
from portal.forms.parts import PartsField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from projects.cases.models import Case
from projects.intake.binding import BoundType, Records

PARTS = ("name", "email", "phone")
phone_characters = RegexValidator(
    r"^\+?[0-9 ()/.-]{5,40}$",
    gettext_lazy("Please write a phone number, for example 02381 00 00 00."),
)


@question_type
class CoreContact(BoundType):
    """Name, e-mail address, phone; the answer has these three parts."""

    code = "core_contact"
    first_code = "contact"
    label = gettext_lazy("Contact person")
    description = gettext_lazy("Whom the office may ask: name, e-mail address, phone.")
    order = 70
    icon = "user"
    template = "portal/forms/questions/parts.html"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Three lines."""
        name = forms.TextInput(attrs={"autocomplete": "name"})
        phone = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
        parts: dict[str, forms.Field] = {
            "name": LineField(label=_("Name"), max_length=150, widget=name),
            "email": forms.EmailField(
                label=_("E-mail address"),
                widget=forms.EmailInput(attrs={"autocomplete": "email"}),
                error_messages={"invalid": _("Please write an e-mail address: name@example.org.")},
            ),
            "phone": LineField(
                label=_("Phone (optional)"),
                max_length=40,
                validators=[phone_characters],
                widget=phone,
            ),
        }
        return PartsField(parts)

    def to_answer(self, cleaned: Any) -> Answer:
        """All parts; nothing without any."""
        return cleaned if any(cleaned.values()) else None

    def read(self, case: Case) -> Answer:
        """Three columns."""
        return self.to_answer({part: getattr(case, f"contact_{part}") for part in PARTS})

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Three columns."""
        for part in PARTS:
            setattr(case, f"contact_{part}", (answer or {}).get(part) or "")

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Name and e-mail address are needed, whatever the editor chose."""
        found = answer or {}
        missing = []
        if not found.get("name"):
            missing.append(_("Please write whom we may ask."))
        if not found.get("email"):
            missing.append(_("Please write an e-mail address that we can answer to."))
        return missing

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """A line for each part."""
        return "\n".join(filter(None, self.cells(question, answer, situation)))

    def columns(self, question: Question) -> list[str]:
        """Three columns."""
        return [f"{question.code}.{part}" for part in PARTS]

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The parts."""
        return [(answer or {}).get(part) or "" for part in PARTS]
