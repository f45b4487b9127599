"""The life of a milestone: states and events. No Django here."""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition
from projects.cases.lifecycle import APPLICANT, COORDINATION, gettext_noop

SUGGESTED = "suggested"
AGREED = "agreed"
MOVED = "moved"
REACHED = "reached"
CONFIRMED = "confirmed"
DROPPED = "dropped"

STATES = (
    State(SUGGESTED, gettext_noop("suggested"), gettext_noop("We look at your suggestion")),
    State(AGREED, gettext_noop("agreed with the carrier"), gettext_noop("Planned")),
    State(MOVED, gettext_noop("later than agreed"), gettext_noop("Planned for later")),
    State(REACHED, gettext_noop("said to be reached"), gettext_noop("Reached")),
    State(CONFIRMED, gettext_noop("reached and confirmed"), gettext_noop("Reached, confirmed")),
    State(DROPPED, gettext_noop("dropped"), gettext_noop("Not planned any more")),
)
OPEN = (AGREED, MOVED)
"""Agreed, and not reached yet."""
WAITING = (SUGGESTED, MOVED, REACHED)
"""The office has to look at it."""
DONE = (REACHED, CONFIRMED)

MILESTONE = Lifecycle(
    states=STATES,
    transitions=(
        Transition("agree", (SUGGESTED, MOVED), AGREED, (), False, COORDINATION),
        Transition("move", OPEN, MOVED, (), True, APPLICANT),
        Transition("reach", OPEN, REACHED, (), True, APPLICANT),
        Transition("confirm", (REACHED,), CONFIRMED, (), False, COORDINATION),
        Transition("reopen", (REACHED,), AGREED, (), True, COORDINATION),
        Transition("drop", (SUGGESTED, *OPEN), DROPPED, (), True, COORDINATION),
    ),
)
