"""The steps at the controls: which form each asks, and which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import Tally
from portal.kernel.lifecycle import NotAllowed
from projects.sittings import actions, actions_agenda, actions_recusals, actions_secret
from projects.sittings.forms import (
    BallotsForm,
    LeaderForm,
    MemberForm,
    MotionForm,
    ReasonForm,
    RecusalForm,
    RuleForm,
    StepForm,
    TieForm,
    VotesForm,
)
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.queries import LARGEST_KEY
from projects.sittings.queries_room import Room

AnyForm = StepForm | MotionForm


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the form for an item and its room, what is done with it, what is said then."""

    form: Callable[[DecisionItem, Room, Any], AnyForm]
    act: Callable[[Any, DecisionItem, Any, int], object]
    done: Any


def waiting(item: DecisionItem, room: Room) -> list[BodyMember]:
    """Who may still put a ballot in."""
    marked = set(item.motions.filter(state="ballot").values_list("marks__member_id", flat=True))
    return [member for member in room.voters if member.pk not in marked]


def motion_of(item: DecisionItem, pk: int | None) -> Motion:
    """A motion on the item; raises NotAllowed (`no_motion`)."""
    found = item.motions.filter(pk=pk).first() if pk and pk <= LARGEST_KEY else None
    if found is None:
        raise NotAllowed("no_motion")
    return found


def _make(by: Any, item: DecisionItem, form: MotionForm, seen: int) -> object:
    key = form.cleaned_data["key"]
    return actions.make_motion(by=by, item=item, ruling=form.ruling, key=key, seen=seen)


def _drop(by: Any, item: DecisionItem, form: forms.Form, seen: int) -> object:
    return actions.drop_motion(by=by, item=item, seen=seen)


def _vote(by: Any, item: DecisionItem, form: VotesForm, seen: int) -> object:
    motion = motion_of(item, form.cleaned_data["motion"])
    return actions.vote_openly(by=by, item=item, motion=motion, votes=form.votes, seen=seen)


def _ballot(by: Any, item: DecisionItem, form: forms.Form, seen: int) -> object:
    return actions_secret.begin_ballot(by=by, item=item, seen=seen)


def _count(by: Any, item: DecisionItem, form: BallotsForm, seen: int) -> object:
    return actions_secret.count_ballot(
        by=by,
        item=item,
        motion=motion_of(item, form.cleaned_data["motion"]),
        paper=Tally(*form.counts),
        members=form.cleaned_data["members"],
        seen=seen,
    )


def _tie(by: Any, item: DecisionItem, form: TieForm, seen: int) -> object:
    motion, choice = motion_of(item, form.cleaned_data["motion"]), form.cleaned_data["choice"]
    return actions_secret.decide_tie(by=by, item=item, motion=motion, choice=choice, seen=seen)


def _recuse(by: Any, item: DecisionItem, form: RecusalForm, seen: int) -> object:
    said = form.cleaned_data
    return actions_recusals.note_recusal(
        by=by,
        item=item,
        member=said["member"],
        reason=said["reason"],
        disputed=said["kind"] == "disputed",
        seen=seen,
    )


def _unrecuse(by: Any, item: DecisionItem, form: MemberForm, seen: int) -> object:
    member = form.cleaned_data["member"]
    return actions_recusals.take_recusal_back(by=by, item=item, member=member, seen=seen)


def _rule(by: Any, item: DecisionItem, form: RuleForm, seen: int) -> object:
    member, (yes, no, abstain) = form.cleaned_data["member"], form.counts
    return actions_recusals.rule_on_recusal(
        by=by, item=item, member=member, yes=yes, no=no, abstain=abstain, seen=seen
    )


def _lead(by: Any, item: DecisionItem, form: LeaderForm, seen: int) -> object:
    member = form.cleaned_data["member"]
    return actions_recusals.choose_leader(by=by, item=item, member=member, seen=seen)


def _take_off(by: Any, item: DecisionItem, form: ReasonForm, seen: int) -> object:
    reason = form.cleaned_data["reason"]
    return actions_agenda.take_off(by=by, case=item.case, reason=reason)


def _anew(by: Any, item: DecisionItem, form: forms.Form, seen: int) -> object:
    return actions_agenda.vote_anew(by=by, item=item, seen=seen)


Maker = Callable[[DecisionItem, Room, Any], Any]


def _bare(form: type[StepForm]) -> Maker:
    return lambda _item, _room, data: form(data)


def _of_members(form: type[MemberForm]) -> Maker:
    return lambda _item, room, data: form(room.hall.members, data)


STEPS: dict[str, Step] = {
    "recuse": Step(_of_members(RecusalForm), _recuse, _("The recusal is noted.")),
    "unrecuse": Step(_of_members(MemberForm), _unrecuse, _("The recusal is taken back.")),
    "rule": Step(_bare(RuleForm), _rule, _("What the body ruled is noted.")),
    "lead": Step(_of_members(LeaderForm), _lead, _("It is noted who leads this item.")),
    "motion": Step(
        lambda item, _room, data: MotionForm(item.case, data), _make, _("The motion is made.")
    ),
    "drop": Step(_bare(StepForm), _drop, _("The motion is withdrawn.")),
    "vote": Step(
        lambda _item, room, data: VotesForm(room.voters, data), _vote, _("The vote is counted.")
    ),
    "ballot": Step(_bare(StepForm), _ballot, _("The secret vote has begun.")),
    "count": Step(
        lambda item, room, data: BallotsForm(waiting(item, room), data),
        _count,
        _("The ballots are counted."),
    ),
    "tie": Step(_bare(TieForm), _tie, _("The tie is decided.")),
    "take_off": Step(_bare(ReasonForm), _take_off, _("The application is taken off the agenda.")),
    "anew": Step(_bare(StepForm), _anew, _("The item is open once more.")),
}
