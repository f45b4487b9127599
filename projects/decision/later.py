"""Kinds of notice that belong to later steps (a claim, say): what such a step tells of them.

Drafting, release, delivery and finality are the same for all notices. A later step registers its
kind here when the portal starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django_stubs_ext import StrPromise

from projects.cases.models import Case
from projects.decision.kinds import NoticeKind, Part


@dataclass(frozen=True, slots=True)
class Figures:
    """What only such a notice says: values of its placeholders and its table.

    `frozen` is kept with the draft as plain data, so that the release carries out what was read.
    """

    values: Mapping[str, str]
    frozen: dict[str, int]
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LaterKind:
    """A kind of notice of a later step.

    `is_asked`: whether a case asks for one now. `problem`: why none may be drafted or released,
    as a code with its words; None where nothing is wrong. `carry_out` (by, notice) does what the
    release means, in the transaction of the release.
    """

    modules: Mapping[Part, tuple[str, str]]
    placeholders: Mapping[str, StrPromise]
    is_asked: Callable[[Case], bool]
    problem: Callable[[Case], str | None]
    figures: Callable[[Case], Figures]
    carry_out: Callable[[Any, Any], None]
    refusals: Mapping[str, StrPromise] = field(default_factory=dict)


_kinds: dict[str, LaterKind] = {}


def register_kind(kind: NoticeKind, later: LaterKind) -> None:
    """Add a kind (once, at start)."""
    _kinds[kind] = later


def later_kind(kind: str) -> LaterKind | None:
    """What a later step says of a kind; None for the kinds of deciding."""
    return _kinds.get(kind)


def kinds_asked(case: Case) -> list[NoticeKind]:
    """The kinds of later steps that a case asks for now."""
    return [NoticeKind(kind) for kind, later in _kinds.items() if later.is_asked(case)]


def problem_of_kind(case: Case, kind: str) -> str | None:
    """Why a notice of a later step may not be drafted or released now, as a code."""
    later = _kinds.get(kind)
    return later.problem(case) if later else None


def placeholders() -> dict[str, StrPromise]:
    """The placeholders of all later kinds."""
    return {name: text for later in _kinds.values() for name, text in later.placeholders.items()}


def refusals() -> dict[str, StrPromise]:
    """The codes of refusal of all later kinds, in words."""
    return {code: text for later in _kinds.values() for code, text in later.refusals.items()}
