"""The pieces of a longer document (`/portal/templates/portal/report.typ`): plain data, no Django.

Words in, data for the template out; a document is chapters of parts, a part holds texts, facts,
tables and lists.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Row = list[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with heads; `numeric` are the places of columns set flush with their figures.

    `wide` ones get twice the room of the others.
    """

    head: Row
    rows: list[Row]
    title: str = ""
    foot: Row = field(default_factory=list)
    numeric: list[int] = field(default_factory=list)
    wide: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the name that `render_pdf` knows it by, what it shows, what stands below it."""

    name: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece under a heading of its own (or none): texts, facts, tables, a list, pictures."""

    title: str = ""
    texts: list[str] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read below its heading."""
        return not (self.texts or self.facts or self.tables or self.items or self.pictures)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts under one heading."""

    title: str
    parts: list[Part]


def chapter(title: str, *parts: Part, otherwise: str) -> Chapter:
    """A chapter of what its parts hold; where they hold nothing, a sentence says so."""
    filled = [part for part in parts if not part.is_empty]
    return Chapter(title, filled or [Part(texts=[otherwise])])


def as_data(chapters: list[Chapter]) -> list[dict[str, Any]]:
    """The chapters as plain data for the template."""
    return [asdict(each) for each in chapters]
