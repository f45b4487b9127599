"""The forms of the formal check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.forms.queries import published_forms
from projects.cases.models import CaseFile
from projects.review.actions import Entry
from projects.review.kinds import paper_kinds, results
from projects.review.models import LONGEST_NOTE, Checklist
from projects.review.queries import Line

LARGEST_KEY = 2**63 - 1
REFUSALS = {
    "note": _("Please say why in the note."),
    "long": _("This text is too long."),
    "result": _("Please choose from the list."),
    "changed": _("Somebody else recorded another result meanwhile. Please look at it again."),
    "reason": _("Please write the reason."),
    "often": _("You wrote very often in the last hour. Please wait a little, or call us."),
    "file": _("Please choose from the list."),
    "kind": _("Please choose from the list."),
    "state": _("This is not possible in the present state of the application."),
    "no_checklist": _("The programme has no checklist yet."),
    "check_open": _("A required item is still open or not met."),
    "offices_open": _("An office may still give its opinion in time."),
    "four_eyes": _(
        "You recorded results yourself. In this programme somebody else has to make the "
        "application ready."
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its fields on the screen."""

    line: Line
    result: forms.BoundField
    note: forms.BoundField
    seen: forms.BoundField


class CheckForm(forms.Form):
    """All items of a case: result and note of each, and up to which result one had seen it."""

    def __init__(self, lines: Sequence[Line], data: Any = None) -> None:
        self.lines = lines
        super().__init__(data)
        for line in lines:
            key, latest = line.item.pk, line.latest
            self.fields[f"result_{key}"] = forms.ChoiceField(
                label=_("Result"), choices=results, initial=line.result
            )
            self.fields[f"note_{key}"] = forms.CharField(
                label=_("Note"),
                required=False,
                max_length=LONGEST_NOTE,
                initial=line.own_note,
                widget=forms.Textarea(attrs={"rows": 2}),
                validators=[ProhibitNullCharactersValidator()],
            )
            self.fields[f"seen_{key}"] = forms.IntegerField(
                required=False,
                min_value=1,
                max_value=LARGEST_KEY,
                initial=latest.pk if latest else None,
                widget=forms.HiddenInput,
            )

    @property
    def rows(self) -> list[Row]:
        """The items with their fields."""
        return [
            Row(line, *(self[f"{name}_{line.item.pk}"] for name in ("result", "note", "seen")))
            for line in self.lines
        ]

    @property
    def entries(self) -> list[Entry]:
        """What was said about each item; only for a valid form."""
        said = self.cleaned_data
        keys = [line.item.pk for line in self.lines]
        return [
            Entry(key, said[f"result_{key}"], said[f"note_{key}"], said[f"seen_{key}"])
            for key in keys
        ]

    def refuse(self, code: str, item: int) -> None:
        """Say at the item why the action refused."""
        field = "note" if code in {"note", "long"} else "result"
        self.add_error(f"{field}_{item}", REFUSALS[code])


class ReasonForm(forms.Form):
    """Why a step is taken; the screen says who reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["reason"]},
    )


class PaperForm(forms.Form):
    """A paper of the carrier: kind, which file, until when it is valid."""

    kind = forms.ChoiceField(label=_("Kind of paper"), choices=paper_kinds)
    file = forms.ChoiceField(label=_("File of the application"), required=False)
    valid_until = forms.DateField(
        label=_("Valid until"),
        help_text=_("Leave empty if it does not expire."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, files: Sequence[CaseFile], data: Any = None) -> None:
        super().__init__(data)
        none = [("", _("none: seen elsewhere"))]
        choices = [*none, *((str(file.pk), file.name) for file in files)]
        self.fields["file"] = forms.ChoiceField(
            label=_("File of the application"), choices=choices, required=False
        )


class ChecklistForm(WagtailAdminModelForm):
    """A checklist; items that were used in a case are put out of use, never deleted."""

    class Meta:
        model = Checklist
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["opinion_form"]
        field.queryset = published_forms("opinion", keep=self.instance.opinion_form_id)

    def clean(self) -> dict[str, Any]:
        """Refuse another programme, two items of one code, and to delete what has results."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        before = Checklist.objects.filter(pk=self.instance.pk).first()
        if before and data.get("programme") and data["programme"].pk != before.programme_id:
            self.add_error("programme", _("A checklist stays with its programme."))
        self._check_items()
        return data

    def _check_items(self) -> None:
        items, codes = self.formsets["items"], set[str]()
        for form in items.forms if items.is_bound else ():
            is_gone = form.data.get(f"{form.prefix}-DELETE")
            if is_gone and form.instance.pk and form.instance.results.exists():
                text = _("“%(item)s” was used in a case. Please put it out of use instead.")
                self.add_error(None, text % {"item": form.instance})
            code = form.data.get(f"{form.prefix}-code", "")
            if not is_gone and code and code in codes:
                text = _("Two items have the code “%(code)s”.")
                self.add_error(None, text % {"code": code[:60]})
            codes.add(code)
        routes = self.formsets["routes"]
        for form in routes.forms if routes.is_bound else ():
            chosen = getattr(form, "cleaned_data", {}).get("project_type")
            if chosen and chosen.programme_id != self.instance.programme_id:
                form.add_error("project_type", _("This belongs to another programme."))
