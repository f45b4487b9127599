"""Reading which cases lie on which agenda."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.meetings.lifecycle import INVITED, OPEN, PLANNED
from actors.meetings.models import Meeting
from projects.cases.models import Case
from projects.sittings.models import DecisionItem

AHEAD = frozenset({PLANNED, INVITED, OPEN})
"""States of a meeting that may still decide."""


def _items() -> QuerySet[DecisionItem]:
    return DecisionItem.objects.select_related(
        "item__meeting__body",
        "item__meeting__second_summons_of",
        "case__call__programme",
        "case__call__rules",
        "case__call__period",
        "case__owner",
        "case__theme",
        "presiding",
    )


def items_of(meeting: Meeting) -> list[DecisionItem]:
    """All cases of a meeting in the order of its agenda, also those taken off (one query)."""
    return list(_items().filter(item__meeting=meeting))


def cases_of(meeting: Meeting) -> list[DecisionItem]:
    """The cases that lie (or lay) on the agenda of a meeting, without those taken off (1 query)."""
    return [item for item in items_of(meeting) if not item.is_taken_off]


def open_item(case: Case) -> DecisionItem | None:
    """The item of a meeting that is not closed, on which a case waits for its decision."""
    return _items().filter(case=case, settled="", item__meeting__state__in=AHEAD).first()
