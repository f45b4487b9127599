"""What members fill in beforehand: scores, their own recusal, their secret ballot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from actors.bodies.procedure import Choice
from projects.sittings.models_scores import LONGEST_NOTE, MOST_POINTS, Assessment, Criterion

REFUSALS = {
    "criteria": _("The criteria have changed. Please look at them again."),
    "points": _("Please choose points from 0 to 5."),
    "long": _("This text is too long."),
    "vote_runs": _("A vote is going on. Please tell whoever leads the sitting."),
    "no_motion": _("The secret vote is over."),
    "no_vote": _("You have no vote on this item."),
    "voted": _("You have voted already."),
    "late": _("The time to answer is over."),
    "choice": _("Please choose from the list."),
}
LONGEST_REASON = 1000


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, _("This is not possible any more.")))


def _text(label: Any, most: int, **extra: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[ProhibitNullCharactersValidator()],
        **extra,
    )


class MemberStepForm(forms.Form):
    """A step of a member; its refusal stands on top."""

    use_required_attribute = False

    def refuse(self, code: str) -> None:
        """Say why the action refused."""
        self.add_error(None, refusal(code))


class ScoreForm(MemberStepForm):
    """Points from 0 to 5 for each criterion, and a note for oneself."""

    def __init__(
        self, criteria: Sequence[Criterion], own: Assessment | None, data: Any = None
    ) -> None:
        super().__init__(data)
        self.criteria = criteria
        known = {each.criterion_id: each.points for each in own.scores.all()} if own else {}
        for criterion in criteria:
            self.fields[f"points_{criterion.pk}"] = forms.TypedChoiceField(
                label=str(criterion),
                help_text=str(criterion.hint),
                choices=[(str(each), str(each)) for each in range(MOST_POINTS + 1)],
                coerce=int,
                widget=forms.RadioSelect,
                initial=known.get(criterion.pk),
                error_messages={"required": REFUSALS["points"]},
            )
        self.fields["note"] = _text(
            _("Note for yourself"),
            LONGEST_NOTE,
            initial=own.note if own else "",
            help_text=_("Only you read it."),
        )

    @property
    def rows(self) -> list[forms.BoundField]:
        """The fields of the criteria."""
        return [self[f"points_{criterion.pk}"] for criterion in self.criteria]

    @property
    def points(self) -> dict[int, int]:
        """Points by the key of the criterion; only for a valid form."""
        return {each.pk: self.cleaned_data[f"points_{each.pk}"] for each in self.criteria}


class OwnRecusalForm(MemberStepForm):
    """That a member is recused; the reason is left to them."""

    reason = _text(
        _("Reason"),
        LONGEST_REASON,
        help_text=_("If you like, in a few words. The coordination reads it."),
    )


class BallotForm(MemberStepForm):
    """A secret ballot."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=[
            (str(Choice.YES), _("yes")),
            (str(Choice.NO), _("no")),
            (str(Choice.ABSTAIN), _("abstention")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["choice"]},
    )


class MailForm(MemberStepForm):
    """An answer to a vote by mail, or the wish for a sitting."""

    answer = forms.ChoiceField(
        label=_("Your vote"),
        choices=[
            (str(Choice.YES), _("yes")),
            (str(Choice.NO), _("no")),
            (str(Choice.ABSTAIN), _("abstention")),
            ("object", _("I object: I want to talk about it in a sitting")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["choice"]},
    )
