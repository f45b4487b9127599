"""What a neighbour's new draft takes over from a finished project: never who did it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from portal.forms.schema import Question, Schema
from projects.intake.models_start import StartKind
from projects.intake.starting import Given, Source
from projects.showcase.models import Microproject
from projects.showcase.names import names_of, without_names

LONG_TEXT = "long_text"
TITLE_LENGTH, SUMMARY_LENGTH, PLACE_LENGTH, LINE_LENGTH = 150, 3000, 200, 150


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing cost: a line for the plan, its kind in words, and the amount in cents."""

    label: str
    category: str
    kind: str
    cents: int


@dataclass(frozen=True)
class Example:
    """A finished project as neighbours may use it, in the active language; without names.

    `page` is its public face in this language, else in German.
    """

    project: Microproject
    page: Any

    @cached_property
    def _names(self) -> list[str]:
        return names_of(self.project)

    def _plain(self, text: Any, most: int) -> str:
        return without_names(str(text or "").strip(), self._names)[:most]

    @cached_property
    def title(self) -> str:
        """The title as an idea."""
        return self._plain(self.page.title, TITLE_LENGTH)

    @cached_property
    def plan(self) -> str:
        """What was done; without a text of its own, the short one of the page."""
        return self._plain(self.project.plan, SUMMARY_LENGTH) or self._plain(
            self.page.summary, SUMMARY_LENGTH
        )

    @cached_property
    def place_kind(self) -> str:
        """The kind of place, never the place."""
        return self._plain(self.project.place_kind, PLACE_LENGTH)

    @cached_property
    def groups(self) -> list[Any]:
        """The target groups."""
        return list(self.project.target_groups.all())

    @cached_property
    def costs(self) -> list[Cost]:
        """What things really cost."""
        return [
            Cost(
                self._plain(row.labels, LINE_LENGTH),
                row.category.code if row.category else "",
                str(row.category) if row.category else "",
                row.amount_cents,
            )
            for row in self.project.real_costs.select_related("category")
        ]

    @property
    def total_cents(self) -> int:
        """The sum of the real costs."""
        return sum(cost.cents for cost in self.costs)

    @cached_property
    def lessons(self) -> list[str]:
        """What its people learned, line by line."""
        return [self._plain(line, SUMMARY_LENGTH) for line in self.page.lesson_lines]

    def given(self) -> Iterator[Given]:
        """The answers that a draft may begin with."""
        lines = [
            {"label": cost.label, "category": cost.category, "amount": cost.cents}
            for cost in self.costs
        ]
        answers = {
            "core_title": self.title,
            "core_summary": self.plan,
            "core_theme": self.project.theme.code,
            "core_target_groups": [group.code for group in self.groups],
            "core_place": self.place_kind,
            "cost_plan": [{key: value for key, value in line.items() if value} for line in lines],
        }
        for kind, answer in answers.items():
            if answer:
                yield Given(kind, answer)

    def source(self, schema: Schema, lessons_into: Collection[str] = ()) -> Source:
        """The project as the source of a draft; the lessons go into the questions of these ids."""
        wanted = [each for each in lesson_questions(schema) if each.id in lessons_into]
        lessons = tuple(Given(LONG_TEXT, self._lessons_text(), each.code) for each in wanted)
        return Source(
            StartKind.NEIGHBOUR,
            self.project.code,
            (*self.given(), *(lessons if self.lessons else ())),
            {"microproject": self.project.code},
        )

    def _lessons_text(self) -> str:
        head = _("Learned in the project “%(title)s” (please in your own words):")
        lines = "\n".join(f"- {line}" for line in self.lessons)
        return f"{head % {'title': self.title}}\n{lines}"


def lesson_questions(schema: Schema) -> list[Question]:
    """The questions of a form that the lessons may go into: long texts that are always asked."""
    return [
        question
        for step in schema.steps
        if step.show_if is None
        for question in step.questions
        if question.type == LONG_TEXT and question.show_if is None
    ]
