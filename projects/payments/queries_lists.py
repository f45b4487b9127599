"""The list of payments with its sums, and the orders."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Sum

from projects.cases.models import Case
from projects.payments.lifecycle import OPEN, STATES
from projects.payments.models_payments import Disbursement
from projects.programmes.models import FundingProgramme


def listed(
    *, programme: FundingProgramme | None = None, state: str = "", number: str = ""
) -> QuerySet[Disbursement]:
    """Payments by their day, the earliest first; what is still to be paid before all others.

    `number` of an application in any case.
    """
    found = Disbursement.objects.select_related("case__call__programme", "order", "substance_by")
    if programme:
        found = found.filter(case__call__programme=programme)
    if state:
        found = found.filter(state=state)
    if number:
        found = found.filter(case__in=Case.objects.filter(number__iexact=number).order_by())
    is_open = ExpressionWrapper(Q(state__in=OPEN), BooleanField())
    return found.order_by(is_open.desc(), "due_on", "pk")


@dataclass(frozen=True, slots=True)
class StateSum:
    """How many payments are in a state, and their cents."""

    code: str
    label: str
    count: int
    cents: int


def sums_of(payments: QuerySet[Disbursement]) -> list[StateSum]:
    """The sums by state in the order of the lifecycle; one query."""
    rows = payments.order_by().values("state").annotate(count=Count("pk"), total=Sum("cents"))
    found = {row["state"]: (row["count"], int(row["total"])) for row in rows}
    return [
        StateSum(state.code, state.internal, *found[state.code])
        for state in STATES
        if state.code in found
    ]
