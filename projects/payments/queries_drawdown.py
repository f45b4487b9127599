"""Reads about drawdowns: what is due, what is at hand, and whether earlier money is spent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from portal.kernel import clock
from projects.budget.queries import pot_of, pots_of
from projects.budget.sums import Pot
from projects.cases.queries import LARGEST_KEY
from projects.decision.finality import months_later
from projects.payments.kinds import MoveKind
from projects.payments.lifecycle import BEGUN
from projects.payments.models_payments import Disbursement, Drawdown, DrawdownMove
from projects.payments.permissions import PAYABLE
from projects.payments.queries import settings_of
from projects.payments.sums import Need
from projects.programmes.models import FundingPeriod


def due_payments(period: FundingPeriod, until: date) -> QuerySet[Disbursement]:
    """Payments of a period that the office answers for, due by a day, that no drawdown covers."""
    found = Disbursement.objects.filter(
        case__call__period=period, case__state__in=PAYABLE, state__in=BEGUN, due_on__lte=until
    )
    covered = found.filter(drawn__drawdown__withdrawn_at__isnull=True, drawn__isnull=False)
    return (
        found.exclude(pk__in=covered.values("pk")).select_related("case").order_by("due_on", "pk")
    )


def covered_cents(period: FundingPeriod) -> int:
    """Cents of payments that a drawdown asked money for and that are not executed yet."""
    waiting = Disbursement.objects.filter(
        case__call__period=period,
        state__in=BEGUN,
        drawn__drawdown__withdrawn_at__isnull=True,
        drawn__isnull=False,
    )
    return sum(waiting.distinct().values_list("cents", flat=True))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a period needs within the spending window, and what is wrong with earlier money.

    `spare` are cents asked for or at hand that no payment is waiting for; `late` are cents that
    came in longer ago than the window and are not spent.
    """

    period: FundingPeriod
    until: date
    window: int
    payments: list[Disbursement]
    pot: Pot
    spare: int
    late: int

    def need(self, chosen: Iterable[Disbursement]) -> Need:
        """What the chosen payments ask for, in cents."""
        due = sum(each.cents for each in chosen)
        return Need(due, min(self.spare, due), self.until)

    @property
    def whole(self) -> Need:
        """What all of them ask for."""
        return self.need(self.payments)

    @property
    def is_due(self) -> bool:
        """Whether there is anything to ask for."""
        return self.whole.cents > 0


def proposal_of(period: FundingPeriod) -> Proposal:
    """What to ask the funder for today."""
    window = settings_of(period.programme).window_months
    until = months_later(clock.today(), window)
    pot = pot_of(period)
    on_its_way = pot.asked - pot.returned - pot.kept
    spare = max(on_its_way - covered_cents(period), 0)
    payments = list(due_payments(period, until))
    return Proposal(period, until, window, payments, pot, spare, late_cents(period, pot, window))


def late_cents(period: FundingPeriod, pot: Pot, window: int) -> int:
    """Cents at hand that came in longer ago than the window; the oldest money is spent first."""
    since = months_later(clock.today(), -window)
    fresh = DrawdownMove.objects.filter(
        drawdown__period=period, kind=MoveKind.RECEIVED, on__gte=since
    )
    recent = fresh.aggregate(total=Sum("cents"))["total"] or 0
    return max(pot.at_hand - recent, 0)


def periods_that_draw() -> list[FundingPeriod]:
    """Periods of programmes that draw money down, the newest first."""
    found = FundingPeriod.objects.filter(programme__draws_down=True)
    return list(found.select_related("programme").order_by("programme__code", "-starts_on"))


def busy_periods() -> list[FundingPeriod]:
    """Those of them where payments wait or drawn money may lie about."""
    waiting = Disbursement.objects.filter(case__call__period=OuterRef("pk"), state__in=BEGUN)
    came = DrawdownMove.objects.filter(drawdown__period=OuterRef("pk"))
    found = FundingPeriod.objects.filter(Exists(waiting) | Exists(came), programme__draws_down=True)
    return list(found.select_related("programme").order_by("programme__code", "-starts_on"))


@dataclass(frozen=True, slots=True)
class DrawdownRow:
    """A drawdown with what came in and went back, in cents."""

    drawdown: Drawdown
    received: int
    returned: int

    @property
    def is_open(self) -> bool:
        """Whether money is still to come."""
        return self.drawdown.withdrawn_at is None and self.open > 0

    @property
    def open(self) -> int:
        """Cents that were asked for and did not come."""
        return self.drawdown.cents - self.received


def rows_of(drawdowns: QuerySet[Drawdown]) -> list[DrawdownRow]:
    """Drawdowns with their money, one query for all."""
    summed = drawdowns.select_related("period__programme", "by").annotate(
        came=Sum("moves__cents", filter=Q(moves__kind=MoveKind.RECEIVED)),
        went=Sum("moves__cents", filter=Q(moves__kind=MoveKind.RETURNED)),
    )
    return [DrawdownRow(each, each.came or 0, each.went or 0) for each in summed]


def row_of(drawdown: Drawdown) -> DrawdownRow:
    """One drawdown with its money."""
    return rows_of(Drawdown.objects.filter(pk=drawdown.pk))[0]


def drawdown_with_key(pk: int) -> Drawdown | None:
    """A drawdown with its period."""
    found = Drawdown.objects.select_related("period__programme", "by", "withdrawn_by")
    return found.filter(pk=pk).first() if pk <= LARGEST_KEY else None


def money_by_period(periods: list[FundingPeriod]) -> list[tuple[FundingPeriod, Pot]]:
    """Periods with their balances; one query for all."""
    pots = pots_of(periods)
    return [(period, pots[period.pk]) for period in periods]
