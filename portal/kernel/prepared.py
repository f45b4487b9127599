"""Questions to the database that are always asked in the same words.

Django writes the SQL of a query anew each time, which takes longer than the database needs to
answer it. A prepared question is written once per process; the answer is never kept, so nothing
can be stale (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators

MOST_SHAPES = 256
"""How many numbers of listed values one question remembers the SQL for."""


class Blank(Expression):
    """A place in a prepared question where a value is filled in."""

    def __init__(self, name: str, place: int | None, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name, self.place = name, place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The placeholder; the blank itself stands for the value until it is known."""
        return "%s", (self,)

    def filled(self, values: dict[str, Any], connection: Any) -> Any:
        """The value for the database."""
        value = values[self.name]
        if self.place is not None:
            value = value[self.place]
        return self.output_field.get_db_prep_value(value, connection)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The SQL of one shape, its columns and parameters, and how values become Python's.

    `own` are the places of the model's own columns; `joined` fills in the records of
    `select_related`.
    """

    sql: str
    model: Any
    columns: tuple[Any, ...]
    params: tuple[Any, ...]
    converters: list[tuple[int, list[Any], Any]]
    own: slice
    joined: list[Any]

    def filled(self, values: dict[str, Any], connection: Any) -> list[Any]:
        """The parameters with the values in their places."""
        return [
            each.filled(values, connection) if isinstance(each, Blank) else each
            for each in self.params
        ]

    def converted(self, found: list[Any], connection: Any) -> list[Any]:
        """Rows of the database with the values of Python."""
        if not self.converters:
            return list(found)
        rows = [list(row) for row in found]
        for place, converters, column in self.converters:
            for row in rows:
                for convert in converters:
                    row[place] = convert(row[place], column, connection)
        return rows

    def records(self, rows: list[Any]) -> list[Any]:
        """The records that converted rows hold, with those of `select_related`."""
        names = [column.target.attname for column in self.columns[self.own]]
        found = []
        for row in rows:
            record = self.model.from_db(DEFAULT_DB_ALIAS, names, row[self.own])
            for populator in self.joined:
                populator.populate(row, record)
            found.append(record)
        return found


class Prepared:
    """A question of fixed shape; lists of values may differ in length.

    `build` makes a query set from blanks named as in `blanks`, which gives the field of each.
    Only comparisons that take expressions work (`exact`, `in`, `lt`, …), no `startswith`; keys
    of another model are listed as `image__pk__in`, those of pages as `id__in`.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **blanks: Field[Any, Any]) -> None:
        self._build = build
        self._blanks = blanks
        self._plans: dict[tuple[Any, ...], Plan | None] = {}

    def rows(self, **values: Any) -> list[Any]:
        """The answer of a `values_list`: one query, none where nothing can fit.

        A set, tuple or list fills in a list. Raises KeyError for a value that is missing.
        """
        return self._answer(values)[1]

    def raw_rows(self, **values: Any) -> list[Any]:
        """The same as the database says it, for columns of text and numbers."""
        values = {name: _listed(value) for name, value in values.items()}
        plan = self.plan(values)
        return _read(plan, values, connections[DEFAULT_DB_ALIAS]) if plan else []

    def converted(self, rows: list[Any], **values: Any) -> list[Any]:
        """Raw rows with the values of Python."""
        plan = self.plan({name: _listed(value) for name, value in values.items()})
        return plan.converted(rows, connections[DEFAULT_DB_ALIAS]) if plan else []

    def objects(self, **values: Any) -> list[Any]:
        """The answer of a query set of one model, with `select_related` (no annotations)."""
        plan, rows = self._answer(values)
        return plan.records(rows) if plan else []

    def plan(self, values: dict[str, Any]) -> Plan | None:
        """How the question is asked with these values; None where nothing can fit."""
        lengths = tuple(len(v) if isinstance(v, list) else None for v in values.values())
        connection = connections[DEFAULT_DB_ALIAS]
        shape = (connection.vendor, *values, *lengths)
        if shape not in self._plans:
            if len(self._plans) >= MOST_SHAPES:
                self._plans.clear()
            self._plans[shape] = self._plan(values, connection)
        return self._plans[shape]

    def _answer(self, values: dict[str, Any]) -> tuple[Plan | None, list[Any]]:
        values = {name: _listed(value) for name, value in values.items()}
        connection, plan = connections[DEFAULT_DB_ALIAS], self.plan(values)
        found = _read(plan, values, connection) if plan else []
        return plan, plan.converted(found, connection) if plan else []

    def _plan(self, values: dict[str, Any], connection: Any) -> Plan | None:
        blanks = {name: self._blank(name, value) for name, value in values.items()}
        compiler = self._build(**blanks).query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        columns = tuple(column for column, _sql, _alias in compiler.select)
        found = compiler.get_converters(columns).items()
        converters = [(place, *each) for place, each in found]
        own, joined = slice(None), []
        if compiler.klass_info:  # a query set of records; `values_list` has none
            places = compiler.klass_info["select_fields"]
            own = slice(places[0], places[-1] + 1)
            joined = get_related_populators(  # type: ignore[call-arg]  # stubs of a later Django
                compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
            )
        return Plan(sql, compiler.query.model, columns, tuple(params), converters, own, joined)

    def _blank(self, name: str, value: Any) -> Any:
        field = self._blanks[name]
        if isinstance(value, list):
            return [Blank(name, place, field) for place in range(len(value))]
        return Blank(name, None, field)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, set | tuple) else value


def _read(plan: Plan, values: dict[str, Any], connection: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(plan.sql, plan.filled(values, connection))
        return list(cursor.fetchall())
