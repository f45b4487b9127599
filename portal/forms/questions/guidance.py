"""A text between the questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import RichTextBlock, StructValue

from portal.cms.blocks.base import TEXT_FEATURES
from portal.cms.fields import Labels
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type

FEATURES = TEXT_FEATURES


def rich_labels(values: Mapping[str, StructValue], name: str) -> Labels:
    """A rich text in all languages that have it, with nothing in it but what editors may use.

    An imported form never passed the editor, so the text goes once through its converter.
    """
    sources = {code: getattr(value.get(name), "source", "") for code, value in values.items()}
    return Labels({code: _clean(html) for code, html in sources.items() if html.strip()})


def _clean(html: str) -> str:
    converter = ContentstateConverter(FEATURES)
    clean = converter.to_database_format(converter.from_database_format(html))
    # The editor's marks are drawn anew each time; equal texts must freeze to equal forms.
    return re.sub(r' data-block-key="[^"]*"', "", clean)


@question_type
class Guidance(QuestionType):
    """A text that asks nothing."""

    code = "guidance"
    label = _("Guidance")
    description = _("A text that explains something and asks nothing.")
    order = 170
    icon = "info-circle"
    takes_answer = False
    is_personal = False
    template = "portal/forms/questions/guidance.html"

    def fields(self) -> list[tuple[str, Any]]:
        """The text."""
        return [("text", RichTextBlock(label=_("text"), features=FEATURES, required=False))]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The text in all languages."""
        return {"text": dict(rich_labels(values, "text"))}

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """There is nothing to fill in; never asked for."""
        raise NotImplementedError(self.code)

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The text."""
        return {"text": str(Labels(question.options.get("text") or {}))}

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Nothing can be missing."""
        return []

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """Nothing to compare."""
        return []
