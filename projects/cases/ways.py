"""The lifecycle of a case in words, drawn from its table for a page of the admin and for docs/."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.lifecycle import Transition
from projects.cases.lifecycle import CASE
from projects.cases.lifecycle_words import EVENTS, GUARDS, WHO


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a state, all in words.

    `is_open` is False where the portal cannot take the way yet: a check of it is not built.
    """

    event: str
    who: str
    guards: tuple[str, ...]
    target: str
    needs_reason: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Station:
    """A state with its two names, for the office and for the applicant, and the ways on."""

    code: str
    internal: str
    public: str
    ways: tuple[Way, ...]


def stations() -> list[Station]:
    """All states in the order of the table, in the reader's language."""
    return [
        Station(
            state.code,
            _(state.internal),
            _(state.public),
            tuple(_way(transition) for transition in CASE.ways_from(state.code)),
        )
        for state in CASE.states
    ]


def _way(transition: Transition) -> Way:
    return Way(
        event=_(EVENTS[transition.event]),
        who=_(WHO[transition.who]),
        guards=tuple(_(GUARDS[guard]) for guard in transition.guards),
        target=_(CASE.state(transition.target).internal),
        needs_reason=transition.needs_reason,
        is_open=all(guard in CASE.guards for guard in transition.guards),
    )


def as_markdown() -> str:
    """The table as a page of the documentation, with a diagram that code hosts draw."""
    lines = [
        f"# {_('The life of an application')}",
        "",
        _(
            "This page is drawn from the table in `projects/cases/lifecycle.py` by "
            "`manage.py draw_lifecycle`; a test keeps both alike."
        ),
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.code} : {_(state.internal)}" for state in CASE.states),
        *(
            f"    {source} --> {row.target} : {_(EVENTS[row.event])}"
            for row in CASE.transitions
            for source in row.sources
        ),
        "```",
        "",
        "| " + " | ".join(_heads()) + " |",
        "|" + "---|" * len(_heads()),
    ]
    lines += [
        "| " + " | ".join(_cells(station, way)) + " |"
        for station in stations()
        for way in station.ways or (None,)
    ]
    return "\n".join(lines) + "\n"


def _heads() -> list[str]:
    return [
        _("Status"),
        _("Applicants read"),
        _("What is done"),
        _("Who"),
        _("Checked before"),
        _("leads to"),
    ]


def _cells(station: Station, way: Way | None) -> list[str]:
    if way is None:
        return [station.internal, station.public, _("nothing more"), "–", "–", "–"]
    checks = [*way.guards, *([_("with a reason")] if way.needs_reason else [])]
    return [
        station.internal,
        station.public,
        way.event,
        way.who,
        "; ".join(checks) or "–",
        way.target,
    ]
