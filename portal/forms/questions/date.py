"""A calendar day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import DateBlock, StructValue

from portal.forms.fields import DayField
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type
from portal.templatetags.formats import date_long


def day_bounds() -> list[tuple[str, Any]]:
    """The editor's fields for the first and last possible day."""
    return [
        ("earliest", DateBlock(label=_("not before"), required=False)),
        ("latest", DateBlock(label=_("not after"), required=False)),
    ]


def frozen_days(values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
    """The first and last possible day as text."""
    own = values[source]
    return {
        name: day.isoformat() if (day := own.get(name)) else None for name in ("earliest", "latest")
    }


def days_of(question: Question) -> tuple[date | None, date | None]:
    """The first and last possible day of a frozen question."""
    found = (question.options.get(name) for name in ("earliest", "latest"))
    earliest, latest = (date.fromisoformat(day) if day else None for day in found)
    return earliest, latest


def wrong_days(value: StructValue) -> dict[str, Any]:
    """An editor's problem: the last possible day lies before the first."""
    earliest, latest = value.get("earliest"), value.get("latest")
    if earliest and latest and latest < earliest:
        return {"latest": _("The last possible day lies before the first.")}
    return {}


def with_days(question: Question) -> str:
    """The editor's help and the possible days."""
    earliest, latest = (date_long(day) for day in days_of(question))
    text = ""
    if earliest and latest:
        text = _("From %(earliest)s to %(latest)s.") % {"earliest": earliest, "latest": latest}
    elif earliest:
        text = _("Not before %(day)s.") % {"day": earliest}
    elif latest:
        text = _("Not after %(day)s.") % {"day": latest}
    return " ".join(filter(None, [str(question.help), str(text)]))


@question_type
class Day(QuestionType):
    """A calendar day; the answer is `2027-06-01`."""

    code = "date"
    label = pgettext_lazy("kind of question", "Day")
    description = _("One day.")
    order = 50
    icon = "date"
    is_personal = False
    moves_on = False

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
        """The browser's date control."""
        earliest, latest = days_of(question)
        return DayField(earliest=earliest, latest=latest)

    def hint(self, question: Question) -> str:
        """Help and possible days."""
        return with_days(question)

    def to_answer(self, cleaned: Any) -> Answer:
        """`2027-06-01`."""
        return cleaned.isoformat() if cleaned else None

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`1. Juni 2027`."""
        return date_long(date.fromisoformat(answer)) if answer else ""

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The day."""
        return [date.fromisoformat(answer) if answer else ""]
