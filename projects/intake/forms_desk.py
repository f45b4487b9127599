"""The forms of the desk: allowing somebody to be late, entering what came on paper."""

from __future__ import annotations

import re
import uuid as uuids
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from portal.kernel import clock
from projects.calls.models import Call

LINK = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MOMENTS = ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y, %H:%M"]
LONGEST = 2000


def reason_field(label: Any, help_text: Any = "", **extra: Any) -> forms.CharField:
    """A few sentences for the log."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=widget, **extra
    )


class LateForm(forms.Form):
    """Who may still apply, to which closed call, until when and why."""

    call = forms.ModelChoiceField(
        label=_("Call"), queryset=Call.objects.none(), help_text=_("Only calls that have closed.")
    )
    who = forms.CharField(
        label=_("Who"),
        max_length=400,
        help_text=_(
            "E-mail address of the account, or the link of one draft (the address that the "
            "applicant sees while writing)."
        ),
    )
    until = forms.DateTimeField(
        label=_("Possible until"),
        input_formats=MOMENTS,
        widget=AdminDateTimeInput(format="%d.%m.%Y %H:%M"),
        help_text=_("Day and time, for example 24.12.2026 18:00."),
        error_messages={"invalid": _("Please write day and time, for example 24.12.2026 18:00.")},
    )
    reason = reason_field(_("Reason"), _("Stays in the log. The applicant does not see it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = Call.objects.filter(closes_at__lte=clock.now()).order_by("-closes_at")
        self.fields["call"].queryset = closed  # type: ignore[attr-defined]  # a choice of records

    def clean_who(self) -> str:
        """An address, or something that holds the key of a draft."""
        text = str(self.cleaned_data["who"]).strip()
        if LINK.search(text):
            return text
        validate_email(text)
        return text

    @property
    def wanted(self) -> dict[str, Any]:
        """What the action is asked for."""
        data = self.cleaned_data
        link = LINK.search(data["who"])
        who: dict[str, Any] = (
            {"case_uuid": uuids.UUID(link.group())} if link else {"email": data["who"]}
        )
        until: datetime = data["until"]
        return {"call": data["call"], "until": until, "reason": data["reason"], **who}


class PaperForm(forms.Form):
    """When the paper came, whose it is, and why it counts where it was late."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none())
    arrived_at = forms.DateTimeField(
        label=_("Arrived"),
        input_formats=MOMENTS,
        widget=AdminDateTimeInput(format="%d.%m.%Y %H:%M"),
        help_text=_("Day and time of arrival at the office, as stamped on the paper."),
        error_messages={"invalid": _("Please write day and time, for example 24.12.2026 18:00.")},
    )
    email = forms.EmailField(
        label=_("E-mail address of the applicant"),
        required=False,
        help_text=_(
            "If you know it: the applicant gets the receipt and can see the application in the "
            "portal later, by a code in the mail. Without one everything goes by post."
        ),
    )
    late_reason = reason_field(
        _("Why it counts although late"),
        _("Only where it arrived after the closing. Stays in the log."),
        required=False,
    )

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if call:
            del self.fields["call"], self.fields["key"]
            return
        opened = Call.objects.filter(opens_at__lte=clock.now()).order_by("-closes_at")
        self.fields["call"].queryset = opened  # type: ignore[attr-defined]  # a choice of records

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        return {name: self.cleaned_data[name] for name in ("arrived_at", "email", "late_reason")}


class ScanForm(forms.Form):
    """The scanned paper."""

    scan = forms.FileField(
        label=_("Scan of the paper"),
        help_text=_("PDF or picture, at most 20 MB. Several: one after the other."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
    )
