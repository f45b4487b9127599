"""The engine of lifecycles: a pure table of transitions. No Django here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Guard = Callable[[Any], str | None]


class NotAllowed(Exception):
    """The event is not possible now; `code` says why (`state`, or the code of a guard)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class State:
    """A state: stable code, label for the office, label for the applicant (msgids)."""

    code: str
    internal: str
    public: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: an event leads from states to a state, checked by named guards.

    `who` is the code of those who act, for the people who read the table; whether somebody may is
    asked by `may_*`.
    """

    event: str
    sources: tuple[str, ...]
    target: str
    guards: tuple[str, ...] = ()
    needs_reason: bool = False
    who: str = ""


@dataclass
class Lifecycle:
    """States and transitions of one kind of record; later packages register its guards."""

    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    guards: dict[str, Guard] = field(default_factory=dict)

    def register_guard(self, name: str, guard: Guard) -> None:
        """Name the check behind a guard; it returns None or a stable code of refusal.

        Raises ValueError for a name that no transition uses.
        """
        if name not in {g for t in self.transitions for g in t.guards}:
            raise ValueError(name)
        self.guards[name] = guard

    def state(self, code: str) -> State:
        """The state of that code; raises KeyError."""
        return {state.code: state for state in self.states}[code]

    def find(self, state: str, event: str) -> Transition:
        """The transition of an event from a state; raises NotAllowed."""
        for transition in self.transitions:
            if transition.event == event and state in transition.sources:
                return transition
        raise NotAllowed("state")

    def ways_from(self, state: str) -> list[Transition]:
        """The rows of the table that lead on from a state, guards not asked."""
        return [transition for transition in self.transitions if state in transition.sources]

    def events(self, state: str) -> list[str]:
        """The events that the table knows from a state, guards not asked."""
        return [transition.event for transition in self.ways_from(state)]

    def check(self, record: Any, state: str, event: str, reason: str = "") -> str:
        """The state after the event; raises NotAllowed where table, reason or a guard refuses."""
        transition = self.find(state, event)
        if transition.needs_reason and not reason.strip():
            raise NotAllowed("reason")
        for code in self._refusals(record, transition.guards):
            raise NotAllowed(code)
        return transition.target

    def _refusals(self, record: Any, names: Iterable[str]) -> Iterable[str]:
        for name in names:
            guard = self.guards.get(name)
            # A guard that nobody registered yet belongs to a step that is not built: closed.
            refusal = guard(record) if guard else f"{name}_missing"
            if refusal:
                yield refusal
