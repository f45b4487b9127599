"""The open grant register, measured with 200 public grants."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bench.applying import submitted_case
from portal.bench.measures import address_of, measure
from portal.bench.office import throwaway
from portal.bench.rounds import Row
from portal.kernel import clock
from projects.models import Case, Decision

GRANTS = 200
NAME = "grant register"
KINDS = ("association", "initiative", "parish", "school", "person")


def register_rows() -> list[Row]:
    """Measure the page with its figures, charts and list; raises RuntimeError without content."""
    with throwaway():
        _fill(submitted_case())
        return [measure(NAME, address_of(NAME, "projects.GrantRegisterPage"), rows=GRANTS)]


def _fill(pattern: Case) -> None:
    """Awards of several years, written straight into the database that is thrown away."""
    now = clock.now()
    office = User.objects.filter(groups__name=Role.COORDINATOR.group_name).first()
    if office is None:
        raise RuntimeError("bench of the register needs the demo content")
    cases = Case.objects.bulk_create(
        Case(
            owner_id=pattern.owner_id,
            call_id=pattern.call_id,
            theme_id=pattern.theme_id,
            state="running",
            number=f"BENCH-R-{number}",
            title=f"{pattern.title} {number}",
            carrier_name=f"Gruppe {number}",
            carrier_kind=KINDS[number % len(KINDS)],
            starts_on=pattern.starts_on,
            ends_on=pattern.ends_on,
            created_at=now,
            saved_at=now,
            submitted_at=now,
        )
        for number in range(GRANTS)
    )
    Decision.objects.bulk_create(
        Decision(
            case=case,
            outcome="approved",
            awarded_cents=90_000 + number,
            decided_by="office",
            rule="Messung",
            decided_on=clock.today() - timedelta(days=7 * number),
            by=office,
            at=now,
        )
        for number, case in enumerate(cases)
    )
