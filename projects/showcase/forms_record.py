"""The form of a finished project's record in the admin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from projects.programmes.models import OptionKind, ProgrammeOption
from projects.showcase.fields import ProgrammeRecordsField
from projects.showcase.models import Microproject


class ExampleForm(WagtailAdminModelForm):
    """A finished project; its target groups name the programme they belong to."""

    target_groups = ProgrammeRecordsField(
        ProgrammeOption.objects.filter(kind=OptionKind.TARGET_GROUP),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Target groups"),
        help_text=_("Of a programme that takes applications today."),
    )

    class Meta:
        model = Microproject
        fields: list[str] = []
