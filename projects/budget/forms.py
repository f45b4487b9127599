"""The forms of postings, and the filters of the journal."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import EuroField, LineField, TextField
from projects.budget.models import LONGEST_DOCUMENT, LONGEST_REASON, EntryKind
from projects.programmes.models import FundingPeriod


def document_field(help_text: Any) -> LineField:
    """The paper that a posting goes by, with an example of one."""
    return LineField(
        label=_("Document"), max_length=LONGEST_DOCUMENT, required=False, help_text=help_text
    )


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
        field = {"amount": "cents", "above_pot": "cents", "other_programme": "target"}.get(code)
        field = field or code
        self.add_error(field if field in self.fields else None, text)


class AllotForm(PostingForm):
    """Money for a period."""

    cents = EuroField(
        label=_("Amount in euros"),
        error_messages={"required": _("Please write an amount above zero.")},
    )
    field_order = ["cents", "reason", "document", "key"]


class MoveForm(AllotForm):
    """Money for another period of the programme."""

    target = forms.ModelChoiceField(
        label=_("To which period"),
        queryset=FundingPeriod.objects.none(),
        error_messages={"required": _("Choose another period of the same programme.")},
    )
    field_order = ["target", "cents", "reason", "document", "key"]

    def __init__(self, data: Any = None, *, source: FundingPeriod, **options: Any) -> None:
        super().__init__(data, **options)
        others = FundingPeriod.objects.filter(programme=source.programme_id).exclude(pk=source.pk)
        choice: Any = self.fields["target"]
        choice.queryset = others.select_related("programme").order_by("-starts_on")


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
