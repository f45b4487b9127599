"""The consent without which nothing can be worked on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from projects.cases.models import Case
from projects.intake.binding import BoundType, Records


@question_type
class CoreConsent(BoundType):
    """One box (Art. 6 (1) a GDPR); the question is the text that is agreed to."""

    code = "core_consent"
    first_code = "consent"
    label = gettext_lazy("Consent to processing")
    description = gettext_lazy("Every application needs it; the question is what is agreed to.")
    order = 110
    icon = "check"
    is_personal = False
    moves_on = False

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A box."""
        return forms.BooleanField()

    def is_empty(self, answer: Answer) -> bool:
        """An empty box is no answer."""
        return answer is not True

    def read(self, case: Case) -> Answer:
        """The column."""
        return case.consent or None

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The column."""
        case.consent = answer is True

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """It must be given, whatever the editor chose."""
        if self.is_empty(answer):
            return [_("Without your consent we cannot work on the application.")]
        return []

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """`yes` where it was given."""
        return ["yes"] if answer is True else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """Given, or nothing."""
        return _("Agreed") if answer is True else ""

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """`yes` or nothing."""
        return self.comparable(question, answer) or [""]
