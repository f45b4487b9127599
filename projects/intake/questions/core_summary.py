"""What is planned, in a few sentences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import TextField
from portal.forms.schema import Question
from portal.forms.types import Situation, question_type
from projects.intake.binding import ColumnType

LONGEST = 3000


@question_type
class CoreSummary(ColumnType):
    """Some lines; what the committee reads first."""

    code = "core_summary"
    first_code = "summary"
    label = _("What is planned")
    description = _("Every application has it; the committee reads it first.")
    order = 20
    icon = "doc-full"
    column = "summary"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Several lines with a live count."""
        attrs = {"rows": 8, "data-limit": LONGEST, "data-limit-unit": "characters"}
        return TextField(max_length=LONGEST, widget=forms.Textarea(attrs=attrs))

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The height."""
        return {"rows": 8}

    def missing(self, question: Question) -> str:
        """What to do."""
        return str(_("Please describe in a few sentences what you plan."))
