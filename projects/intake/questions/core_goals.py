"""Which goals of the local action plan the project serves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.questions.choices import SeveralField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from projects.cases.models import Case
from projects.cases.queries import goals_of
from projects.intake.binding import BoundType, Records, application_of
from projects.programmes.models import OptionKind, ProgrammeOption


def _goals(situation: Situation) -> list[ProgrammeOption]:
    records = application_of(situation).records
    return records.options(OptionKind.GOAL) if records else []


def _offered(question: Question, situation: Situation) -> list[ProgrammeOption]:
    """What counts, and what was chosen while it did."""
    chosen = situation.answers.get(question.id) or []
    return [each for each in _goals(situation) if each.is_active or each.code in chosen]


def _told(option: ProgrammeOption) -> str:
    """The goal with its explanation, where it has one."""
    explained = str(option.description)
    return f"{option} – {explained}" if explained else str(option)


@question_type
class CoreGoals(BoundType):
    """Any of the goals of the programme's action plan; the answer is a list of codes.

    A goal that is not active any more is offered only where it was chosen already.
    """

    code = "core_goals"
    first_code = "goals"
    label = gettext_lazy("Goals of the action plan")
    description = gettext_lazy("Which goals of the local action plan the project serves.")
    order = 55
    icon = "pick"
    is_personal = False
    related = True

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Boxes to tick."""
        offered = [(each.code, _told(each)) for each in _offered(question, situation)]
        return SeveralField(choices=offered, most=None)

    def hint_in(self, question: Question, situation: Situation) -> str:
        """Where the programme names no goals nobody looks for boxes to tick."""
        if _offered(question, situation):
            return self.hint(question)
        return _("This programme has named no goals. You need not choose anything here.")

    def read(self, case: Case) -> Answer:
        """The codes in their order."""
        return [option.code for option in goals_of(case)]

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The goals of these codes."""
        options = records.options(OptionKind.GOAL)
        case.goals.set([each for each in options if each.code in (answer or [])])

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only goals that the plan still has."""
        known = {each.code for each in _goals(situation) if each.is_active}
        return [code for code in answer or [] if code in known]

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """A programme without goals asks for none."""
        has_goals = any(each.is_active for each in _goals(situation))
        return super().problems(question, answer, situation) if has_goals else []

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please choose which goal the project serves.")

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The codes."""
        return list(answer or [])

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The names, one a line."""
        names = {each.code: str(each) for each in _goals(situation)}
        return "\n".join(names.get(code, code) for code in answer or [])

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The codes."""
        return [", ".join(answer or [])]
