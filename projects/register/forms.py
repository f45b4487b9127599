"""The filters of the register."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.showcase.forms import WordFilter


class GrantFilter(WordFilter):
    """Year, theme, programme and words."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
