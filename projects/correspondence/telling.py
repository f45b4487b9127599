"""A case in plain words: what happened, what comes next, and by when.

Only events that are named here are told; everything else in the log is the office's own work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from portal.kernel import audit, clock
from portal.templatetags.formats import date_long, datetime_long
from projects.cases import lifecycle as life
from projects.cases.models import Case

BEFORE_DECISION = frozenset(
    {
        life.SUBMITTED,
        life.UNDER_REVIEW,
        life.CLARIFICATION,
        life.OPINION,
        life.READY,
        life.SCHEDULED,
        life.POSTPONED,
    }
)
OFFICE_CHECKS = gettext_lazy("The office checks whether everything is there.")
LETTER_SAYS_WHY = gettext_lazy("The letter says why. Ask us: we help to find another way.")
NEXT: dict[str, StrPromise] = {
    life.SUBMITTED: OFFICE_CHECKS,
    life.UNDER_REVIEW: OFFICE_CHECKS,
    life.CLARIFICATION: gettext_lazy("Please answer our question. Then we go on."),
    life.OPINION: gettext_lazy("Offices of the city say what they think of your idea."),
    life.READY: gettext_lazy("The committee decides at its next sitting."),
    life.SCHEDULED: gettext_lazy("The committee decides at its next sitting."),
    life.POSTPONED: gettext_lazy("The committee decides at a later sitting. We tell you the day."),
    life.APPROVED: gettext_lazy(
        "You get the notice in writing. Please do not begin and do not buy anything before that."
    ),
    life.APPROVED_WITH_OBLIGATIONS: gettext_lazy(
        "You get the notice in writing. Please do not begin and do not buy anything before that."
    ),
    life.REJECTED: LETTER_SAYS_WHY,
    life.REJECTED_FORMALLY: LETTER_SAYS_WHY,
    life.NOTIFIED: gettext_lazy("Please read the notice. It says when the money can come."),
    life.FINAL: gettext_lazy("We pay out the money as the notice says."),
    life.RUNNING: gettext_lazy("Carry out your project, and please keep all receipts."),
    life.PROOF_CHECK: gettext_lazy("We check your proof and write to you."),
    life.RECOVERY: gettext_lazy("The letter says how much has to be paid back, and by when."),
    life.WITHDRAWN: gettext_lazy("Nobody works on it any more. You can apply again in a new call."),
    life.WAIVED: gettext_lazy("Nothing is left to do."),
    life.REVOKED: gettext_lazy("The letter says whether money has to be paid back, and by when."),
    life.CLOSED: gettext_lazy("Nothing is left to do."),
}
DECIDED = gettext_lazy("Decided, the letter comes soon")
EVENTS: dict[str, StrPromise] = {
    "draft_begun": gettext_lazy("Application begun"),
    "submitted": gettext_lazy("Application received"),
    "withdrawn": gettext_lazy("Application withdrawn"),
    "office_wrote": gettext_lazy("The office wrote a message"),
    "applicant_wrote": gettext_lazy("Message to the office"),
    "office_asked": gettext_lazy("The office asked for something"),
    "request_answered": gettext_lazy("Answer to the office's request"),
    "request_settled": gettext_lazy("The office's request is settled"),
    "early_start_asked": gettext_lazy("You asked to begin before the decision"),
    "notice_released": gettext_lazy("A letter to you is on its way"),
    "recovery_hearing_sent": gettext_lazy("We asked you about money to be paid back"),
    "recovery_answered": gettext_lazy("Answer about money to be paid back"),
    "recovery_dropped": gettext_lazy("Nothing has to be paid back"),
    "recovery_settled": gettext_lazy("Money to be paid back: settled"),
    # Nothing here says how it was decided: that is the letter's.
    "reject": DECIDED,
}
# Later steps log the events of the lifecycle under their own names; the state they lead to has a
# public label. What intake does is logged in the past tense and stands above.
REACHED = {
    step.event: step.target
    for step in life.CASE.transitions
    if step.event not in {"submit", "withdraw"}
}


@dataclass(frozen=True, slots=True)
class Next:
    """What happens next, and by when (a sentence; empty where nothing is promised)."""

    text: str
    by: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Station:
    """A point of the timeline; `coming` lies ahead, `current` is the latest one."""

    text: str
    when: str
    state: str


def next_step(case: Case) -> Next:
    """What happens next with a case, from the promise of its call and the sitting's day."""
    if case.is_draft:
        return _next_of_draft(case)
    text = str(NEXT.get(case.public_state, ""))
    call = case.call
    if case.state in {life.SUBMITTED, life.UNDER_REVIEW} and str(call.promised_step):
        text = str(call.promised_step)
    if case.state in {life.READY, life.SCHEDULED} and _ahead(call.sitting_on):
        text = _("The committee decides at its sitting on %(day)s.") % {
            "day": date_long(call.sitting_on)
        }
    by, is_late = _promise(case)
    return Next(text, by, is_late)


def _next_of_draft(case: Case) -> Next:
    if not case.call.is_open:
        return Next(_("The call has closed. Your text is kept until you delete it."), "")
    when = {"when": datetime_long(case.call.closes_at)}
    return Next(_("Finish your application and send it."), _("Send it before %(when)s.") % when)


def days_waited(case: Case) -> int:
    """For how many days the office waited for the applicant's answers, today included."""
    since = case.waits_since
    return case.waited_days + (max((clock.today() - since).days, 0) if since else 0)


def promised_on(case: Case) -> date | None:
    """The day of the promised decision; it moves on by the days of waiting for the applicant."""
    day = case.call.decision_promised_on
    return day + timedelta(days=days_waited(case)) if day else None


def _promise(case: Case) -> tuple[str, bool]:
    day = promised_on(case)
    if case.state not in BEFORE_DECISION or day is None:
        return "", False
    if _ahead(day):
        text = _("You will hear the decision by %(day)s.") % {"day": date_long(day)}
        return " ".join(filter(None, [text, _moved(case)])), False
    late = _("We promised the decision by %(day)s. It takes longer: please ask us.")
    return late % {"day": date_long(day)}, True


def _moved(case: Case) -> str:
    days = days_waited(case)
    if not days:
        return ""
    text = ngettext(
        "That is %(days)s day later than first said, because we waited for your answer.",
        "That is %(days)s days later than first said, because we waited for your answer.",
        days,
    )
    return text % {"days": days}


def _ahead(day: date | None) -> bool:
    return day is not None and day >= clock.today()


def timeline(case: Case) -> list[Station]:
    """What happened with a case and what is promised, in plain words, oldest first."""
    told = [(entry.at, text) for entry in audit.history(case) if (text := _told(entry))]
    past = [Station(text, datetime_long(at), "done") for at, text in told]
    if past:
        last = past[-1]
        past[-1] = Station(last.text, last.when, "current")
    return [*past, *_coming(case)]


def _told(entry: audit.LogEntry) -> str:
    event = entry.event
    if event == "schedule" and entry.data.get("without_sitting"):
        return ""
    if event in EVENTS:
        return str(EVENTS[event])
    return str(_(life.CASE.state(REACHED[event]).public)) if event in REACHED else ""


def _coming(case: Case) -> list[Station]:
    call = case.call
    points: list[tuple[date | datetime | None, str]] = []
    if case.is_draft and call.is_open:
        points = [(call.closes_at, _("The call closes"))]
    elif case.state in BEFORE_DECISION:
        points = [
            (call.sitting_on, _("Sitting of the committee")),
            (promised_on(case), _("You hear the decision at the latest")),
        ]
    return [
        Station(text, datetime_long(at) if isinstance(at, datetime) else date_long(at), "coming")
        for at, text in points
        if isinstance(at, datetime) or _ahead(at)
    ]
