"""The forms of expert opinions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from actors.offices.models import Office
from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.cases.models import CaseFile
from projects.review.models_opinions import LONGEST_TEXT, OfficeMember, recommendations

REFUSALS = {
    "offices": _("Please choose at least one office."),
    "due": _("Please choose a day from today on, at most a year ahead."),
    "long": _("This text is too long."),
    "files": _("Please choose from the files of this application."),
    "answers": _("Please look at the questions above: something is missing or wrong."),
    "check_open": _("A required item of the formal check is still open or not met."),
    "no_checklist": _("The programme has no checklist yet."),
    "recommendation": _("Please choose from the list."),
    "reason": _("Please write why."),
}


class AskOfficesForm(forms.Form):
    """Which offices are asked, what, and until when."""

    text = forms.CharField(
        label=_("What you would like to know"),
        help_text=_("The offices read it together with the project. May stay empty."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[ProhibitNullCharactersValidator()],
    )
    due_on = forms.DateField(
        label=_("Answer until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        offices: Sequence[Office],
        data: Any = None,
        suggested: Sequence[Office] = (),
        due: date | None = None,
        files: Sequence[CaseFile] = (),
    ) -> None:
        chosen = [str(office.pk) for office in suggested]
        super().__init__(data, initial={"due_on": due, "offices": chosen})
        self._offices = {str(office.pk): office for office in offices}
        self.fields["offices"] = forms.MultipleChoiceField(
            label=_("Municipal offices"),
            help_text=_("Those that the rules of the programme name are chosen already."),
            choices=[(key, str(office)) for key, office in self._offices.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": REFUSALS["offices"]},
        )
        self._files = {str(each.pk): each for each in files}
        if files:
            self.fields["files"] = forms.MultipleChoiceField(
                label=_("Files of the application that they may read"),
                help_text=_("Only what they need for their opinion."),
                choices=[(key, each.name) for key, each in self._files.items()],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def chosen_files(self) -> list[CaseFile]:
        """The files; only for a valid form."""
        return [self._files[key] for key in self.cleaned_data.get("files", ())]

    @property
    def chosen(self) -> list[Office]:
        """The offices; only for a valid form."""
        return [self._offices[key] for key in self.cleaned_data["offices"]]


class OpinionForm(forms.Form):
    """What an office recommends, and why."""

    use_required_attribute = False
    recommendation = forms.ChoiceField(
        label=_("Recommendation"),
        choices=recommendations,
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["recommendation"]},
    )
    reason = forms.CharField(
        label=_("Reason and conditions"),
        help_text=_("The coordination and the committee read it. It cannot be changed later."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["reason"]},
    )


class OfficeMemberForm(WagtailAdminModelForm):
    """Somebody who speaks for an office: accounts of the role “offices” only."""

    class Meta:
        model = OfficeMember
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, groups__name=Role.OFFICE.group_name)
        self.fields["person"].queryset = people.distinct()  # type: ignore[attr-defined]
