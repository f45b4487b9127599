"""What the office types at rounds and visits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField
from portal.kernel import clock
from projects.cases.models import Case
from projects.monitoring.actions_rounds import Told
from projects.monitoring.forms import REFUSALS, OfficeForm
from projects.monitoring.forms_area import day_field, words_field
from projects.monitoring.models_rounds import RoundProject
from projects.review.actions_following import Seen
from projects.review.forms_following import REFUSALS as OF_ENTRIES
from projects.review.models_following import LONGEST_PEOPLE, EntryKind, entry_kinds

OF_ROUNDS = REFUSALS | {
    "cases": _("A project is not running any more. Please choose again."),
    "cancelled": _("The meeting was called off."),
    "over": _("The meeting has begun already."),
    "early": _("The meeting has not begun yet."),
    "task_day": _("Please choose the last day of the task."),
}
YES, NO, UNKNOWN = "yes", "no", ""


class ChooseForm(OfficeForm):
    """Which running projects take part."""

    refusals = OF_ROUNDS
    cases = forms.TypedMultipleChoiceField(
        label=_("Projects that take part"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": OF_ROUNDS["cases"]},
    )

    def __init__(self, cases: Iterable[Case], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cases"]
        field.choices = [
            (each.pk, f"{each.number} · {each.title} · {each.carrier_name}") for each in cases
        ]


class TellForm(OfficeForm):
    """Whether somebody came, what the project told, and a task; `key` makes one task of it."""

    refusals = OF_ROUNDS
    key = forms.UUIDField(widget=forms.HiddenInput)
    attended = forms.ChoiceField(
        label=_("Did somebody of the project come?"),
        choices=[(UNKNOWN, _("not noted")), (YES, _("yes")), (NO, _("no"))],
        required=False,
        widget=forms.RadioSelect,
    )
    text = words_field(
        _("What the project told"), required=False, rows=3, help_text=_("A line is enough.")
    )
    task = words_field(_("A task for the coordination"), required=False, rows=2)
    task_day = day_field(_("Until when?"), required=False)

    @classmethod
    def of(cls, project: RoundProject) -> TellForm:
        """The form with what was noted."""
        came = {True: YES, False: NO, None: UNKNOWN}[project.attended]
        return cls(initial={"key": uuid.uuid4(), "attended": came, "text": project.told})

    @property
    def told(self) -> Told:
        """What an action takes; only for a valid form."""
        said = self.cleaned_data
        came = {YES: True, NO: False}.get(said["attended"])
        return Told(came, said["text"], said["task"], said["task_day"])


class VisitForm(OfficeForm):
    """A visit, call, note or task of the coordination; `key` makes a double click harmless."""

    refusals = {code: text for code, (_field, text) in OF_ENTRIES.items()} | {
        "state": REFUSALS["state"]
    }
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=entry_kinds,
        widget=forms.RadioSelect,
        error_messages={"required": OF_ENTRIES["kind"][1], "invalid_choice": OF_ENTRIES["kind"][1]},
    )
    day = day_field(
        _("Day"), help_text=_("Of the note or visit; for a task: until when it is to be done.")
    )
    people = LineField(
        label=_("Who was met"),
        max_length=LONGEST_PEOPLE,
        required=False,
        help_text=_("Functions and numbers, no names: for example “leader, 12 young people”."),
        validators=[ProhibitNullCharactersValidator()],
    )
    text = words_field(_("What was, or what is to be done?"), rows=4)
    agreed = words_field(_("Agreed next steps"), required=False, rows=3)

    @classmethod
    def begun(cls) -> dict[str, Any]:
        """A visit today."""
        return cls.keyed(kind=EntryKind.VISIT, day=clock.today())

    @property
    def seen(self) -> Seen:
        """What an action takes; only for a valid form."""
        said = self.cleaned_data
        return Seen(**{name: said[name] for name in ("kind", "day", "text", "people", "agreed")})
