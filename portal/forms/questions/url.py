"""A web address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type

SCHEMES = ("http", "https")
LONGEST = 500


class WebAddressField(forms.URLField):
    """An address on the web; `example.org` becomes `https://example.org`."""

    default_validators = [URLValidator(schemes=SCHEMES)]

    def __init__(self, **kwargs: Any) -> None:
        # A text line: the browser's own control refuses addresses without https://.
        attrs = {"inputmode": "url", "autocomplete": "url"}
        super().__init__(
            assume_scheme="https",
            max_length=LONGEST,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "invalid": _("Please write a web address, for example https://example.org.")
            },
            **kwargs,
        )


@question_type
class Url(QuestionType):
    """A web address."""

    code = "url"
    label = _("Web address")
    description = _("A page on the internet.")
    order = 120
    icon = "link"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A line for a web address."""
        return WebAddressField()

    def display(self, question: Question, answer: Answer, situation: Situation) -> SafeString:
        """A link that says nothing about the portal to the other side."""
        if str(answer or "").partition("://")[0] not in SCHEMES:
            return super().display(question, answer, situation)
        return format_html('<p><a href="{0}" rel="nofollow noreferrer">{0}</a></p>', answer)
