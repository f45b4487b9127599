"""What the evaluation dataset is made of: every application that was sent, without who sent it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.kernel import clock
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.plan import PlannedIndicator
from projects.programmes.models import ProgrammeOption
from projects.register.models import EvaluationExport
from projects.register.queries import awards_of, paid_by_case

SENT = tuple(state.code for state in life.STATES if state.code != life.DRAFT)
PENDING = "decision_pending"
"""Instead of the state while nobody outside knows how it was decided."""
MOST_EXPORTS = 100
COLUMNS = (
    *("pk", "uuid", "state", "is_sealed", "amount_cents", "submitted_at", "starts_on", "ends_on"),
    *("carrier_kind", "theme__code", "project_type__code", "call__programme__code"),
    *("call__period__starts_on", "call__period__ends_on"),
)


@dataclass(slots=True)
class Sent:
    """One application as the evaluation needs it: codes, cents, days and counts; nobody's name."""

    uuid: str
    programme: str
    period: str
    theme: str
    carrier_kind: str
    project_type: str
    state: str
    asked_cents: int | None
    awarded_cents: int | None
    paid_cents: int
    received_on: date | None
    awarded_on: date | None
    starts_on: date | None
    ends_on: date | None
    target_groups: list[str] = field(default_factory=list)
    indicators: dict[str, int] = field(default_factory=dict)


def sent_applications() -> list[Sent]:
    """Every application but drafts, in five queries."""
    awards, money = awards_of(SENT), paid_by_case(SENT)
    groups, planned = _groups(), _planned()
    rows = Case.objects.filter(state__in=SENT, number__isnull=False).order_by("pk")
    found = []
    for row in rows.values(*COLUMNS):
        award = None if row["is_sealed"] else awards.get(row["pk"])
        paid = money.get(row["pk"])
        sent = Sent(
            uuid=row["uuid"].hex,
            programme=row["call__programme__code"],
            period=f"{row['call__period__starts_on']}/{row['call__period__ends_on']}",
            theme=row["theme__code"] or "",
            carrier_kind=row["carrier_kind"],
            project_type=row["project_type__code"] or "",
            state=PENDING if row["is_sealed"] else row["state"],
            asked_cents=row["amount_cents"],
            awarded_cents=award.cents if award else None,
            paid_cents=paid.cents if paid else 0,
            received_on=clock.local(row["submitted_at"]).date() if row["submitted_at"] else None,
            awarded_on=award.decided_on if award else None,
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            target_groups=groups.get(row["pk"], []),
            indicators=planned.get(row["pk"], {}),
        )
        found.append(sent)
    return found


def _groups() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    links: Any = Case.target_groups.through
    for case, code in links.objects.values_list("case_id", "programmeoption__code"):
        found[case].append(code)
    return found


def _planned() -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = PlannedIndicator.objects.order_by("pk")
    for case, code, planned in rows.values_list("case_id", "option__code", "planned"):
        found[case][code] = planned
    return found


def option_labels() -> list[ProgrammeOption]:
    """The options of all programmes, for the dictionary."""
    return list(ProgrammeOption.objects.order_by("kind", "code", "pk"))


def earlier_exports() -> list[EvaluationExport]:
    """The evaluation datasets that were taken away last, the newest first."""
    return list(EvaluationExport.objects.select_related("by")[:MOST_EXPORTS])
