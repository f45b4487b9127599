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
    goals: list[str] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Cents that stayed with the carrier."""
        return self.paid - self.came_back


@dataclass(frozen=True, slots=True)
class Effect:
    """What the projects of a theme (or goal) did together."""

    name: str
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
    """All that the files of a report say.

    `goals` are those of the action plan; reports from before there were any have none.
    """

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
    goals: list[str] = field(default_factory=list)

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
        _effect(theme, found)
        for theme, found in sorted(by_theme.items(), key=lambda pair: pair[0].casefold())
    ]


def effects_by_goal(content: Content) -> list[Effect]:
    """The goals of the action plan in their order, those that no project serves too.

    A project counts in each of its goals, so these sums are never added up; at the end stand the
    projects without a goal. Empty where the programme has no goals.
    """
    if not content.goals:
        return []
    by_goal: dict[str, list[Project]] = {goal: [] for goal in content.goals}
    for project in content.projects:
        for goal in project.goals or [""]:
            by_goal.setdefault(goal, []).append(project)
    without = by_goal.pop("", [])
    found = [_effect(goal, projects) for goal, projects in by_goal.items()]
    return [*found, *([_effect("", without)] if without else [])]


def _effect(name: str, projects: list[Project]) -> Effect:
    return Effect(
        name,
        len(projects),
        sum(each.awarded for each in projects),
        sum(each.kept for each in projects),
        added(one for each in projects for one in each.outcomes),
    )


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
