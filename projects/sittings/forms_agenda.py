"""The forms of the agenda and of the settings of sittings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from actors.meetings.models import Meeting
from projects.cases.models import Case
from projects.sittings.forms import StepForm
from projects.sittings.models import SittingSettings
from projects.sittings.models_scores import Criterion


class PutOnForm(StepForm):
    """Which meeting a case is decided in."""

    meeting = forms.ModelChoiceField(
        label=_("Sitting"), queryset=Meeting.objects.none(), empty_label=None
    )

    def __init__(self, meetings: Sequence[Meeting], data: Any = None) -> None:
        super().__init__(data)
        known = Meeting.objects.filter(pk__in=[each.pk for each in meetings])
        self.fields["meeting"].queryset = known.select_related("body")  # type: ignore[attr-defined]


class CasesForm(StepForm):
    """Which cases are put on the agenda of a meeting."""

    cases = forms.TypedMultipleChoiceField(
        label=_("Applications"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, cases: Sequence[Case], data: Any = None) -> None:
        super().__init__(data)
        choices = [(str(each.pk), f"{each.number} – {each.title}") for each in cases]
        self.fields["cases"].choices = choices  # type: ignore[attr-defined]


class SettingsForm(WagtailAdminModelForm):
    """Which body decides in a programme."""

    class Meta:
        model = SittingSettings
        fields: list[str] = []


class CriterionForm(WagtailAdminModelForm):
    """A criterion of a programme."""

    class Meta:
        model = Criterion
        fields: list[str] = []
