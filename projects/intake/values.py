"""What was typed into a draft, sorted into what fits a column and what is kept as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One cost line as it can be stored."""

    label: str = ""
    category: Any = None
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All answers of a draft: columns of the case, its cost lines, and unreadable answers."""

    columns: dict[str, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    unreadable: dict[str, str] = field(default_factory=dict)
