"""One box to tick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import RichTextBlock, StructValue

from portal.cms.fields import Labels
from portal.forms.questions.guidance import FEATURES, rich_labels
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type


@question_type
class Consent(QuestionType):
    """Agreement to something that stands beside the box; the answer is true or nothing."""

    code = "consent"
    label = gettext_lazy("Consent")
    description = gettext_lazy("A box to tick, with a text that may hold links.")
    order = 160
    icon = "tick-inverse"
    is_personal = False
    moves_on = False
    template = "portal/forms/questions/consent.html"

    def fields(self) -> list[tuple[str, Any]]:
        """What is agreed to."""
        text = RichTextBlock(
            label=gettext_lazy("what is agreed to"), features=FEATURES, required=False
        )
        return [("text", text)]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """What is agreed to, in all languages."""
        return {"text": dict(rich_labels(values, "text"))}

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A box."""
        return forms.BooleanField()

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The text."""
        return {"text": str(Labels(question.options.get("text") or {}))}

    def to_answer(self, cleaned: Any) -> Answer:
        """Only a ticked box is an answer."""
        return True if cleaned else None

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please tick this box if you agree. It cannot be sent without.")

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """`yes`."""
        return ["yes"] if answer else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`Ja`."""
        return _("Yes") if answer else ""

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """`yes`, the same in every language."""
        return ["yes" if answer else ""]
