"""The life of an own budget: drafted, agreed once, closed after the year. No Django here."""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition
from projects.cases.lifecycle import gettext_noop

DRAFT, AGREED, CLOSED = "draft", "agreed", "closed"
STATES = (
    State(DRAFT, gettext_noop("being drawn up"), ""),
    State(AGREED, gettext_noop("agreed, running"), ""),
    State(CLOSED, gettext_noop("year closed"), ""),
)
BUDGET = Lifecycle(
    states=STATES,
    transitions=(
        Transition("draw_up", (DRAFT,), DRAFT),
        Transition("agree", (DRAFT,), AGREED, ("positions",)),
        Transition("change_plan", (AGREED,), AGREED, needs_reason=True),
        Transition("post", (AGREED,), AGREED),
        Transition("forecast", (AGREED,), AGREED),
        Transition("fund", (DRAFT, AGREED), AGREED),
        Transition("close", (AGREED,), CLOSED, needs_reason=True),
        Transition("carry_over", (CLOSED,), CLOSED, needs_reason=True),
    ),
)
"""`fund` (projects and their funders) leaves the state as it is."""
