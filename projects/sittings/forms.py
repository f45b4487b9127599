"""The forms of the controls of a sitting; each step has one, made for an item as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import Choice, Reason, Refusal
from actors.meetings.forms import REFUSALS as MEETING_REFUSALS
from projects.cases.models import Case
from projects.decision.forms import REFUSALS as DECISION_REFUSALS
from projects.decision.forms import DecideForm, text_field
from projects.decision.kinds import Outcome
from projects.sittings.kinds import CHOICES, REASONS

MOST_BALLOTS = 200
REFUSALS = {
    **{str(code): REASONS[code] for code in Reason},
    Refusal.RECUSED: _("A recused member has no vote on this item."),
    Refusal.NOT_PRESENT: _("Somebody who voted is not noted as present."),
    Refusal.NO_VOTE: _("Somebody who voted has no vote on this item."),
    Refusal.TOO_MANY: _("These are more votes than people who may vote."),
    Refusal.NEGATIVE: _("A count cannot be below zero."),
    "stale": _(
        "Somebody else went on with this item meanwhile. Nothing of yours is stored. Please look "
        "at the item as it stands now, then send your entry again if it still fits."
    ),
    "settled": _("This item is settled already."),
    "meeting": _("The meeting is not open."),
    "no_motion": _("The motion is not on any more."),
    "motion_runs": _("Another motion is being dealt with. Please vote on it or withdraw it first."),
    "recusal_open": _("A recusal is disputed. The body has to rule on it first."),
    "vote_runs": _("A vote is going on. Please end it or withdraw the motion first."),
    "no_votes": _("Nobody has voted yet."),
    "choice": _("Please choose from the list."),
    "member": _("Please choose somebody from the list who is there."),
    "no_secret": _("The rules of the body know no secret vote."),
    "voted": _("Somebody whom you marked has put a ballot in already."),
    "ballots": _("There are not as many ballots as people marked as having voted. Please count."),
    "above_pot": _("This is more than is left in the pot."),
    "above_cap": _("This is more than the highest amount per project."),
    "body": _("In this programme another body decides on this application."),
    "on_agenda": _("The application lies on the agenda of another sitting."),
    "late": _("The time to answer is over."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    for texts in (REFUSALS, DECISION_REFUSALS, MEETING_REFUSALS):
        if code in texts:
            return str(texts[code])
    return str(DECISION_REFUSALS["state"])


def count_field(label: Any) -> forms.IntegerField:
    """A number of ballots."""
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_BALLOTS, required=False, initial=0
    )


class StepForm(forms.Form):
    """What a step of the controls asks; an empty one only confirms."""

    def refuse(self, code: str, text: str = "") -> None:
        """Say why the action refused."""
        self.add_error(None, text or refusal(code))


class MotionForm(DecideForm):
    """What is put to the vote: how much, why, with which obligations and conditions."""

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(case, data)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Motion"),
            choices=[
                (Outcome.APPROVED, _("approve")),
                (Outcome.POSTPONED, _("postpone")),
                (Outcome.REJECTED, _("reject")),
            ],
            widget=forms.RadioSelect,
        )
        self.fields["reason"].help_text = _(
            "It stands in the minutes and the notice. Postponing and rejecting need one."
        )
        if data is not None:
            self.fields["amount"].required = False

    @property
    def extras(self) -> list[forms.BoundField]:
        """Obligations and conditions, which most motions have none of."""
        return [self[name] for name in self.fields if name.split("_")[0] in EXTRAS]

    @property
    def has_extras(self) -> bool:
        """Whether one of them is filled in or wrong."""
        return any(each.value() or each.errors for each in self.extras)

    def refuse(self, code: str, text: str = "") -> None:
        """Say at the field why the action refused."""
        if code in DECISION_REFUSALS or code in {"above_pot", "above_cap"}:
            super().refuse(code, text or refusal(code))
        else:
            self.add_error(None, text or refusal(code))


EXTRAS = frozenset({"obligation", "due", "condition"})


class MemberForm(StepForm):
    """Names a member of the day."""

    member = forms.TypedChoiceField(label=_("Member"), coerce=int)

    def __init__(self, members: Sequence[BodyMember], data: Any = None) -> None:
        super().__init__(data)
        choices = [("", "–"), *((str(each.pk), each.shown_name) for each in members)]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]


class RecusalForm(MemberForm):
    """Who is recused, and whether that is disputed."""

    kind = forms.ChoiceField(
        label=_("What is noted"),
        choices=[
            ("declared", _("recused: leaves the count for this item")),
            ("disputed", _("disputed: the body rules on it")),
        ],
        widget=forms.RadioSelect,
        initial="declared",
    )
    reason = text_field(
        _("Reason"),
        1000,
        2,
        required=False,
        help_text=_("In a few words, such as “on the board of the carrier”; nobody has to say."),
    )


class LeaderForm(MemberForm):
    """Whom the body chose to lead the item; nobody: the chair or the deputy."""

    member = forms.TypedChoiceField(
        label=_("Leads this item"), coerce=int, required=False, empty_value=None
    )


class CountsForm(StepForm):
    """Votes as counts."""

    yes = count_field(_("yes"))
    no = count_field(_("no"))
    abstain = count_field(_("abstention"))

    @property
    def counts(self) -> tuple[int, int, int]:
        """Yes, no, abstentions."""
        said = self.cleaned_data
        return said["yes"] or 0, said["no"] or 0, said["abstain"] or 0


class RuleForm(CountsForm):
    """How the others ruled on a disputed recusal."""

    member = forms.IntegerField(widget=forms.HiddenInput)


class VotesForm(StepForm):
    """How each member votes openly; `all` is the button for one voice."""

    motion = forms.IntegerField(widget=forms.HiddenInput)
    all = forms.ChoiceField(
        choices=[("", ""), (str(Choice.YES), ""), (str(Choice.NO), "")], required=False
    )

    def __init__(self, voters: Sequence[BodyMember], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.voters = voters
        for member in voters:
            self.fields[f"vote_{member.pk}"] = forms.ChoiceField(
                label=member.shown_name,
                choices=[*((str(code), label) for code, label in CHOICES.items())],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def rows(self) -> list[forms.BoundField]:
        """One field for each voter."""
        return [self[f"vote_{member.pk}"] for member in self.voters]

    @property
    def votes(self) -> dict[int, str]:
        """What was chosen, by the key of the member."""
        said = self.cleaned_data
        if said["all"]:
            return {member.pk: said["all"] for member in self.voters}
        cast = {member.pk: said[f"vote_{member.pk}"] for member in self.voters}
        return {member: choice for member, choice in cast.items() if choice}


class BallotsForm(CountsForm):
    """Ballots on paper, and who put one in; those who voted on their own device are left out."""

    motion = forms.IntegerField(widget=forms.HiddenInput)
    members = forms.TypedMultipleChoiceField(
        label=_("Put a ballot on paper in"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, waiting: Sequence[BodyMember], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(str(each.pk), each.shown_name) for each in waiting]
        self.fields["members"].choices = choices  # type: ignore[attr-defined]
        self.fields["abstain"].label = _("abstention, blank or spoilt")


class TieForm(StepForm):
    """The open vote of whoever leads."""

    motion = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("Vote of whoever leads"),
        choices=[(str(Choice.YES), CHOICES[Choice.YES]), (str(Choice.NO), CHOICES[Choice.NO])],
    )


class MailAnswerForm(MemberForm):
    """An answer to a vote by mail that came on paper."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            *((str(code), label) for code, label in CHOICES.items()),
            ("object", _("objects: wants a sitting")),
        ],
        widget=forms.RadioSelect,
    )


class CountMailForm(StepForm):
    """Which vote by mail is counted."""

    motion = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(StepForm):
    """Why a case is taken off the agenda."""

    reason = text_field(_("Reason"), 5000, 3, help_text=_("It stands in the minutes."))
