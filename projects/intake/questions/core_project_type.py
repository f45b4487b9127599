"""Which type of project of the programme it is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from projects.cases.models import Case
from projects.intake.binding import BoundType, Records, application_of
from projects.programmes.models import OptionKind


def _types(situation: Situation) -> list[tuple[str, str]]:
    records = application_of(situation).records
    found = records.options(OptionKind.PROJECT_TYPE) if records else []
    return [(option.code, str(option)) for option in found]


@question_type
class CoreProjectType(BoundType):
    """One of the programme's types of project; the answer is its code."""

    code = "core_project_type"
    first_code = "project_type"
    label = gettext_lazy("Type of project")
    description = gettext_lazy("One of the types that the programme knows.")
    order = 40
    icon = "radio-full"
    is_personal = False

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Buttons."""
        return forms.ChoiceField(choices=_types(situation), widget=forms.RadioSelect)

    def read(self, case: Case) -> Answer:
        """The code."""
        return case.project_type.code if case.project_type else None

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The option of that code."""
        options = records.options(OptionKind.PROJECT_TYPE)
        case.project_type = next((each for each in options if each.code == answer), None)

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only a type that the programme knows."""
        return answer if answer in dict(_types(situation)) else None

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """A programme without types asks for none."""
        return super().problems(question, answer, situation) if _types(situation) else []

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please choose the type of your project.")

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The name of the type."""
        return dict(_types(situation)).get(answer, "") if answer else ""
