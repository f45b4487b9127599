"""The forms of deciding and of notices."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.forms.fields import EuroField
from portal.kernel import clock
from projects.cases.models import Case
from projects.decision import later
from projects.decision.actions import LONGEST_LINE, Ruling
from projects.decision.kinds import CHANGES, NoticeKind, Outcome, Remedy, remedies
from projects.decision.models import LONGEST_REASON, DecisionSettings
from projects.decision.models_notices import TextModule
from projects.decision.placeholders import overview

LINES = 5
"""How many obligations and conditions the screen offers; the core takes more."""
REFUSALS = {
    "outcome": _("Please choose from the list."),
    "reason": _("Please write the reason."),
    "long": _("This text is too long."),
    "amount": _("Please write an amount above zero."),
    "above_asked": _("This is more than the application asks for."),
    "above_limit": _("This is more than the office may decide alone. It needs a sitting."),
    "office_never": _("In this programme the office never decides alone. It needs a sitting."),
    "on_agenda": _("The application lies on the agenda of a sitting."),
    "four_eyes": _(
        "You recorded results of the formal check yourself. In this programme somebody else has "
        "to decide."
    ),
    "obligations": _("Please write each obligation with its day; conditions need an approval."),
    "due": _("Please choose a day that has not passed."),
    "no_sitting": _("No sitting is planned."),
    "no_decision": _("There is no decision (any more)."),
    "notice_released": _("The notice is released and stays as it is."),
    "changed": _("The draft was written anew meanwhile. Please read it again."),
    "remedy": _("Please choose from the list."),
    "note": _("Please write what changes and why."),
    "ends_on": _("Please choose a day after the present last day of the period."),
    "not_delivered": _("The notice is not in the carrier's hands yet."),
    "final": _("The notice is final already."),
    "no_modules": _("The programme has no text modules for this notice."),
    "sent_on": _("Please choose a day between the release and today."),
    "future": _("Please choose a day between the decision and today."),
    "not_by_post": _("The notice lies in the portal and can still be opened there."),
    "state": _("This is not possible in the present state of the application."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str((REFUSALS | later.refusals()).get(code, REFUSALS["state"]))


def date_field(label: Any, **extra: Any) -> forms.DateField:
    """A day, chosen or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **extra)


def text_field(label: Any, most: int, rows: int, **extra: Any) -> forms.CharField:
    """A few sentences without NUL."""
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[ProhibitNullCharactersValidator()],
        **extra,
    )


class DecideForm(forms.Form):
    """Approve or reject, how much, why, with which obligations and conditions."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Outcome.APPROVED, _("approve")), (Outcome.REJECTED, _("reject"))],
        widget=forms.RadioSelect,
    )
    amount = EuroField(
        label=_("Amount"), required=False, help_text=_("In euros; only for an approval.")
    )
    reason = text_field(
        _("Reason"),
        LONGEST_REASON,
        5,
        required=False,
        help_text=_("It stands in the notice. A rejection needs one."),
    )

    def __init__(self, case: Case, data: Any = None) -> None:
        initial = {"amount": case.amount_cents, "key": uuid.uuid4()}
        super().__init__(data, initial=initial)
        for place in range(1, LINES + 1):
            self.fields[f"obligation_{place}"] = text_field(
                _("Obligation %(number)s") % {"number": place}, LONGEST_LINE, 2, required=False
            )
            self.fields[f"due_{place}"] = date_field(
                _("Due on (obligation %(number)s)") % {"number": place}, required=False
            )
        for place in range(1, LINES + 1):
            self.fields[f"condition_{place}"] = text_field(
                _("Condition %(number)s") % {"number": place},
                LONGEST_LINE,
                2,
                required=False,
                help_text=_("No money is paid before it is met.") if place == 1 else "",
            )

    @property
    def duties(self) -> list[forms.BoundField]:
        """The fields of obligations and conditions, which few decisions need."""
        return [self[name] for name in self.fields if name.rpartition("_")[2].isdigit()]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that every decision needs."""
        return [
            field for field in self.visible_fields() if not field.name.rpartition("_")[2].isdigit()
        ]

    @property
    def has_duties(self) -> bool:
        """Whether anything was typed into them, so that they have to be seen."""
        return any(field.value() for field in self.duties)

    def clean(self) -> dict[str, Any]:
        """An obligation and its day belong together; an approval needs an amount."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(1, LINES + 1):
            text, due = data.get(f"obligation_{place}"), data.get(f"due_{place}")
            if bool(text) != bool(due) and not self.errors:
                field = f"due_{place}" if text else f"obligation_{place}"
                self.add_error(field, REFUSALS["obligations"])
        is_award = data.get("outcome") == Outcome.APPROVED
        if is_award and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", REFUSALS["amount"])
        return data

    @property
    def ruling(self) -> Ruling:
        """What was decided; only for a valid form."""
        said = self.cleaned_data
        places = range(1, LINES + 1)
        pairs = [(said[f"obligation_{place}"], said[f"due_{place}"]) for place in places]
        obligations = [(text, due) for text, due in pairs if text]
        is_award = said["outcome"] == Outcome.APPROVED
        outcome = said["outcome"]
        if is_award and obligations:
            outcome = Outcome.APPROVED_WITH_OBLIGATIONS
        return Ruling(
            outcome=outcome,
            cents=said["amount"] if is_award else 0,
            reason=said["reason"],
            obligations=obligations,
            conditions=[text for place in places if (text := said[f"condition_{place}"])],
        )

    def refuse(self, code: str, text: str = "") -> None:
        """Say at the field why the action refused."""
        field = {
            "reason": "reason",
            "outcome": "outcome",
            "amount": "amount",
            "above_asked": "amount",
            "above_pot": "amount",
            "above_cap": "amount",
            "due": "due_1",
            "obligations": "obligation_1",
        }.get(code)
        self.add_error(field, text or refusal(code))


class DraftForm(forms.Form):
    """Which notice is drafted, with which remedy."""

    kind = forms.ChoiceField(label=_("Kind of notice"))
    remedy = forms.ChoiceField(
        label=_("Remedy"),
        choices=remedies,
        help_text=_("Without a remedy notice the time for a remedy is a year."),
    )

    ends_on = date_field(
        _("New last day of the period"), required=False, help_text=_("Only for a longer period.")
    )
    note = text_field(
        _("What changes and why"),
        LONGEST_REASON,
        5,
        required=False,
        help_text=_("Only for a change; it stands in the notice."),
    )

    def __init__(self, kinds: list[NoticeKind], remedy: str, data: Any = None) -> None:
        super().__init__(data, initial={"remedy": remedy or Remedy.COURT})
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of notice"), choices=[(str(kind), kind.label) for kind in kinds]
        )
        if not CHANGES & set(kinds):
            del self.fields["ends_on"], self.fields["note"]

    def refuse(self, code: str) -> None:
        """Say at the field why the action refused."""
        field = {"note": "note", "long": "note", "ends_on": "ends_on", "remedy": "remedy"}.get(code)
        self.add_error(field if field in self.fields else "kind", refusal(code))


class DayForm(forms.Form):
    """On which day something happened."""

    day = date_field(_("Day"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"day": clock.today()})

    @property
    def chosen(self) -> date:
        """The day; only for a valid form."""
        day: date = self.cleaned_data["day"]
        return day


class SettingsForm(WagtailAdminModelForm):
    """How a programme decides."""

    class Meta:
        model = DecisionSettings
        fields: list[str] = []


class ModuleForm(WagtailAdminModelForm):
    """A text module; its placeholders are checked by the model."""

    class Meta:
        model = TextModule
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self.fields["body"].help_text = overview()
