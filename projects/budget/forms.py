"""The forms of postings, and the filters of the journal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import EuroField, LineField, TextField
from portal.templatetags.formats import euro
from projects.budget.models import LONGEST_DOCUMENT, LONGEST_PURPOSE, LONGEST_REASON, EntryKind
from projects.budget.models_funders import Funder
from projects.budget.queries import Purse
from projects.budget.queries_journal import FunderShare
from projects.programmes.models import FundingPeriod


def document_field(help_text: Any) -> LineField:
    """The paper that a posting goes by, with an example of one."""
    return LineField(
        label=_("Document"), max_length=LONGEST_DOCUMENT, required=False, help_text=help_text
    )


PLACES = {
    "amount": "cents",
    "above_pot": "cents",
    "above_purse": "cents",
    "other_programme": "target",
    "carry_target": "target",
}
"""At which field a refusal stands."""


class PostingForm(forms.Form):
    """What every posting says; `key` makes a double click harmless."""

    reason = TextField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays in the journal for good and cannot be changed later."),
        error_messages={"required": _("Please write a reason, at most 1000 characters.")},
    )
    document = document_field(_("For example the notice of the funder with its date."))
    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def blank(cls, **options: Any) -> Self:
        """An empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()}, **options)

    @property
    def said(self) -> dict[str, Any]:
        """What an action takes; only for a valid form."""
        return {**self.cleaned_data, "key": str(self.cleaned_data["key"])}

    def refuse(self, code: str, text: str) -> None:
        """Put what the ledger refused at the field that it is about."""
        field = PLACES.get(code, code)
        self.add_error(field if field in self.fields else None, text)


class AmountForm(PostingForm):
    """An amount."""

    cents = EuroField(
        label=_("Amount in euros"),
        error_messages={"required": _("Please write an amount above zero.")},
    )
    field_order = ["cents", "funder", "purpose", "reason", "document", "key"]


class AllotForm(AmountForm):
    """Money for a period, and who gives it."""

    funder = forms.ModelChoiceField(
        label=_("Funder"),
        queryset=Funder.objects.filter(is_active=True),
        required=False,
        empty_label=_("the funder of the programme"),
        help_text=_("Others are kept under “Funders”."),
    )
    purpose = LineField(
        label=_("Purpose or restriction"),
        max_length=LONGEST_PURPOSE,
        required=False,
        help_text=_("Where the money may only be used for something, for example young people."),
    )


class MoveForm(AmountForm):
    """Money for another period of the programme; it stays the money of its funder."""

    target = forms.ModelChoiceField(
        label=_("To which period"),
        queryset=FundingPeriod.objects.none(),
        error_messages={"required": _("Choose another period of the same programme.")},
    )
    purse = forms.ChoiceField(label=_("Whose money"), required=False)
    field_order = ["target", "purse", "cents", "reason", "document", "key"]

    def __init__(
        self,
        data: Any = None,
        *,
        source: FundingPeriod,
        purses: Sequence[FunderShare] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.purses = {share.code: share.purse for share in purses}
        if len(purses) < 2:
            del self.fields["purse"]
        else:
            purse: Any = self.fields["purse"]
            purse.choices = [(share.code, f"{share.name}: {euro(share.cents)}") for share in purses]
        others = FundingPeriod.objects.filter(programme=source.programme_id).exclude(pk=source.pk)
        choice: Any = self.fields["target"]
        choice.queryset = others.select_related("programme").order_by("-starts_on")

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes: the funder and the purpose of the chosen money."""
        known = super().said
        only = next(iter(self.purses), "")
        key, purpose = self.purses.get(known.pop("purse", "") or only, (None, ""))
        funder = Funder.objects.filter(pk=key).first() if key else None
        return {**known, "funder": funder, "purpose": purpose}


class CarryForm(PostingForm):
    """Which money goes over into which later period: one line of euros for each purse."""

    target = forms.ModelChoiceField(
        label=_("Into which period"),
        queryset=FundingPeriod.objects.none(),
        error_messages={"required": _("Choose a later period of the same programme.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        periods: Any,
        purses: Sequence[FunderShare],
        proposed: Sequence[int] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        target: Any = self.fields["target"]
        target.queryset = periods
        self.purses = list(purses)
        for share, cents in zip_longest(purses, proposed):
            self.fields[f"cents_{share.code}"] = EuroField(
                label=_("%(funder)s: amount in euros") % {"funder": share.name},
                required=False,
                initial=cents,
                help_text=_("In the pot: %(amount)s") % {"amount": euro(share.cents)},
            )
        amounts = [f"cents_{share.code}" for share in purses]
        self.order_fields(["target", *amounts, "reason", "document", "key"])

    @property
    def chosen(self) -> list[tuple[Purse, int]]:
        """Each purse from which something goes over, with the cents."""
        found = [
            (share.purse, self.cleaned_data.get(f"cents_{share.code}") or 0)
            for share in self.purses
        ]
        return [(purse, cents) for purse, cents in found if cents]


class JournalFilters(forms.Form):
    """Which entries the journal shows; nothing said: all."""

    period = forms.ModelChoiceField(
        label=_("Period"),
        queryset=FundingPeriod.objects.select_related("programme").order_by(
            "programme__code", "-starts_on"
        ),
        required=False,
        empty_label=_("all periods"),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    number = LineField(label=_("Reference number"), max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("all kinds")), *EntryKind.choices]
