"""The lifecycle of a meeting: states and events as pure data. No Django here.

Source: §§ 88–93 VwVfG NRW (summons, sitting, minutes) and the office's practice.
"""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


PLANNED = "planned"
INVITED = "invited"
OPEN = "open"
CLOSED = "closed"
CANCELLED = "cancelled"

STATES = (
    State(PLANNED, gettext_noop("planned"), gettext_noop("In preparation")),
    State(INVITED, gettext_noop("invited"), gettext_noop("You are invited")),
    State(OPEN, gettext_noop("open"), gettext_noop("Takes place now")),
    State(CLOSED, gettext_noop("closed"), gettext_noop("Has taken place")),
    State(CANCELLED, gettext_noop("called off"), gettext_noop("Called off")),
)

COORDINATION = "coordination"

TRANSITIONS = (
    Transition("invite", (PLANNED,), INVITED, ("agenda", "not_begun", "members"), who=COORDINATION),
    Transition("update", (INVITED,), INVITED, ("agenda",), who=COORDINATION),
    Transition("open", (INVITED,), OPEN, who=COORDINATION),
    Transition("close", (OPEN,), CLOSED, ("everything_done",), who=COORDINATION),
    Transition("cancel", (PLANNED, INVITED), CANCELLED, needs_reason=True, who=COORDINATION),
)

MEETING_LIFECYCLE = Lifecycle(STATES, TRANSITIONS)

PREPARED = frozenset({PLANNED, INVITED})
"""Agenda and papers may change."""
SHOWN_TO_MEMBERS = frozenset({INVITED, OPEN, CLOSED, CANCELLED})
"""Members see it; a meeting cancelled before it was sent out is kept from them by `invited_at`."""

DRAFT = "draft"
SIGNED = "signed"
APPROVED = "approved"

MINUTES_STATES = (
    State(DRAFT, gettext_noop("draft"), gettext_noop("Being written")),
    State(SIGNED, gettext_noop("signed"), gettext_noop("Signed")),
    State(APPROVED, gettext_noop("adopted"), gettext_noop("Adopted")),
)
MINUTES_LIFECYCLE = Lifecycle(
    MINUTES_STATES,
    (
        Transition("sign", (DRAFT,), SIGNED, ("meeting_closed", "signatures"), who="chair_writer"),
        Transition("approve", (SIGNED,), APPROVED, who=COORDINATION),
    ),
)
