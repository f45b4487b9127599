"""Who carries the project, and what kind of carrier that is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.fields import LineField
from portal.forms.parts import PartsField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from projects.cases.models import Case, carrier_kinds
from projects.intake.binding import BoundType, Records


@question_type
class CoreCarrier(BoundType):
    """Name and kind; the answer is `{"name": …, "kind": code}`."""

    code = "core_carrier"
    first_code = "carrier"
    label = gettext_lazy("Carrier")
    description = gettext_lazy("Who carries the project, and what kind of carrier that is.")
    order = 60
    icon = "group"
    template = "portal/forms/questions/parts.html"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A line and a list."""
        kinds = [("", _("Please choose")), *carrier_kinds()]
        parts: dict[str, forms.Field] = {
            "name": LineField(
                label=_("Name of your group, association or institution"),
                max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "organization"}),
            ),
            "kind": forms.ChoiceField(label=_("What are you?"), choices=kinds),
        }
        return PartsField(parts)

    def to_answer(self, cleaned: Any) -> Answer:
        """Both; nothing without any."""
        return cleaned if any(cleaned.values()) else None

    def read(self, case: Case) -> Answer:
        """Two columns."""
        return self.to_answer({"name": case.carrier_name, "kind": case.carrier_kind})

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Two columns."""
        found = answer or {}
        case.carrier_name, case.carrier_kind = found.get("name") or "", found.get("kind") or ""

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Both are needed, whatever the editor chose."""
        found = answer or {}
        missing = []
        if not found.get("name"):
            missing.append(_("Please write who carries the project."))
        if not found.get("kind"):
            missing.append(_("Please choose what kind of carrier you are."))
        return missing

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The kind, since conditions ask for that."""
        kind = (answer or {}).get("kind")
        return [kind] if kind else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """Name, and the kind on the next line."""
        found = answer or {}
        kind = dict(carrier_kinds()).get(found.get("kind") or "", "")
        return "\n".join(filter(None, [found.get("name"), kind]))

    def columns(self, question: Question) -> list[str]:
        """Two columns."""
        return [f"{question.code}.name", f"{question.code}.kind"]

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """Name and code of the kind."""
        return [(answer or {}).get("name") or "", (answer or {}).get("kind") or ""]
