"""Lists that belong to one record and are shown on one page: asked for in one statement.

A page that gathers from many packages would else go to the database once for each. A package
registers its lists (`register_part`) beside its panels, the page gathers them (`gather`), and the
package's own reads (`Part.of`) find what was gathered, or ask alone where nothing was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from portal.kernel.prepared import Plan, Prepared

Values = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One list of a record: the prepared question, and what of the record fills its blanks.

    The question gives records of one model (no `values_list`) and lists no values.
    """

    question: Prepared
    values: Values

    def of(self, record: Any) -> list[Any]:
        """The list of a record: as it was gathered, else asked now (one query)."""
        known = gathered(self, record)
        return self.question.objects(**self.values(record)) if known is None else known


_parts: dict[str, list[Part]] = {}
_statements: dict[tuple[Plan, ...], _Statement] = {}


def register_part(place: str, *parts: Part) -> None:
    """Add lists to what a page gathers (once, at start)."""
    known = _parts.setdefault(place, [])
    known += [part for part in parts if part not in known]


def gathered(part: Part, record: Any) -> list[Any] | None:
    """A list that was gathered for a record; None where none was."""
    known: dict[Part, list[Any]] = getattr(record, "_parts", {})
    return known.get(part)


def gather(place: str, record: Any) -> None:
    """Read all lists of a place for a record, with one query; they live as long as the record.

    Only for a record that was read for one page: what is written afterwards is not in them.
    """
    asked = [(part, part.values(record)) for part in _parts.get(place, [])]
    planned = [(part, values, part.question.plan(values)) for part, values in asked]
    record._parts = {part: [] for part, _values, _plan in planned}
    known = [(part, values, plan) for part, values, plan in planned if plan]
    plans = tuple(plan for _part, _values, plan in known)
    if not plans:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    if plans not in _statements:
        _statements[plans] = _statement(plans, connection)
    statement = _statements[plans]
    params = [each for _p, values, plan in known for each in plan.filled(values, connection)]
    rows: list[list[Any]] = [[] for _plan in plans]
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, params)
        for row in cursor.fetchall():
            number = row[0]
            rows[number].append([row[place] for place in statement.places[number]])
    for (part, _values, plan), found in zip(known, rows, strict=True):
        record._parts[part] = plan.records(plan.converted(found, connection))


@dataclass(frozen=True, slots=True)
class _Statement:
    """The SQL of several plans; `places` says where each finds its columns in a row."""

    sql: str
    places: list[list[int]]


def _statement(plans: tuple[Plan, ...], connection: Any) -> _Statement:
    """Common table expressions under one another, each row with the number of its plan.

    A column stands where its type does, as PostgreSQL unites like with like; the rest is NULL.
    """
    slots: list[str] = []
    named, places = [], []
    for number, plan in enumerate(plans):
        types = [_type(column, connection) for column in plan.columns]
        places.append(_place(types, slots))
        names = ", ".join(f"c{at}" for at in range(len(types)))
        named.append(f"q{number} ({names}) AS ({plan.sql})")
    # The first names the types and holds nothing; SQLite's driver would take its columns for all.
    empty = [f"CAST(NULL AS {kind})" for kind in slots]
    united = [f"SELECT -1, {', '.join(empty)} WHERE 1 = 0"]  # names of types only
    for number, own in enumerate(places):
        at = {slot: f"c{column}" for column, slot in enumerate(own)}
        columns = (at.get(slot, kind) for slot, kind in enumerate(empty))
        united.append(f"SELECT {number}, {', '.join(columns)} FROM q{number}")  # noqa: S608
    sql = f"WITH {', '.join(named)} {' UNION ALL '.join(united)}"
    return _Statement(sql, [[slot + 1 for slot in own] for own in places])


def _type(column: Any, connection: Any) -> str:
    """The type of a column without its length."""
    kind: str = column.output_field.cast_db_type(connection)
    return kind.partition("(")[0]


def _place(types: list[str], slots: list[str]) -> list[int]:
    """A slot of the fitting type for each column, each taken once; new ones where none is left."""
    wanted: Counter[str] = Counter()
    found = []
    for kind in types:
        fitting = [slot for slot, known in enumerate(slots) if known == kind]
        if wanted[kind] == len(fitting):
            slots.append(kind)
            fitting.append(len(slots) - 1)
        found.append(fitting[wanted[kind]])
        wanted[kind] += 1
    return found
