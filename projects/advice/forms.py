"""The form of a contact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.kernel import clock
from projects.advice.models import FEWEST_DAYS, MOST_DAYS, Advice
from projects.cases.lifecycle import DRAFT
from projects.cases.models import Case


class AdviceForm(WagtailAdminModelForm):
    """A contact; its application is named by the reference number."""

    case_number = forms.CharField(
        label=_("Application"),
        required=False,
        max_length=30,
        help_text=_("Reference number, once an application came of it, for example LKS-2026-0007."),
    )

    class Meta:
        model = Advice
        fields = [
            "happened_on",
            "channel",
            "topic",
            "theme",
            "initiative",
            "name",
            "contact",
            "organisation",
            "notes",
            "next_step",
            "next_step_on",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.setdefault("happened_on", clock.today())
        elif self.instance.case:
            self.initial["case_number"] = self.instance.case.number

    def clean_case_number(self) -> Case | None:
        """The submitted application of that number; drafts are nobody's business."""
        number = str(self.cleaned_data["case_number"]).strip().upper()
        if not number:
            return None
        case = Case.objects.exclude(state=DRAFT).filter(number__iexact=number).first()
        if case is None:
            raise forms.ValidationError(_("There is no application with this number."))
        return case

    def clean(self) -> dict[str, Any]:
        """No contact in the future; a day needs a step."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day = data.get("happened_on")
        if day and day > clock.today():
            self.add_error("happened_on", _("This day has not come yet."))
        if data.get("next_step_on") and not data.get("next_step"):
            self.add_error("next_step", _("Please write what is to be done by that day."))
        self.instance.case = data.get("case_number")
        return data


class RetentionForm(forms.Form):
    """After how many days the log forgets who it was; `sure` where that forgets some at once."""

    days = forms.IntegerField(
        label=_("Days after the contact"),
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("From 30 to 3650 days; 730 days are two years."),
    )
    sure = forms.BooleanField(
        label=_("Delete the personal details of contacts that are older at once"), required=False
    )
