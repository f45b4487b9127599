"""The forms of an import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from projects.calls.models import Call
from projects.imports.models import Kind, kinds
from projects.programmes.models import FundingProgramme


class SheetForm(forms.Form):
    """Which file, what it holds, where its rows belong."""

    kind = forms.ChoiceField(label=_("What the table holds"), choices=kinds)
    call = forms.ModelChoiceField(
        label=_("Call"),
        queryset=Call.objects.none(),
        required=False,
        help_text=_(
            "For earlier applications: the closed call they belong to. Add a call with the old "
            "dates first, if there is none."
        ),
    )
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=FundingProgramme.objects.none(),
        required=False,
        help_text=_("For finished projects."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX without macros, or CSV. At most 5 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = Call.objects.filter(closes_at__lte=clock.now()).order_by("-closes_at")
        self.fields["call"].queryset = closed  # type: ignore[attr-defined]  # a choice of records
        self.fields["programme"].queryset = (  # type: ignore[attr-defined]  # a choice of records
            FundingProgramme.objects.all()
        )

    def clean(self) -> dict[str, Any]:
        """Applications need a call, projects a programme."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        needed = "call" if data.get("kind") == Kind.CASES else "programme"
        if data.get("kind") and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Please choose where the rows belong."))
        return data
