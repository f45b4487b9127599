"""Grants of the register for tests: decided cases whose notice is final."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any
from uuid import uuid4

from portal.kernel import clock
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.calls.models import Call
from projects.cases.models import Case
from projects.decision.actions import Ruling
from projects.decision.models import Decision
from projects.register.pages import GrantRegisterPage
from tests.factories import decision as deciding
from tests.factories.accounts import user
from tests.factories.site import below, home_page

_numbers = itertools.count(1)
PERSON = {"carrier_kind": "person", "carrier_name": "Erika Beispielfrau"}
"""Columns of a natural person's application."""


def register_page(**fields: Any) -> GrantRegisterPage:
    """The page of the register below the home page."""
    number = next(_numbers)
    fields = {"title": "Offene Bewilligungen", "slug": f"bewilligungen-{number}", **fields}
    return below(home_page(), GrantRegisterPage(**fields))


def granted(
    of: Call | None = None, cents: int = 155_000, state: str = "final", **columns: Any
) -> Case:
    """An awarded application whose notice is final, written straight into the database."""
    ruling = Ruling("approved", cents, "Gut für den Stadtteil.")
    case = deciding.decided(ruling, of, **columns)
    case.state, case.is_sealed = state, False
    case.save(update_fields=["state", "is_sealed"])
    return case


def paid(case: Case, cents: int, kind: EntryKind = EntryKind.DISBURSEMENT) -> None:
    """Money that went to the carrier or came back."""
    note_payment(
        by=user("finance"), case=case, kind=kind, cents=cents, reason="Beleg", key=uuid4().hex
    )


def many(of: Call, count: int, kind: str = "association", **columns: Any) -> list[Case]:
    """Public grants of as many groups, written at once."""
    now, person = clock.now(), user("applicant")
    cases = Case.objects.bulk_create(
        Case(
            owner=person,
            call=of,
            state="running",
            number=f"LKS-2025-{next(_numbers) + 1000}",
            title=f"Vorhaben {number}",
            carrier_name=f"Gruppe {number}",
            carrier_kind=kind,
            amount_cents=100_000,
            created_at=now,
            saved_at=now,
            submitted_at=now,
            **columns,
        )
        for number in range(count)
    )
    office = user("coordinator")
    Decision.objects.bulk_create(
        Decision(
            case=case,
            outcome="approved",
            awarded_cents=90_000,
            decided_by="office",
            rule=deciding.RULE,
            decided_on=date(2026, 5, 1),
            by=office,
            at=now,
        )
        for case in cases
    )
    return cases
