"""Several lines of text with a limit of words or characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.blocks import ChoiceBlock, IntegerBlock, StructValue

from portal.forms.fields import TextField
from portal.forms.schema import Question
from portal.forms.types import QuestionType, Situation, question_type

CHARACTERS, WORDS = "characters", "words"
LONGEST = {CHARACTERS: 10_000, WORDS: 1_500}
DEFAULT = 1_000
# Words without blanks do not count as words, so a limit of words needs one of characters too.
WORD_CHARACTERS = 20


class LimitedTextField(TextField):
    """Several lines of text; too long a text is refused, never cut off."""

    def __init__(self, limit: int, unit: str) -> None:
        self.limit, self.unit = limit, unit
        rows = 4 if limit <= LONGEST[unit] // 20 else 8
        attrs = {"data-limit": limit, "data-limit-unit": unit, "rows": rows}
        super().__init__(required=False, widget=forms.Textarea(attrs=attrs))

    def validate(self, value: Any) -> None:
        """Count."""
        length = len(value.split()) if self.unit == WORDS else len(value)
        if length > self.limit:
            raise ValidationError(self._too_long(length - self.limit), code="max_length")
        if len(value) > self.limit * WORD_CHARACTERS:
            raise ValidationError(_("This text is too long."), code="max_length")

    def _too_long(self, over: int) -> str:
        if self.unit == WORDS:
            text = ngettext(
                "This text is %(number)s word too long.",
                "This text is %(number)s words too long.",
                over,
            )
        else:
            text = ngettext(
                "This text is %(number)s character too long.",
                "This text is %(number)s characters too long.",
                over,
            )
        return text % {"number": over}


@question_type
class LongText(QuestionType):
    """Several lines of text; the limit is said before and counted while typing."""

    code = "long_text"
    label = _("Long text")
    description = _("Several lines, with a limit of words or characters.")
    order = 20
    icon = "doc-full"

    def fields(self) -> list[tuple[str, Any]]:
        """The limit and its unit."""
        units = [(CHARACTERS, _("characters")), (WORDS, _("words"))]
        return [
            ("limit", IntegerBlock(label=_("limit"), min_value=1, default=DEFAULT)),
            ("unit", ChoiceBlock(label=_("counted in"), choices=units, default=CHARACTERS)),
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The limit and its unit."""
        own = values[source]
        unit = own.get("unit") or CHARACTERS
        return {"limit": min(int(own.get("limit") or DEFAULT), LONGEST[unit]), "unit": unit}

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """A limit that is none."""
        most = LONGEST[value.get("unit") or CHARACTERS]
        if int(value.get("limit") or 0) > most:
            return {"limit": _("At most %(number)s are possible.") % {"number": most}}
        return {}

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A text field with several lines."""
        options = question.options
        return LimitedTextField(options.get("limit", DEFAULT), options.get("unit", CHARACTERS))
