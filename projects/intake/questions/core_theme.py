"""The theme that fits the project best."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from projects.cases.models import Case
from projects.intake.binding import BoundType, Records, application_of


def _themes(situation: Situation) -> list[tuple[str, str]]:
    records = application_of(situation).records
    return [(theme.code, str(theme)) for theme in records.themes] if records else []


@question_type
class CoreTheme(BoundType):
    """One of the themes of the district; the answer is its code."""

    code = "core_theme"
    first_code = "theme"
    label = gettext_lazy("Theme")
    description = gettext_lazy("One of the themes of the district.")
    order = 30
    icon = "tag"
    is_personal = False

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A list."""
        return forms.ChoiceField(choices=[("", _("Please choose")), *_themes(situation)])

    def read(self, case: Case) -> Answer:
        """The code of the theme."""
        return case.theme.code if case.theme else None

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The theme of that code."""
        case.theme = next((theme for theme in records.themes if theme.code == answer), None)

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only a theme that still exists."""
        return answer if answer in dict(_themes(situation)) else None

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please choose the theme that fits best.")

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The name of the theme."""
        return dict(_themes(situation)).get(answer, "") if answer else ""
