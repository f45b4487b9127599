"""What the carrier types: milestones, interim notes; and what all forms of the package share."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import DATE_FORMATS, DayInput, LineField, TextField
from projects.cases.plan import PlannedIndicator
from projects.monitoring.actions_notes import MOST_COUNT, Note
from projects.monitoring.models import LONGEST_TEXT, LONGEST_TITLE

REFUSALS = {
    "title": _("Please write what you want to have reached."),
    "text": _("Please write a few words."),
    "reason": _("Please write a sentence."),
    "long": _("This text is too long."),
    "past": _("Please choose a day from today on."),
    "future": _("Please choose a day up to today."),
    "far": _("This day is too far away. Please check the year."),
    "earlier": _("Please choose a day after the one that is planned now."),
    "many": _("There are eight milestones already. That is enough."),
    "help": _("Please write what you need help with."),
    "count": _("This number is too large."),
    "gone": _("This is not there any more."),
    "level": _("Please choose from the list."),
    "state": _("This is not possible any more."),
}
PLACES = {
    "past": ("due_on", "day"),
    "far": ("due_on", "day"),
    "future": ("day",),
    "earlier": ("day",),
    "reason": ("text", "reason"),
    "help": ("help_text",),
}
"""The fields that a refusal may be about, beside the one of its own name."""


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day that has to be there, chosen or typed as `1.6.2027`."""
    text = _("Please write a date, for example 01.06.2027.")
    messages = {"invalid": text, "required": text}
    return forms.DateField(
        label=label,
        input_formats=DATE_FORMATS,
        widget=DayInput(),
        error_messages=messages,
        **options,
    )


def words_field(label: Any, code: str = "text", rows: int = 4, **options: Any) -> TextField:
    """A few sentences without NUL."""
    return TextField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS.get(code, REFUSALS["text"])},
        **options,
    )


class MonitoringForm(forms.Form):
    """A form that says at the field why an action refused."""

    use_required_attribute = False
    refusals = REFUSALS

    @classmethod
    def keyed(cls, **initial: Any) -> dict[str, Any]:
        """What a form begins with: a fresh key where it has one."""
        return {"key": uuid.uuid4(), **initial}

    def refuse(self, code: str, text: str = "") -> None:
        """Say it at the field that it is about, else on top."""
        names = (code, *PLACES.get(code, ()))
        field = next((name for name in names if name in self.fields), None)
        self.add_error(field, text or str(self.refusals.get(code, self.refusals["state"])))


class MilestoneForm(MonitoringForm):
    """What shall be reached until when; `key` makes a double click harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = LineField(
        label=_("What shall be reached?"),
        max_length=LONGEST_TITLE,
        help_text=_("For example: The raised beds are built."),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["title"]},
    )
    due_on = day_field(_("Until when?"))


class ReachedForm(MonitoringForm):
    """On which day a milestone was reached, in a sentence."""

    day = day_field(_("On which day was it reached?"))
    text = words_field(_("What happened, in a sentence?"), "reason", rows=3)


class LaterForm(MonitoringForm):
    """Until when a milestone takes, and why."""

    day = day_field(_("Until when does it take?"))
    text = words_field(_("Why does it take longer?"), "reason", rows=3)


class InterimForm(MonitoringForm):
    """A short note: what happened, people reached so far, whether help is needed."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = words_field(
        _("What happened?"),
        rows=5,
        help_text=_("A few sentences are enough. No names of people who took part, please."),
    )
    needs_help = forms.TypedChoiceField(
        label=_("Do you need help?"),
        choices=[("no", _("no")), ("yes", _("yes"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
        error_messages={"required": REFUSALS["level"], "invalid_choice": REFUSALS["level"]},
    )
    help_text = words_field(
        _("What do you need help with?"), required=False, rows=3, help_text=_("Only if you do.")
    )

    def __init__(self, outcomes: Iterable[PlannedIndicator], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = {f"count_{each.pk}": each.pk for each in outcomes}
        for each in outcomes:
            self.fields[f"count_{each.pk}"] = forms.IntegerField(
                label=_("%(outcome)s so far") % {"outcome": each.option},
                help_text=_("Planned: %(count)s") % {"count": each.planned},
                min_value=0,
                max_value=MOST_COUNT,
                required=False,
            )

    @property
    def count_fields(self) -> list[forms.BoundField]:
        """The counts, for the page."""
        return [self[name] for name in self.counts]

    @property
    def note(self) -> Note:
        """What an action takes; only for a valid form."""
        said = self.cleaned_data
        return Note(
            text=said["text"],
            needs_help=said["needs_help"],
            help_text=said["help_text"],
            counts={pk: said[name] for name, pk in self.counts.items()},
        )
