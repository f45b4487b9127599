"""The one lifecycle of a case: states, events and the names of their guards. No Django here.

Source: the life of a case as the office and the committee know it (docs/koordination.md). The
guards of later steps are named here and registered by the packages that own them.
"""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


DRAFT = "draft"
SUBMITTED = "submitted"
UNDER_REVIEW = "under_review"
CLARIFICATION = "clarification"
OPINION = "opinion"
READY = "ready"
SCHEDULED = "scheduled"
POSTPONED = "postponed"
APPROVED = "approved"
APPROVED_WITH_OBLIGATIONS = "approved_with_obligations"
REJECTED = "rejected"
REJECTED_FORMALLY = "rejected_formally"
NOTIFIED = "notified"
FINAL = "final"
RUNNING = "running"
PROOF_CHECK = "proof_check"
RECOVERY = "recovery"
CLOSED = "closed"
WITHDRAWN = "withdrawn"
WAIVED = "waived"
REVOKED = "revoked"

STATES = (
    State(DRAFT, gettext_noop("draft"), gettext_noop("Not sent yet")),
    State(SUBMITTED, gettext_noop("submitted"), gettext_noop("Received")),
    State(UNDER_REVIEW, gettext_noop("formal check"), gettext_noop("We are checking it")),
    State(CLARIFICATION, gettext_noop("clarification"), gettext_noop("We have a question")),
    State(OPINION, gettext_noop("expert opinion"), gettext_noop("Offices are looking at it")),
    State(READY, gettext_noop("ready for decision"), gettext_noop("Ready for the committee")),
    State(SCHEDULED, gettext_noop("on the agenda"), gettext_noop("On the committee's agenda")),
    State(POSTPONED, gettext_noop("postponed"), gettext_noop("The committee will decide later")),
    State(APPROVED, gettext_noop("approved"), gettext_noop("Decided, the letter comes soon")),
    State(
        APPROVED_WITH_OBLIGATIONS,
        gettext_noop("approved with obligations"),
        gettext_noop("Decided, the letter comes soon"),
    ),
    State(REJECTED, gettext_noop("rejected"), gettext_noop("Not approved")),
    State(
        REJECTED_FORMALLY,
        gettext_noop("rejected for formal reasons"),
        gettext_noop("Not possible in this programme"),
    ),
    State(NOTIFIED, gettext_noop("award notice sent"), gettext_noop("The notice is on its way")),
    State(FINAL, gettext_noop("notice final"), gettext_noop("The notice is final")),
    State(RUNNING, gettext_noop("running"), gettext_noop("Your project is running")),
    State(PROOF_CHECK, gettext_noop("proof of use"), gettext_noop("We are checking your proof")),
    State(RECOVERY, gettext_noop("recovery"), gettext_noop("Money has to be paid back")),
    State(CLOSED, gettext_noop("concluded"), gettext_noop("Finished")),
    State(WITHDRAWN, gettext_noop("withdrawn"), gettext_noop("Withdrawn by you")),
    State(WAIVED, gettext_noop("waived"), gettext_noop("You gave the grant up")),
    State(REVOKED, gettext_noop("revoked"), gettext_noop("The grant was revoked")),
)

_BEFORE_DECISION = (SUBMITTED, UNDER_REVIEW, CLARIFICATION, OPINION, READY, SCHEDULED, POSTPONED)
_DECIDED = (APPROVED, APPROVED_WITH_OBLIGATIONS)
_GRANTED = (NOTIFIED, FINAL, RUNNING)

# States in which a case holds money of its period.
AWARDED = (*_DECIDED, *_GRANTED, PROOF_CHECK, RECOVERY, CLOSED)

# Decided, and the notice may not be released yet: until then nobody outside hears how.
DECIDED = (*_DECIDED, REJECTED)

# Who acts: codes of the table (words: `lifecycle_words`).
APPLICANT = "applicant"
COORDINATION = "coordination"
COMMITTEE = "committee"
FINANCE = "finance"
PORTAL = "portal"


def _row(
    event: str,
    who: str,
    sources: tuple[str, ...],
    target: str,
    *guards: str,
    reason: bool = False,
) -> Transition:
    return Transition(event, sources, target, guards, reason, who)


CASE = Lifecycle(
    states=STATES,
    transitions=(
        # intake
        _row("submit", APPLICANT, (DRAFT,), SUBMITTED, "call_open", "application_complete"),
        _row("receive_paper", COORDINATION, (DRAFT,), SUBMITTED, "paper_in_time"),
        _row("withdraw", APPLICANT, (*_BEFORE_DECISION, *_DECIDED), WITHDRAWN),
        # Else the way back alone would tell who was rejected.
        _row("withdraw", APPLICANT, (REJECTED,), WITHDRAWN, "untold"),
        # review
        _row("begin_review", COORDINATION, (SUBMITTED,), UNDER_REVIEW, "review"),
        _row("ask", COORDINATION, (UNDER_REVIEW, OPINION), CLARIFICATION, "review", reason=True),
        _row("answer", APPLICANT, (CLARIFICATION,), UNDER_REVIEW, "clarification_answered"),
        _row(
            "reject_formally",
            COORDINATION,
            (UNDER_REVIEW,),
            REJECTED_FORMALLY,
            "review",
            reason=True,
        ),
        _row("ask_offices", COORDINATION, (UNDER_REVIEW,), OPINION, "formal_check_done"),
        _row("make_ready", COORDINATION, (UNDER_REVIEW, OPINION), READY, "ready_for_decision"),
        _row(
            "reopen",
            COORDINATION,
            (OPINION, READY, REJECTED_FORMALLY),
            UNDER_REVIEW,
            "review",
            reason=True,
        ),
        # decision
        _row("schedule", COORDINATION, (READY, POSTPONED), SCHEDULED, "sitting"),
        _row("take_off", COORDINATION, (SCHEDULED,), READY, "sitting", reason=True),
        _row("postpone", COMMITTEE, (SCHEDULED,), POSTPONED, "resolution", reason=True),
        _row("approve", COMMITTEE, (SCHEDULED,), APPROVED, "resolution", "money_left"),
        _row(
            "approve_with_obligations",
            COMMITTEE,
            (SCHEDULED,),
            APPROVED_WITH_OBLIGATIONS,
            "resolution",
            "money_left",
        ),
        _row("reject", COMMITTEE, (SCHEDULED,), REJECTED, "resolution", reason=True),
        _row("decide_anew", COMMITTEE, (*_DECIDED, REJECTED), SCHEDULED, "sitting", reason=True),
        _row("notify", COORDINATION, _DECIDED, NOTIFIED, "award_notice"),
        _row("become_final", PORTAL, (NOTIFIED,), FINAL, "finality"),
        _row("waive", APPLICANT, _GRANTED, WAIVED, "waiver"),
        _row(
            "revoke",
            COORDINATION,
            (*_GRANTED, PROOF_CHECK, RECOVERY),
            REVOKED,
            "revocation",
            reason=True,
        ),
        # payments and proof
        _row("pay_out", FINANCE, (FINAL,), RUNNING, "payment"),
        _row("hand_in_proof", APPLICANT, (RUNNING,), PROOF_CHECK, "proof"),
        _row("return_proof", COORDINATION, (PROOF_CHECK,), RUNNING, "proof", reason=True),
        _row("recover", COORDINATION, (PROOF_CHECK,), RECOVERY, "recovery", reason=True),
        _row("close", COORDINATION, (PROOF_CHECK, RECOVERY), CLOSED, "settled"),
    ),
)


def applicant_events(state: str) -> list[str]:
    """What the person who applies may do in a state."""
    return [event for event in CASE.events(state) if event in {"submit", "withdraw"}]
