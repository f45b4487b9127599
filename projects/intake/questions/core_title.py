"""The name of the project."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField
from portal.forms.schema import Question
from portal.forms.types import Situation, question_type
from projects.intake.binding import ColumnType


@question_type
class CoreTitle(ColumnType):
    """One line; stands on every list."""

    code = "core_title"
    first_code = "title"
    label = _("Name of the project")
    description = _("Every application has one; it stands on all lists.")
    order = 10
    icon = "title"
    column = "title"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A text line."""
        return LineField(max_length=150)

    def missing(self, question: Question) -> str:
        """What to do."""
        return str(_("Please give your project a name."))
