"""One line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import IntegerBlock, StructValue

from portal.forms.fields import LineField
from portal.forms.schema import Question
from portal.forms.types import QuestionType, Situation, question_type

LONGEST = 500
DEFAULT = 150


@question_type
class ShortText(QuestionType):
    """One line of text with a limit of characters."""

    code = "short_text"
    label = _("Short text")
    description = _("One line, for names and titles.")
    order = 10
    icon = "pilcrow"

    def fields(self) -> list[tuple[str, Any]]:
        """The limit."""
        limit = IntegerBlock(
            label=_("most characters"), min_value=1, max_value=LONGEST, default=DEFAULT
        )
        return [("max_length", limit)]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The limit."""
        return {"max_length": int(values[source].get("max_length") or DEFAULT)}

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A text line."""
        return LineField(max_length=question.options.get("max_length", DEFAULT))
