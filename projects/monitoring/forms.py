"""What the office types: words on milestones, requests, answers, the risk flag."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from projects.monitoring.forms_area import REFUSALS as SHARED
from projects.monitoring.forms_area import MilestoneForm, MonitoringForm, day_field, words_field
from projects.monitoring.kinds_risk import levels
from projects.monitoring.models import MonitoringSettings

REFUSALS = SHARED | {
    "open": _("A note is asked for already, and not written yet."),
    "answered": _("Somebody answered already."),
    "often": _("These are many messages within an hour. Please wait a little."),
    "next_step": _("Please write what happens next."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, REFUSALS["state"]))


class OfficeForm(MonitoringForm):
    """A form of the office that says at the field why an action refused."""

    refusals = REFUSALS


class SetMilestoneForm(OfficeForm, MilestoneForm):
    """The same as the carrier's."""


class JudgeForm(OfficeForm):
    """Words of the office on a milestone; whether they are needed depends on what is done."""

    text = words_field(
        _("Words to the carrier"),
        "reason",
        required=False,
        help_text=_("The carrier reads it and gets a mail."),
    )


class AskForm(OfficeForm):
    """Until when a note is asked for."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    due_on = day_field(_("Until when?"))
    text = words_field(_("What we would like to know"), required=False)


class AnswerForm(OfficeForm):
    """The answer to a carrier that needs help."""

    text = words_field(
        _("Answer"), rows=5, help_text=_("The carrier gets it as a message and by mail.")
    )


class RiskForm(OfficeForm):
    """How the project stands, why, and what happens next."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("How does the project stand?"),
        choices=levels,
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["level"], "invalid_choice": REFUSALS["level"]},
    )
    reason = words_field(_("Reason"), "reason", rows=3)
    next_step = words_field(
        _("Next step"),
        "next_step",
        rows=3,
        required=False,
        help_text=_("Needed where the project is not on track."),
    )


class SettingsForm(WagtailAdminModelForm):
    """Rules of accompaniment of a programme."""

    class Meta:
        model = MonitoringSettings
        fields: list[str] = []
