"""Questions on one page of the form engine: an office's opinion, a carrier's report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.http import QueryDict

from portal.cms.fields import Labels
from portal.forms.checking import problems
from portal.forms.forms import Asked, QuestionForm, StepForm
from portal.forms.queries import schema_of
from portal.forms.schema import Schema, Step
from portal.forms.sheets import Sheet
from portal.forms.types import Situation
from projects.review.models_opinions import OpinionRequest

MORE_ROWS = 3
"""Empty rows that the button of a table adds."""
_ROWS = "rows-"
NO_QUESTIONS = Schema(Labels())


@dataclass(frozen=True)
class Part:
    """The questions of one step on the page."""

    step: Step
    asked: list[Asked]


class Questionnaire:
    """One request for the page: the frozen questions, what was posted, what is wrong with it.

    `stored` is what was saved before; it is shown where nothing is posted.
    """

    def __init__(
        self, schema: Schema, data: QueryDict | None = None, stored: Sheet | None = None
    ) -> None:
        self.schema, self.data, self.stored = schema, data, stored or Sheet()
        self._strict = False

    @classmethod
    def of(cls, request: OpinionRequest, data: QueryDict | None = None) -> Self:
        """What an office was asked; nothing where the programme has no such form."""
        version = request.form_version
        return cls(schema_of(version) if version else NO_QUESTIONS, data)

    @property
    def wants_rows(self) -> bool:
        """Whether the button for more rows of a table was pressed."""
        return self.data is not None and self.data.get("button", "").startswith(_ROWS)

    @cached_property
    def sheet(self) -> Sheet:
        """What was posted, as answers; else what is stored."""
        sheet = self.stored
        for step in self.schema.steps if self.data is not None else ():
            sheet = self._form(step, sheet).read().sheet
        return sheet

    def is_valid(self) -> bool:
        """Whether nothing is missing or wrong; from then on the page says it at the questions."""
        self._strict = True
        return not self._problems

    @cached_property
    def parts(self) -> list[Part]:
        """The steps that are asked, with their questions."""
        made = [self._part(step) for step in self.schema.steps]
        return [part for part in made if part.asked]

    @property
    def forms(self) -> list[QuestionForm]:
        """The forms of the questions, for the list of errors."""
        asked = [each for part in self.parts for each in part.asked]
        return [each.form for each in asked if each.form and each.field]

    @cached_property
    def _problems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for problem in problems(self.schema, self.sheet, Situation(answers=self.sheet.answers)):
            found.setdefault(problem.question, []).append(problem.text)
        return found

    def _part(self, step: Step) -> Part:
        asked = [each for each in self._form(step, self.sheet).asked() if each.is_asked]
        for each in asked if self._strict else ():
            each.problems = self._problems.get(each.question.id, [])
        return Part(step, asked)

    def _form(self, step: Step, sheet: Sheet) -> StepForm:
        button = self.data.get("button", "") if self.data is not None else ""
        extra = {button.removeprefix(_ROWS)[:40]: MORE_ROWS} if button.startswith(_ROWS) else {}
        situation = Situation(answers=sheet.answers, extra_rows=extra)
        return StepForm(self.schema, step, sheet, situation, data=self.data)
