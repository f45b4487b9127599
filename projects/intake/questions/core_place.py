"""Where the project takes place."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField
from portal.forms.schema import Question
from portal.forms.types import Situation, question_type
from projects.intake.binding import ColumnType


@question_type
class CorePlace(ColumnType):
    """One line."""

    code = "core_place"
    first_code = "place"
    label = _("Place")
    description = _("Where the project takes place.")
    order = 90
    icon = "site"
    column = "place"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A text line."""
        return LineField(max_length=200)

    def missing(self, question: Question) -> str:
        """What to do."""
        return str(_("Please write where the project takes place."))
