"""Reads of the office's list: as cheap for 100,000 applications as for a hundred."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from actors.offices.models import Office
from actors.themes.models import Theme
from projects.calls.models import Call
from projects.cases.desk import SavedView
from projects.cases.lifecycle import CASE, DRAFT
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.texts import CaseText, asked_terms
from projects.programmes.models import OptionKind, ProgrammeOption

CALL, THEME, OFFICE, GOAL = "call", "theme", "office", "goal"
SHOWN = (
    "number",
    "title",
    "carrier_name",
    "call_id",
    "theme_id",
    "office_id",
    "amount_cents",
    "state",
    "channel",
    "submitted_at",
)


def received_cases() -> QuerySet[Case]:
    """Everything submitted, the newest first (a case has a number as soon as it is no draft)."""
    return Case.objects.filter(number__isnull=False).order_by("-submitted_at", "-pk")


def searched(cases: QuerySet[Case], asked: str) -> QuerySet[Case]:
    """The cases that hold every word (or beginning of a word) that was typed."""
    terms = asked_terms(asked)
    if not terms:
        return cases.none()
    return cases.filter(pk__in=CaseText.objects.filter(words__matches=terms).values("pk"))


def cases_without_text() -> QuerySet[Case]:
    """Received applications that the search does not know yet, the oldest first."""
    return Case.objects.filter(number__isnull=False, text__isnull=True).order_by("pk")


def views_for(user: Any) -> list[SavedView]:
    """One's own views of the list and those that somebody shared."""
    return list(SavedView.objects.filter(Q(owner=user.pk) | Q(is_shared=True)))


def rows_of(cases: QuerySet[Case], start: int, stop: int) -> list[Case]:
    """One page of a list with the number of attachments of each row: one query.

    The inner query finds the keys in an index alone, so that a late page costs little.
    """
    keys = cases.values("pk")[start:stop]
    files = (
        CaseFile.objects.filter(case=OuterRef("pk"), kind=FileKind.ATTACHMENT)
        .order_by()
        .values("case")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = Case.objects.filter(pk__in=keys).only(*SHOWN)
    rows = rows.annotate(attachments=Coalesce(Subquery(files), 0))
    return list(rows.order_by(*cases.query.order_by))


def counts_by_state(cases: QuerySet[Case]) -> dict[str, int]:
    """How many received cases stand in each state that any stands in, in their order.

    Ask with drafts among the cases (they are left out here): so an index alone has the answer.
    """
    pairs = cases.order_by().values_list("state").annotate(number=Count("*"))
    found = {state: number for state, number in pairs if number}
    codes = [state.code for state in CASE.states if state.code != DRAFT]
    return {code: found[code] for code in codes if code in found}


@dataclass(frozen=True, slots=True)
class Choice:
    """A call, theme, office or goal that the list can be narrowed to."""

    pk: int
    label: str


class Choices:
    """Calls, themes, offices and goals by name: one query for filters and cells together."""

    def of(self, kind: str) -> list[tuple[str, str]]:
        """Pairs of key and name for a select field, in their order."""
        return [(str(choice.pk), choice.label) for choice in self._read[kind].values()]

    def label(self, kind: str, pk: int | None) -> str:
        """The name of one; empty for none."""
        choice = self._read[kind].get(pk or 0)
        return choice.label if choice else ""

    @cached_property
    def _read(self) -> dict[str, dict[int, Choice]]:
        nothing: Any = Value("", output_field=CharField())
        zero: Any = Value(0, output_field=IntegerField())
        when = Cast("closes_at", CharField())
        calls = Call.objects.order_by().values_list(_kind(CALL), "pk", "title", zero, when)
        themes = Theme.objects.order_by().values_list(
            _kind(THEME), "pk", "labels", Cast("order", IntegerField()), nothing
        )
        offices = Office.objects.order_by().values_list(
            _kind(OFFICE), "pk", "labels", Cast("order", IntegerField()), nothing
        )
        goals = ProgrammeOption.objects.filter(kind=OptionKind.GOAL).order_by()
        goals = goals.values_list(
            _kind(GOAL), "pk", "labels", Cast("position", IntegerField()), nothing
        )
        rows: list[Any] = list(calls.union(themes, offices, goals, all=True))
        # Calls that closed last stand first; themes and offices have an order of their own.
        rows.sort(key=lambda row: (row[3], str(row[2])))
        rows.sort(key=lambda row: row[4], reverse=True)
        found: dict[str, dict[int, Choice]] = {kind: {} for kind in (CALL, THEME, OFFICE, GOAL)}
        for kind, pk, labels, _order, _closes in rows:
            found[kind][pk] = Choice(pk, str(labels) or str(pk))
        return found


def _kind(name: str) -> Any:
    return Value(name, output_field=CharField())
