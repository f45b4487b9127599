"""When the project runs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StructValue

from portal.forms.questions.period import FROM, TO, Period
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from portal.templatetags.formats import date_long
from projects.cases.models import Case
from projects.intake.binding import APPLICATION, CHAPTER, BoundType, Records, application_of


@question_type
class CorePeriod(BoundType, Period):
    """First and last day; both inside of the funding period of the call."""

    code = "core_period"
    first_code = "period"
    group = APPLICATION
    chapter = CHAPTER
    label = gettext_lazy("Period of the project")
    description = gettext_lazy("First and last day, inside of the funding period.")
    order = 80

    def fields(self) -> list[tuple[str, Any]]:
        """Nothing: the call knows the funding period."""
        return []

    def options(self, values: Any, source: str) -> dict[str, Any]:
        """Nothing."""
        return {}

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Nothing."""
        return {}

    def hint_in(self, question: Question, situation: Situation) -> str:
        """Help and the funding period of the call."""
        call = application_of(situation).call
        days = (call.period.starts_on, call.period.ends_on) if call else None
        text = _("Between %(start)s and %(end)s.") if days else ""
        words = dict(zip(("start", "end"), map(date_long, days or ()), strict=False))
        return " ".join(filter(None, [self.hint(question), text % words]))

    def read(self, case: Case) -> Answer:
        """Two columns."""
        days = {FROM: case.starts_on, TO: case.ends_on}
        return self.to_answer(days)

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Two columns."""
        case.starts_on, case.ends_on = self._days(answer)

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Both days, and inside of the funding period."""
        if self.is_empty(answer):
            return [_("Please write when the project begins and ends.")]
        return super().problems(question, answer, situation) or self._outside(answer, situation)

    def _outside(self, answer: Answer, situation: Situation) -> list[str]:
        call = application_of(situation).call
        if call is None:
            return []
        first, last = call.period.starts_on, call.period.ends_on
        if all(day and first <= day <= last for day in self._days(answer)):
            return []
        text = _("The project has to lie between %(start)s and %(end)s.")
        return [text % {"start": date_long(first), "end": date_long(last)}]
