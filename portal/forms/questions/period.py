"""A first and a last day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StructValue

from portal.forms.fields import DayField
from portal.forms.parts import PartsField
from portal.forms.questions.date import day_bounds, days_of, frozen_days, with_days, wrong_days
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type
from portal.templatetags.formats import date_long

FROM, TO = "from", "to"


def _in_order(cleaned: dict[str, Any]) -> None:
    if cleaned[FROM] and cleaned[TO] and cleaned[TO] < cleaned[FROM]:
        raise ValidationError(_("The last day lies before the first."), code="order")


@question_type
class Period(QuestionType):
    """A period; the answer is `{"from": "2027-06-01", "to": "2027-06-30"}`, one may be empty."""

    code = "period"
    label = gettext_lazy("Period")
    description = gettext_lazy("A first and a last day.")
    order = 60
    icon = "calendar-alt"
    is_personal = False
    moves_on = False
    template = "portal/forms/questions/parts.html"

    def fields(self) -> list[tuple[str, Any]]:
        """The possible days."""
        return day_bounds()

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The possible days."""
        return frozen_days(values, source)

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Days the wrong way round."""
        return wrong_days(value)

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Two date controls."""
        earliest, latest = days_of(question)
        parts: dict[str, forms.Field] = {
            FROM: DayField(label=_("First day"), earliest=earliest, latest=latest),
            TO: DayField(label=_("Last day"), earliest=earliest, latest=latest),
        }
        return PartsField(parts, _in_order)

    def hint(self, question: Question) -> str:
        """Help and possible days."""
        return with_days(question)

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """Both side by side."""
        return {"layout": "pair"}

    def to_answer(self, cleaned: Any) -> Answer:
        """Both days as text; nothing without any."""
        days = {name: day.isoformat() if day else "" for name, day in cleaned.items()}
        return days if any(days.values()) else None

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """A period needs both days."""
        if not self.is_empty(answer) and not all(self._days(answer)):
            return [_("Please give the first and the last day.")]
        return super().problems(question, answer, situation)

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The days that are given."""
        return [day for day in (answer or {}).values() if day]

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`1. Juni 2027 bis 30. Juni 2027`."""
        first, last = (date_long(day) for day in self._days(answer))
        if first and last:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        if first:
            return _("from %(day)s") % {"day": first}
        return _("until %(day)s") % {"day": last} if last else ""

    def columns(self, question: Question) -> list[str]:
        """Two columns."""
        return [f"{question.code}.{name}" for name in (FROM, TO)]

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """Both days."""
        return [day or "" for day in self._days(answer)]

    def _days(self, answer: Answer) -> list[date | None]:
        found = ((answer or {}).get(name) for name in (FROM, TO))
        return [date.fromisoformat(day) if day else None for day in found]
