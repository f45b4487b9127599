"""What the carrier fills in: a receipt, counts and other money, a request for more time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import DATE_FORMATS, DayInput, EuroField, LineField, TextField
from portal.kernel import clock
from portal.templatetags.formats import date_long
from projects.cases.models import Case
from projects.cases.plan import FinancingItem, PlannedIndicator
from projects.monitoring.models_notes import InterimCount
from projects.monitoring.queries import last_counts
from projects.proof.actions_receipts import Entry
from projects.proof.actions_report import MOST_COUNT
from projects.proof.models import LONGEST_LINE, LONGEST_REASON, Receipt
from projects.proof.models_proof import LONGEST_REPORT, Income, Proof, Reached

REFUSALS = {
    "item": _("Please choose a line of your plan."),
    "payee": _("Please write who was paid."),
    "purpose": _("Please write what was paid for."),
    "long": _("This text is too long."),
    "amount": _("Please write an amount above zero."),
    "date": _("Please look at the dates: a year is not possible."),
    "future": _("A receipt counts once it is paid. Please choose a day up to today."),
    "too_many": _("There are as many receipts as the portal keeps. Please talk to us."),
    "changed": _("Somebody changed this meanwhile. Please look at it anew and write it again."),
    "gone": _("This is not there any more."),
    "count": _("This number is too large."),
    "reason": _("Please write why you need more time."),
    "until": _("Please choose a later day, within the time that the programme allows."),
    "open": _("We have a request of yours already. We write to you."),
    "report": _("The report is not complete yet."),
}
FIELDS = {"date": "issued_on", "future": "paid_on", "long": "purpose", "amount": "cents"}
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


class RefusingForm(forms.Form):
    """A form that says at the field why an action refused."""

    use_required_attribute = False

    def refuse(self, code: str) -> None:
        """Say it at the field that it is about, else on top."""
        field = FIELDS.get(code, code)
        target: Any = field if field in self.fields else None
        self.add_error(target, REFUSALS.get(code, REFUSALS["changed"]))


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day that has to be there, chosen or typed as `1.6.2027`."""
    text = _("Please write a date, for example 01.06.2027.")
    return forms.DateField(
        label=label,
        input_formats=DATE_FORMATS,
        widget=DayInput(),
        error_messages={"invalid": text, "required": text},
        **options,
    )


class ReceiptForm(RefusingForm):
    """One receipt; `key` makes a double click harmless, `seen` a change by two people."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Photo or PDF of the receipt"),
        help_text=_("A photo with your phone is enough. Everything has to be readable."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    item = forms.TypedChoiceField(
        label=_("For which line of your plan?"),
        coerce=int,
        error_messages={"required": REFUSALS["item"], "invalid_choice": REFUSALS["item"]},
    )
    payee = LineField(
        label=_("Who was paid?"),
        max_length=LONGEST_LINE,
        help_text=_("The shop, the firm or the person."),
        error_messages={"required": REFUSALS["payee"]},
    )
    purpose = LineField(
        label=_("What for?"),
        max_length=LONGEST_LINE,
        error_messages={"required": REFUSALS["purpose"]},
    )
    issued_on = day_field(_("Date on the receipt"))
    paid_on = day_field(_("Paid on"))
    cents = EuroField(label=_("Amount in euros"), error_messages={"required": REFUSALS["amount"]})

    def __init__(self, case: Case, *args: Any, receipt: Receipt | None = None, **kw: Any) -> None:
        super().__init__(*args, **{"initial": _initial(receipt), **kw})
        choice: Any = self.fields["item"]
        lines = [(item.pk, item.label or str(item.category)) for item in case.cost_items.all()]
        choice.choices = [("", _("Please choose")), *lines]

    @property
    def entry(self) -> Entry:
        """What an action takes; only for a valid form."""
        said = self.cleaned_data
        names = ("item", "payee", "purpose", "issued_on", "paid_on", "cents")
        return Entry(**{name: said[name] for name in names})


def _initial(receipt: Receipt | None) -> dict[str, Any]:
    if receipt is None:
        return {"key": uuid.uuid4(), "seen": 0}
    return {
        "key": receipt.key,
        "seen": receipt.version,
        "item": receipt.item_id,
        "payee": receipt.payee,
        "purpose": receipt.purpose,
        "issued_on": receipt.issued_on,
        "paid_on": receipt.paid_on,
        "cents": receipt.amount_cents,
    }


class FiguresForm(RefusingForm):
    """The free text where no form asks, what was reached, and which other money came in."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=50)

    def __init__(
        self, case: Case, proof: Proof | None, data: Any = None, *, with_text: bool
    ) -> None:
        initial = {"seen": proof.saved_at.isoformat() if proof else ""}
        super().__init__(data, initial=initial)
        if with_text:
            self.fields["text"] = TextField(
                label=_("What did you do, and what came of it?"),
                help_text=_("No names of people who took part, please."),
                max_length=LONGEST_REPORT,
                required=False,
                initial=proof.text if proof else "",
                widget=forms.Textarea(attrs={"rows": 10}),
            )
        self.counts = self._with_counts(case)
        self.moneys = self._with_moneys(case)

    def _with_counts(self, case: Case) -> dict[str, int]:
        found = PlannedIndicator.objects.filter(case=case).select_related("option")
        reached = dict(
            Reached.objects.filter(indicator__case=case).values_list("indicator", "count")
        )
        noted = last_counts(case)
        names = {}
        for each in found:
            names[f"reached_{each.pk}"] = each.pk
            self.fields[f"reached_{each.pk}"] = forms.IntegerField(
                label=str(each.option),
                help_text=_planned(each, noted.get(each.pk)),
                min_value=0,
                max_value=MOST_COUNT,
                required=False,
                initial=reached.get(each.pk),
            )
        return names

    def _with_moneys(self, case: Case) -> dict[str, int | None]:
        items: Iterable[FinancingItem] = FinancingItem.objects.filter(case=case)
        said = {each.item_id: each.amount_cents for each in Income.objects.filter(case=case)}
        names: dict[str, int | None] = {}
        for item in items:
            names[f"income_{item.pk}"] = item.pk
            planned = EuroField().prepare_value(item.amount_cents or 0)
            self.fields[f"income_{item.pk}"] = EuroField(
                label=f"{item.get_source_display()}: {item.label}",
                help_text=_("Planned: %(amount)s €") % {"amount": planned},
                required=False,
                initial=said.get(item.pk),
            )
        names["income_other"] = None
        self.fields["income_other"] = EuroField(
            label=_("Other money that nobody planned"),
            help_text=_("For example donations or entrance fees. Nothing: leave it empty."),
            required=False,
            initial=said.get(None),
        )
        return names

    @property
    def said(self) -> dict[str, Any]:
        """What an action takes; only for a valid form."""
        cleaned = self.cleaned_data
        return {
            "text": cleaned.get("text", ""),
            "reached": {key: cleaned[name] for name, key in self.counts.items()},
            "income": {key: cleaned[name] for name, key in self.moneys.items()},
        }

    @property
    def count_fields(self) -> list[forms.BoundField]:
        """The counts, for the page."""
        return [self[name] for name in self.counts]

    @property
    def money_fields(self) -> list[forms.BoundField]:
        """The other money, for the page."""
        return [self[name] for name in self.moneys]


def _planned(indicator: PlannedIndicator, noted: InterimCount | None) -> str:
    """What was planned, and the carrier's own last count to begin with; never filled in."""
    if noted is None:
        return str(_("Planned: %(count)s") % {"count": indicator.planned})
    words = _("Planned: %(planned)s. You noted %(count)s on %(day)s.")
    day = date_long(clock.local(noted.note.at))
    return str(words % {"planned": indicator.planned, "count": noted.count, "day": day})


class MoreTimeForm(RefusingForm):
    """Until when, and why."""

    until = day_field(_("Until when do you need time?"))
    reason = TextField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": REFUSALS["reason"]},
    )
