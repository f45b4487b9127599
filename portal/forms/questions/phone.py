"""A telephone number."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField
from portal.forms.schema import Question
from portal.forms.types import QuestionType, Situation, question_type

LONGEST = 40
# Numbers are written in many ways; only what cannot be one is refused.
number_characters = RegexValidator(
    r"^\+?[0-9 ()/.\-]*([0-9][0-9 ()/.\-]*){5}$",
    _("Please write a telephone number, for example 02381 123456."),
)


@question_type
class Phone(QuestionType):
    """A telephone number as people write it."""

    code = "phone"
    label = _("Telephone number")
    description = _("With area code.")
    order = 110
    icon = "mobile-alt"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """The browser's line for telephone numbers."""
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        return LineField(max_length=LONGEST, widget=widget, validators=[number_characters])
