"""What is known of running projects for the risk that the portal suggests: many at once.

Receipts and proofs stand later in the chain; the proof registers with `register_proofs` what it
knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet

from portal.kernel import clock
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision.kinds import NoticeKind
from projects.decision.models_notices import Notice
from projects.monitoring import risk
from projects.monitoring.lifecycle import OPEN
from projects.monitoring.models import Milestone, MonitoringSettings
from projects.monitoring.models_notes import InterimNote, InterimRequest
from projects.monitoring.risk import Facts, Suggestion
from projects.payments import lifecycle as pay
from projects.payments.models_payments import Disbursement


@dataclass(frozen=True, slots=True)
class Proved:
    """What the proof knows of a project: cents and number of receipts, the day it is due."""

    cents: int = 0
    receipts: int = 0
    due_on: date | None = None


Source = Callable[[Sequence[Case]], dict[int, Proved]]
NOTHING = Proved()
_sources: list[Source] = []


def register_proofs(source: Source) -> None:
    """Add the source of receipts and due days by the keys of cases (once, at start)."""
    if source not in _sources:
        _sources.append(source)


def proved_of(cases: Sequence[Case]) -> dict[int, Proved]:
    """What the proof knows of many cases; a fixed number of queries."""
    return {key: found for ask in _sources for key, found in ask(cases).items()}


def last_days(cases: Sequence[Case]) -> dict[int, date]:
    """The last day of each project: that of the newest extension, else of the plan; one query."""
    extended = Notice.objects.filter(
        case__in=[case.pk for case in cases],
        kind=NoticeKind.EXTENSION,
        released_at__isnull=False,
        ends_on__isnull=False,
    )
    days = dict(extended.order_by("pk").values_list("case", "ends_on"))
    return {case.pk: days.get(case.pk) or _planned_end(case) for case in cases}


def _planned_end(case: Case) -> date:
    return case.ends_on or case.call.period.ends_on


def first_day(case: Case) -> date:
    """The first day of a project as it was planned."""
    return case.starts_on or case.call.period.starts_on


def suggestions(cases: Sequence[Case], proved: dict[int, Proved]) -> dict[int, Suggestion]:
    """The risk that the portal suggests for each case by its key; a fixed number of queries.

    `proved` as `proved_of` found it; calls and periods have to be read with the cases.
    """
    today, late = clock.today(), dict(MonitoringSettings.objects.values_list(*_LATE))
    usual = MonitoringSettings().late_days
    return {
        key: risk.suggest(facts, today, late_days=late.get(programme, usual))
        for key, (programme, facts) in _facts(cases, proved).items()
    }


_LATE = ("programme", "late_days")


def _facts(cases: Sequence[Case], proved: dict[int, Proved]) -> dict[int, tuple[int, Facts]]:
    """Programme and facts of each case by its key."""
    keys = [case.pk for case in cases]
    milestones = _earliest(Milestone.objects.filter(state__in=OPEN, case__in=keys))
    notes = _earliest(InterimRequest.objects.filter(note__isnull=True, case__in=keys))
    helped = InterimNote.objects.filter(needs_help=True, answered_at__isnull=True)
    waiting = set(helped.filter(case__in=keys).values_list("case", flat=True))
    called = Disbursement.objects.filter(state__in=(*pay.OPEN, pay.EXECUTED))
    paid = set(called.filter(case__in=keys).values_list("case", flat=True))
    last = last_days(cases)
    found = {}
    for case in cases:
        known, is_running = proved.get(case.pk, NOTHING), case.state == life.RUNNING
        found[case.pk] = (
            case.call.programme_id,
            Facts(
                first_day=first_day(case),
                last_day=last[case.pk],
                milestone_due=milestones.get(case.pk),
                note_due=notes.get(case.pk),
                help_open=case.pk in waiting,
                has_payment=is_running or case.pk in paid,
                has_receipt=known.receipts > 0,
                report_due=known.due_on if is_running else None,
            ),
        )
    return found


def _earliest(rows: QuerySet[Any]) -> dict[int, date]:
    return dict(rows.order_by().values_list("case").annotate(first=Min("due_on")))
