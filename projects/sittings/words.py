"""What happened on an item, in words for the minutes and the resolutions (German in records)."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.meetings.hooks import ItemRecord
from actors.meetings.models import LONGEST_TEXT, AgendaItem
from actors.meetings.queries import members_of_meeting
from portal.templatetags.formats import date_long, euro
from projects.cases.models import Case
from projects.decision.kinds import Outcome
from projects.sittings.kinds import CHOICES, VOTES, MotionState, RecusalState, Settled, Way
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.queries_room import kept_quorum, partakers


def motion_text(motion: Motion) -> str:
    """What is put to the vote, in one sentence."""
    amount = {"amount": euro(motion.cents)}
    texts = {
        Outcome.APPROVED: _("Approve %(amount)s") % amount,
        Outcome.APPROVED_WITH_OBLIGATIONS: _("Approve %(amount)s with obligations") % amount,
        Outcome.POSTPONED: _("Postpone the application"),
        Outcome.REJECTED: _("Reject the application"),
    }
    return texts[Outcome(motion.outcome)]


def motion_lines(motion: Motion) -> list[str]:
    """The obligations with their days and the conditions of a motion."""
    duties = [
        _("Obligation until %(day)s: %(text)s") % {"day": date_long(due), "text": text}
        for text, due in motion.duties
    ]
    return [*duties, *(_("Condition: %(text)s") % {"text": text} for text in motion.conditions)]


def counts_text(yes: int | None, no: int | None, abstain: int | None) -> str:
    """`4 yes, 1 no, no abstentions`."""
    without = abstain or 0
    return _("%(yes)s yes, %(no)s no, %(abstain)s") % {
        "yes": yes or 0,
        "no": no or 0,
        "abstain": ngettext("%(number)s abstention", "%(number)s abstentions", without)
        % {"number": without},
    }


def vote_text(motion: Motion) -> str:
    """How a motion was voted and what came of it; empty before the vote."""
    if motion.voted_at is None:
        return _("withdrawn") if motion.state == MotionState.DROPPED else ""
    found = kept_quorum(motion)
    text = _("%(way)s: %(counts)s. %(result)s (%(why)s). Present with a vote: %(present)s.") % {
        "way": str(VOTES[Way(motion.way)]),
        "counts": counts_text(motion.yes, motion.no, motion.abstain),
        "result": capfirst(str(MotionState(motion.state).label)),
        "why": motion.why_label,
        "present": found.present,
    }
    if motion.casting and motion.yes == motion.no:
        cast = {"choice": CHOICES[motion.casting]}
        text += " " + _("At the tie whoever led voted: %(choice)s.") % cast
    return text


def resolution_text(motion: Motion, case: Case) -> str:
    """The words of the resolution that a carried motion is."""
    earlier = Motion.objects.filter(item=motion.item_id, resolution__isnull=False).count()
    lines = [
        f"{case.number}, {case.title}: {motion_text(motion)}.",
        *motion_lines(motion),
        *([_("Decided once more (%(number)s).") % {"number": earlier + 1}] if earlier else []),
    ]
    return "\n".join(lines)[:LONGEST_TEXT]


def recusal_text(recusal: Recusal) -> str:
    """What is noted of a recusal; empty for one that was taken back."""
    name = {"name": recusal.member.shown_name}
    ruled = counts_text(recusal.yes, recusal.no, recusal.abstain)
    texts = {
        RecusalState.DECLARED: _("%(name)s is recused and took no part.") % name,
        RecusalState.DISPUTED: _("Whether %(name)s is recused is disputed.") % name,
        RecusalState.CONFIRMED: _("The body ruled that %(name)s is recused") % name
        + f" ({ruled}).",
        RecusalState.REFUSED: _("The body ruled that %(name)s is not recused") % name
        + f" ({ruled}).",
    }
    return texts.get(RecusalState(recusal.state), "")


def record_of_item(item: DecisionItem) -> ItemRecord:
    """What the minutes say of an item, in German."""
    with translation.override(settings.LANGUAGE_CODE):
        motions = list(Motion.objects.filter(item=item))
        return ItemRecord(
            motions=_cut("\n".join(_numbered(motions))),
            result=_cut(_result(item, motions)),
            recusals=_cut("\n".join(_recusals(item))),
            reason=_cut(_reason(item, motions)),
        )


def record_of_agenda_item(agenda: AgendaItem) -> ItemRecord | None:
    """The same for the minutes of a meeting; None for an item that is no application."""
    found = DecisionItem.objects.select_related("case", "item__meeting__body")
    item = found.filter(item=agenda).first()
    return record_of_item(item) if item else None


def _cut(text: str) -> str:
    return text[:LONGEST_TEXT]


def _numbered(motions: list[Motion]) -> list[str]:
    found = []
    for number, motion in enumerate(motions, start=1):
        said = [f"{number}. {motion_text(motion)}.", *motion_lines(motion), vote_text(motion)]
        found.append(" ".join(filter(None, said)))
    return found


def _decisive(motions: list[Motion]) -> Motion | None:
    carried = [motion for motion in motions if motion.state == MotionState.CARRIED]
    return carried[-1] if carried else None


def _result(item: DecisionItem, motions: list[Motion]) -> str:
    last = _decisive(motions)
    if item.settled in {Settled.DECIDED, Settled.POSTPONED} and last and last.resolution:
        said = {"number": last.resolution.number, "motion": motion_text(last)}
        return _("Resolution %(number)s: %(motion)s.") % said
    return f"{capfirst(item.settled_label)}." if item.settled_label else ""


def _reason(item: DecisionItem, motions: list[Motion]) -> str:
    last = _decisive(motions)
    return last.reason if last and item.settled != Settled.TAKEN_OFF else item.settled_reason


def _recusals(item: DecisionItem) -> list[str]:
    found = Recusal.objects.filter(item=item).select_related("member")
    declared = [text for each in found if (text := recusal_text(each))]
    members = members_of_meeting(item.item.meeting)
    by_law = partakers(item, members) - {each.member_id for each in found if each.counts}
    return declared + [
        _("%(name)s takes part in the application and took no part.") % {"name": each.shown_name}
        for each in members
        if each.pk in by_law
    ]
