"""The life of an enquiry: open, answered, perhaps opened again."""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition

OPEN = "open"
ANSWERED = "answered"

LIFECYCLE = Lifecycle(
    states=(
        State(OPEN, internal="open", public="received"),
        State(ANSWERED, internal="answered", public="answered"),
    ),
    transitions=(
        Transition("answer", (OPEN,), ANSWERED),
        Transition("reopen", (ANSWERED,), OPEN, needs_reason=True),
    ),
)
