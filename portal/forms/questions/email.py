"""An e-mail address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.schema import Question
from portal.forms.types import QuestionType, Situation, question_type


@question_type
class Email(QuestionType):
    """An e-mail address."""

    code = "email"
    label = _("E-mail address")
    description = _("For example of a contact person.")
    order = 100
    icon = "mail"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """The browser's line for e-mail addresses."""
        message = _("Please write an e-mail address, for example name@example.org.")
        return forms.EmailField(
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={"invalid": message},
        )
