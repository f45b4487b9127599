"""Where packages register what screens gather from many: panels, tasks and owners of files.

A screen high in the house (Mein Bereich, a dashboard) asks here and so imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zipfile import ZipFile


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a gathering screen: the place, a sort key, a template and its context.

    The context is made of what the screen is about: the user of Mein Bereich, the case of a case.
    """

    place: str
    order: int
    template: str
    context: Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Task:
    """Something a user has to do: title, address, due date (ISO) or empty."""

    title: str
    url: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the law makes us keep of somebody (Art. 17 (3) b GDPR): a reference and until when.

    `at_least`: the retention has not begun, so the day is the earliest that is possible.
    """

    name: str
    until: date
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What deleting a person means for a package: in words what goes, what stays, what to mind."""

    goes: tuple[str, ...] = ()
    stays: tuple[Kept, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure:
    """How a package forgets a person.

    `outlook` (user) tells in the active language; `forget` (by, user, whole) does it in the
    caller's transaction: all of the person, or (whole is False) only what was never sent.
    """

    outlook: Callable[[Any], Outlook]
    forget: Callable[[Any, Any, bool], None]


_panels: list[Panel] = []
_tasks: list[Callable[[Any], Iterable[Task]]] = []
_exports: list[Callable[[Any, ZipFile], None]] = []
_texts: list[Callable[[Any], str]] = []
_owners: list[Callable[[Any, Any], bool | None]] = []
_erasures: list[Erasure] = []


def register_panel(panel: Panel) -> None:
    """Add a panel (once, at start)."""
    if panel not in _panels:
        _panels.append(panel)


def panels(place: str, about: Any) -> list[tuple[str, dict[str, Any]]]:
    """Templates with their contexts for a place; a panel whose context is None is left out."""
    chosen = sorted((p for p in _panels if p.place == place), key=lambda p: p.order)
    found = [(panel.template, panel.context(about)) for panel in chosen]
    return [(template, context) for template, context in found if context is not None]


def register_tasks(source: Callable[[Any], Iterable[Task]]) -> None:
    """Add a source of tasks: user in, tasks out."""
    if source not in _tasks:
        _tasks.append(source)


def tasks(user: Any) -> list[Task]:
    """All open tasks of a user, the most urgent first."""
    found = [task for source in _tasks for task in source(user)]
    return sorted(found, key=lambda task: task.due or "9999")


def register_owner(ask: Callable[[Any, Any], bool | None]) -> None:
    """Add a judge of private files: (user, file record) in; True, False or None (not mine) out."""
    if ask not in _owners:
        _owners.append(ask)


def may_read_file(user: Any, record: Any) -> bool:
    """Whether a package that owns the file lets the user read it; nobody owning means no."""
    answers = [ask(user, record) for ask in _owners]
    return any(answer is True for answer in answers) and False not in answers


def register_export(add: Callable[[Any, ZipFile], None]) -> None:
    """Add a source of somebody's data: user and archive in; it writes its files into it."""
    if add not in _exports:
        _exports.append(add)


def add_exports(user: Any, archive: ZipFile) -> None:
    """Put all that packages keep about a person into an archive (Art. 15 GDPR)."""
    for add in _exports:
        add(user, archive)


def register_text(source: Callable[[Any], str]) -> None:
    """Add a source of searchable words: record in, text out (empty for what is not its own)."""
    if source not in _texts:
        _texts.append(source)


def text_of(record: Any) -> str:
    """Everything that packages know in words about a record, for an index of its words."""
    return "\n".join(filter(None, (source(record) for source in _texts)))


def register_erasure(erasure: Erasure) -> None:
    """Add a package that keeps something of people (once, at start)."""
    if erasure not in _erasures:
        _erasures.append(erasure)


def erasure_outlook(user: Any) -> Outlook:
    """What goes and what stays of a person, over all packages."""
    found = [each.outlook(user) for each in _erasures]
    return Outlook(
        tuple(text for each in found for text in each.goes),
        tuple(kept for each in found for kept in each.stays),
        tuple(text for each in found for text in each.warnings),
    )


def forget_person(by: Any, user: Any, *, whole: bool) -> None:
    """Have every package forget a person; see `Erasure`. Part of an action that asks who may."""
    for each in _erasures:
        each.forget(by, user, whole)
