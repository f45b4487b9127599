"""What a report says, as plain data that JSON can hold: money in cents, days as ISO dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """A counted outcome of a project: planned, and reached once it is proven (else None)."""

    label: str
    planned: int
    reached: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cost plan in cents; `accepted` once the proof is checked (else None)."""

    label: str
    category: str
    planned: int
    accepted: int | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a project by the hash of its frozen copy: what it shows, who took it."""

    sha256: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Project:
    """A granted project: who, what, when, money in cents, outcomes, and its result in words."""

    number: str
    title: str
    carrier: str
    carrier_kind: str
    theme: str
    project_type: str
    state: str
    starts_on: str
    ends_on: str
    asked: int
    awarded: int
    paid: int
    came_back: int
    open_claim: int
    lines: list[Line] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    result: str = ""
    photos: list[Photo] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Cents that stayed with the carrier."""
        return self.paid - self.came_back


@dataclass(frozen=True, slots=True)
class Effect:
    """What the projects of a theme did together."""

    theme: str
    projects: int
    awarded: int
    kept: int
    outcomes: list[Outcome]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the period: when, on what, how, and on which ground."""

    day: str
    number: str
    title: str
    outcome: str
    awarded: int
    ground: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that the files of a report say."""

    programme: str
    funder: str
    span: str
    starts_on: str
    ends_on: str
    money: dict[str, int]
    applications: int
    states: dict[str, int]
    projects: list[Project]
    decisions: list[Decided]

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def content_from(data: dict[str, Any]) -> Content:
    """The content that `as_json` wrote."""
    projects = [
        Project(
            **{
                **each,
                "lines": [Line(**line) for line in each["lines"]],
                "outcomes": [Outcome(**one) for one in each["outcomes"]],
                # The first reports had none.
                "photos": [Photo(**one) for one in each.get("photos", [])],
            }
        )
        for each in data["projects"]
    ]
    decisions = [Decided(**each) for each in data["decisions"]]
    return Content(**{**data, "projects": projects, "decisions": decisions})


def effects(projects: Iterable[Project]) -> list[Effect]:
    """The projects by theme, in the order of the alphabet; outcomes with one name are added up."""
    by_theme: dict[str, list[Project]] = {}
    for project in projects:
        by_theme.setdefault(project.theme, []).append(project)
    return [
        Effect(
            theme,
            len(found),
            sum(each.awarded for each in found),
            sum(each.kept for each in found),
            added(one for each in found for one in each.outcomes),
        )
        for theme, found in sorted(by_theme.items(), key=lambda pair: pair[0].casefold())
    ]


def added(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Outcomes of one name as one; what nobody has proven yet is not reached (None)."""
    planned: dict[str, int] = {}
    reached: dict[str, int | None] = {}
    for one in outcomes:
        planned[one.label] = planned.get(one.label, 0) + one.planned
        known = reached.get(one.label)
        if one.reached is not None:
            known = (known or 0) + one.reached
        reached[one.label] = known
    return [Outcome(label, planned[label], reached[label]) for label in planned]
