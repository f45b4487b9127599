"""The life of a recovery: states, events and the names of their guards. No Django here."""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition
from projects.cases.lifecycle import gettext_noop

OPENED = "opened"
HEARING = "hearing"
HEARD = "heard"
CLAIMED = "claimed"
SETTLED = "settled"
DROPPED = "dropped"

STATES = (
    State(OPENED, gettext_noop("opened"), gettext_noop("We are checking it")),
    State(HEARING, gettext_noop("hearing runs"), gettext_noop("Please tell us what you think")),
    State(HEARD, gettext_noop("hearing over"), gettext_noop("We decide after your answer")),
    State(CLAIMED, gettext_noop("claimed"), gettext_noop("Money has to be paid back")),
    State(SETTLED, gettext_noop("settled"), gettext_noop("Settled")),
    State(DROPPED, gettext_noop("dropped"), gettext_noop("You have to pay nothing back")),
)

ENDED = (SETTLED, DROPPED)
BEFORE_NOTICE = (OPENED, HEARING, HEARD)

RECOVERY = Lifecycle(
    states=STATES,
    transitions=(
        Transition("send_hearing", (OPENED,), HEARING),
        Transition("end_hearing", (HEARING,), HEARD, ("hearing_over",)),
        Transition("claim", (HEARD,), CLAIMED, ("in_time", "covered")),
        Transition("settle", (CLAIMED,), SETTLED, ("nothing_open", "interest_done")),
        Transition("drop", BEFORE_NOTICE, DROPPED, (), True),
    ),
)
