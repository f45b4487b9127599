"""What may be carried over from a period, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from portal.kernel import clock
from projects.budget.queries_journal import FunderShare, PotRow, pot_rows
from projects.budget.sums import carryable, spread
from projects.programmes.models import FundingPeriod

DAYS_BEFORE_THE_END = 30


def may_carry_now(period: FundingPeriod) -> bool:
    """Whether the period is over or ends within thirty days."""
    return clock.today() >= period.ends_on - timedelta(days=DAYS_BEFORE_THE_END)


def later_periods(period: FundingPeriod) -> QuerySet[FundingPeriod]:
    """The periods of the programme that begin after it, the next one first."""
    found = FundingPeriod.objects.filter(
        programme=period.programme_id, starts_on__gt=period.ends_on
    )
    return found.select_related("programme").order_by("starts_on")


@dataclass(frozen=True, slots=True)
class CarryPreview:
    """The money of a period before it is carried over; `limit` is what the rule allows (cents)."""

    row: PotRow
    limit: int

    @property
    def is_running(self) -> bool:
        """Whether the period has not ended yet, so that awards may still need the money."""
        return clock.today() <= self.row.period.ends_on

    @property
    def idle(self) -> int:
        """Cents of the funder at hand that no award waits for; they do not go over with it."""
        return max(self.row.pot.at_hand - self.row.pot.to_pay, 0)

    @property
    def purses(self) -> list[FunderShare]:
        """The funders whose money is in the pot."""
        return [share for share in self.row.funders if share.cents > 0]

    @property
    def proposed(self) -> list[int]:
        """How much of each purse to carry over: all that is allowed, in proportion."""
        return spread(self.limit, [share.cents for share in self.purses])


def carry_preview(period: FundingPeriod) -> CarryPreview:
    """The pot as it stands, and what the rule of the programme allows."""
    row = pot_rows([period])[0]
    return CarryPreview(row, carryable(row.pot, period.programme.carry_limit))
