"""Where later packages of the chain join in, without meetings knowing a case.

`projects.sittings` hangs its decision items on agenda items and registers here what must be
settled before a meeting closes, who is barred from a paper, what the minutes say of an item, and
what a second summons takes over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actors.meetings.models import AgendaItem, Meeting, Paper


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What a package knows about how an item was dealt with, in words for the minutes."""

    motions: str = ""
    result: str = ""
    recusals: str = ""
    reason: str = ""


_closing: list[Callable[[Meeting], str | None]] = []
_bars: list[Callable[[Any, Paper], bool]] = []
_records: list[Callable[[AgendaItem], ItemRecord | None]] = []
_kept: list[Callable[[AgendaItem], bool]] = []
_take_overs: list[Callable[[AgendaItem, AgendaItem], None]] = []


def register_closing_check(check: Callable[[Meeting], str | None]) -> None:
    """Add a check before closing: meeting in; None, or a stable code of refusal out."""
    if check not in _closing:
        _closing.append(check)


def register_bar(bar: Callable[[Any, Paper], bool]) -> None:
    """Add who must not read a paper: user and paper in; True means barred."""
    if bar not in _bars:
        _bars.append(bar)


def register_record(source: Callable[[AgendaItem], ItemRecord | None]) -> None:
    """Add a source of the minutes: item in; its record, or None for what is not its own."""
    if source not in _records:
        _records.append(source)


def register_kept(keeps: Callable[[AgendaItem], bool]) -> None:
    """Add who holds on to an item: True means that it must not be removed from the agenda here."""
    if keeps not in _kept:
        _kept.append(keeps)


def register_take_over(carry: Callable[[AgendaItem, AgendaItem], None]) -> None:
    """Add who hangs something on items: told when a second summons repeats one (old, new)."""
    if carry not in _take_overs:
        _take_overs.append(carry)


def take_over(old: AgendaItem, new: AgendaItem) -> None:
    """Let the packages carry over what hangs on an item that a second summons repeats."""
    for carry in _take_overs:
        carry(old, new)


def closing_refusal(meeting: Meeting) -> str | None:
    """The first reason why a meeting cannot close yet; None without one."""
    return next((code for check in _closing if (code := check(meeting))), None)


def is_barred(user: Any, paper: Paper) -> bool:
    """Whether a package keeps the paper from the user."""
    return any(bar(user, paper) for bar in _bars)


def is_kept(item: AgendaItem) -> bool:
    """Whether a package holds on to the item."""
    return any(keeps(item) for keeps in _kept)


def record_of(item: AgendaItem) -> ItemRecord:
    """What the packages know about an item; empty where none does."""
    return next((found for source in _records if (found := source(item))), ItemRecord())
