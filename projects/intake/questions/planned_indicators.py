"""How much of each outcome is planned: counts only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.parts import PartsField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, Table, question_type
from projects.cases.models import Case
from projects.cases.plan import PlannedIndicator
from projects.intake.binding import BoundType, Records, application_of
from projects.programmes.models import OptionKind, ProgrammeOption

MOST = 1_000_000


def _indicators(situation: Situation) -> list[ProgrammeOption]:
    records = application_of(situation).records
    return records.options(OptionKind.INDICATOR) if records else []


@question_type
class PlannedIndicators(BoundType):
    """A number for each outcome that the programme counts; the answer is `{code: number}`."""

    code = "planned_indicators"
    first_code = "planned_indicators"
    label = gettext_lazy("Planned outcomes")
    description = gettext_lazy("A number for each outcome that the programme counts.")
    order = 140
    icon = "order"
    is_personal = False
    related = True
    template = "portal/forms/questions/parts.html"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A number for each outcome."""
        parts: dict[str, forms.Field] = {
            option.code: forms.IntegerField(
                label=str(option),
                min_value=0,
                max_value=MOST,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("Please write a whole number.")},
            )
            for option in _indicators(situation)
        }
        return PartsField(parts)

    def to_answer(self, cleaned: Any) -> Answer:
        """The numbers that were given."""
        return {code: number for code, number in cleaned.items() if number is not None}

    def read(self, case: Case) -> Answer:
        """Rows of planned outcomes."""
        rows = case.indicators.select_related("option")
        return {row.option.code: row.planned for row in rows}

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Rows of planned outcomes."""
        case.indicators.all().delete()
        PlannedIndicator.objects.bulk_create(
            PlannedIndicator(case=case, option=option, planned=answer[option.code])
            for option in records.options(OptionKind.INDICATOR)
            if option.code in (answer or {})
        )

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only outcomes that the programme counts."""
        known = {option.code for option in _indicators(situation)}
        return {code: number for code, number in (answer or {}).items() if code in known}

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """A programme that counts nothing asks for nothing."""
        return super().problems(question, answer, situation) if _indicators(situation) else []

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please write how much you plan to reach.")

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """How many outcomes were planned."""
        return [str(len(answer))] if answer else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """A line for each outcome."""
        rows = self.table(question, answer, situation)
        return "\n".join(": ".join(row) for row in rows.rows) if rows else ""

    def table(self, question: Question, answer: Answer, situation: Situation) -> Table | None:
        """The outcomes with their numbers."""
        if not answer:
            return None
        names = {option.code: str(option) for option in _indicators(situation)}
        rows = tuple((names.get(code, code), str(number)) for code, number in answer.items())
        return Table(head=(_("Outcome"), _("planned")), rows=rows, numeric=(1,))
