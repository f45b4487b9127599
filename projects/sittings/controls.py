"""The steps at the controls: which form each asks, and which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import Tally
from actors.meetings.lifecycle import OPEN
from portal.kernel.lifecycle import NotAllowed
from projects.cases import lifecycle as life
from projects.sittings import (
    actions,
    actions_agenda,
    actions_mail,
    actions_recusals,
    actions_secret,
)
from projects.sittings.forms import (
    BallotsForm,
    CountMailForm,
    LeaderForm,
    MailAnswerForm,
    MemberForm,
    MotionForm,
    ReasonForm,
    RecusalForm,
    RuleForm,
    StepForm,
    TieForm,
    VotesForm,
)
from projects.sittings.kinds import MotionState
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.queries import LARGEST_KEY
from projects.sittings.queries_room import Room

AnyForm = StepForm | MotionForm


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the form for an item and its room, what is done with it, what is said then."""

    make: Callable[[DecisionItem, Room, Any], Any]
    act: Callable[[Any, DecisionItem, Any, int], object]
    done: Any


def form_of(name: str, item: DecisionItem, room: Room, data: Any = None) -> AnyForm:
    """The form of a step; several stand on one page, so each has ids of its own."""
    form: AnyForm = STEPS[name].make(item, room, data)
    form.auto_id = f"id_{name}_%s"
    return form


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


def _mail(by: Any, item: DecisionItem, form: forms.Form, seen: int) -> object:
    return actions_mail.begin_mail_vote(by=by, item=item, seen=seen)


def _mail_answer(by: Any, item: DecisionItem, form: MailAnswerForm, seen: int) -> object:
    said = form.cleaned_data
    return actions_mail.note_mail_answer(
        by=by, item=item, member=said["member"], answer=said["answer"], seen=seen
    )


def _mail_count(by: Any, item: DecisionItem, form: CountMailForm, seen: int) -> object:
    motion = motion_of(item, form.cleaned_data["motion"])
    return actions_mail.count_mail_vote(by=by, item=item, motion=motion, seen=seen)


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
    return actions_agenda.take_off(by=by, case=item.case, reason=reason, seen=seen)


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
    "mail": Step(
        _bare(StepForm), _mail, _("The vote by mail has begun. Members with an address get a mail.")
    ),
    "mail_answer": Step(_of_members(MailAnswerForm), _mail_answer, _("The answer is noted.")),
    "mail_count": Step(_bare(CountMailForm), _mail_count, _("The answers are counted.")),
    "take_off": Step(_bare(ReasonForm), _take_off, _("The application is taken off the agenda.")),
    "anew": Step(_bare(StepForm), _anew, _("The item is open once more.")),
}

ALWAYS = ("recuse", "lead", "take_off")
BY_STATE: dict[str, tuple[str, ...]] = {
    "": ("motion",),
    MotionState.MADE: ("drop", "vote", "ballot", "mail"),
    MotionState.BALLOT: ("drop", "count"),
    MotionState.TIE: ("drop", "tie"),
    MotionState.MAIL: ("drop", "mail_answer", "mail_count"),
}
"""The steps that an open item offers, by the state of the motion that runs."""


def offered(item: DecisionItem, room: Room, motion: Motion | None) -> dict[str, Any]:
    """The forms that an item offers now, by the name of their step; none outside a sitting."""
    if item.item.meeting.state != OPEN:
        return {}
    if not item.is_open:
        is_taken_back = item.settled and item.case.state == life.SCHEDULED
        return {"anew": form_of("anew", item, room)} if is_taken_back else {}
    names = [*ALWAYS, *BY_STATE[motion.state if motion else ""]]
    barred = set() if room.quorum.is_quorate else {"vote", "ballot"}
    barred |= set() if room.hall.rules.mail_vote else {"mail"}
    forms: dict[str, Any] = {
        name: form_of(name, item, room) for name in names if name not in barred
    }
    for form in forms.values():
        if motion and "motion" in form.fields:
            form.initial["motion"] = motion.pk
    if "count" in forms:
        forms["count"].initial["members"] = [each.pk for each in waiting(item, room)]
    return forms
