"""The paper pack of a sitting with 40 applications, through the worker's own function."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import AgendaItem, Body, Meeting
from portal.accounts.models import User
from portal.bench.rounds import Row
from portal.kernel import clock
from portal.kernel.files import private_storage
from projects.models import (
    Case,
    CaseFile,
    CheckResult,
    CostItem,
    DecisionItem,
    OpinionRequest,
    PaperPack,
)
from projects.sittings.actions_pack import ask_for_pack, make_pack

SIZE = 40
PACK_MS = 10_000.0
PACK_QUERIES = 20 * SIZE
"""About fifteen for each application; they grow with what is in the pack, as they must."""


def pack_rows(office: User, pattern: Case) -> list[Row]:
    """Measure one pack; the rows are the caller's to take back. Needs a body of the demo."""
    body = Body.objects.order_by("pk").first()
    if body is None:
        raise RuntimeError("bench of the paper pack needs the demo content")
    meeting = _sitting(body, pattern)
    pack = ask_for_pack(by=office, meeting=meeting)
    start, worked = time.perf_counter(), time.thread_time()
    with CaptureQueriesContext(connection) as captured:
        make_pack.func(pack.pk)
    spent = (time.perf_counter() - start) * 1000
    made = PaperPack.objects.get(pk=pack.pk)
    if not made.is_ready or len(made.items) != SIZE:
        raise RuntimeError("the paper pack of the bench is not whole")
    private_storage.delete(made.file.name or "")
    return [
        Row(
            name="paper pack",
            rows=SIZE,
            queries=len(captured),
            ms=round(spent, 1),
            max_queries=PACK_QUERIES,
            max_ms=PACK_MS,
            rate=round(1000 / spent, 3),
            cold_ms=round(spent, 1),
            cpu_ms=round((time.thread_time() - worked) * 1000, 1),
            tries=1,
        )
    ]


def _sitting(body: Body, pattern: Case) -> Meeting:
    """A meeting with copies of an application: plan, papers, opinion and check of a whole one."""
    now = clock.now()
    meeting = Meeting.objects.create(
        body=body, starts_at=now, ends_at=now + timedelta(hours=3), place="Aula"
    )
    for number in range(1, SIZE + 1):
        case = _copy(pattern, number)
        item = AgendaItem.objects.create(
            meeting=meeting, position=number, kind="decision", title=f"{case.number}: {case.title}"
        )
        DecisionItem.objects.create(item=item, case=case)
    return meeting


def copied(pattern: Case, number: str, **changed: Any) -> Case:
    """A copy of an application with its cost plan; `changed` are columns of its own."""
    own = {"id", "uuid", "number", "call_id", "state"}
    names = [field.attname for field in Case._meta.concrete_fields if field.attname not in own]
    case = Case.objects.create(
        **{name: getattr(pattern, name) for name in names},
        number=number,
        **{"call": pattern.call, **changed},
    )
    _take_over(case, CostItem.objects.filter(case=pattern))
    return case


def _take_over(case: Case, rows: Iterable[Any]) -> None:
    for row in rows:
        row.pk, row.case = None, case
        row.save(force_insert=True)


def _copy(pattern: Case, number: int) -> Case:
    case = copied(pattern, f"BENCH-M-{number}", state="scheduled")
    whole = OpinionRequest.objects.filter(given_at__isnull=False).order_by("pk").first()
    checked = CheckResult.objects.order_by("pk").values_list("case", flat=True).first()
    for rows in (
        CaseFile.objects.filter(case=pattern, kind="attachment"),
        CheckResult.objects.filter(case=checked),
        OpinionRequest.objects.filter(pk=whole.pk) if whole else OpinionRequest.objects.none(),
    ):
        _take_over(case, rows)
    return case
