"""How a case stands in figures: what was spent by line, and what would be settled now."""

from __future__ import annotations

from dataclasses import dataclass, field

from projects.budget.queries import pot_of_case
from projects.budget.sums import Pot
from projects.cases.models import Case
from projects.cases.plan import CostItem, FinancingItem, FinancingSource
from projects.proof import sums
from projects.proof.kinds import Verdict
from projects.proof.models import Overrun, Receipt, ReceiptCheck
from projects.proof.models_proof import Income
from projects.proof.queries import checks_of, receipts_of, settings_of


def counted_cents(receipt: Receipt, check: ReceiptCheck | None) -> int:
    """Cents of a receipt that count: what was accepted, else what it says."""
    if check is not None and check.verdict != Verdict.ASKED:
        return check.accepted_cents
    return receipt.amount_cents


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan with what was spent on it, in cents."""

    item: CostItem
    sums: sums.PlanLine
    tolerance_percent: int

    @property
    def most(self) -> int:
        """Cents that count at most without an agreement of the office."""
        return self.sums.most(self.tolerance_percent)

    @property
    def excess(self) -> int:
        """Cents beyond the tolerance."""
        return self.sums.excess(self.tolerance_percent)

    @property
    def left(self) -> int:
        """Cents that are left."""
        return self.sums.left

    @property
    def is_eligible(self) -> bool:
        """Whether its kind of cost may be paid."""
        return self.item.category is None or self.item.category.is_eligible


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands: receipts, lines, account and what would be settled now, in cents."""

    receipts: list[Receipt]
    lines: list[Line]
    account: sums.Account
    settlement: sums.Settlement
    checks: dict[int, ReceiptCheck] = field(default_factory=dict)

    @property
    def spent(self) -> int:
        """Cents that the receipts show."""
        return sum(receipt.amount_cents for receipt in self.receipts)

    @property
    def planned(self) -> int:
        """Cents of the plan."""
        return sum(line.sums.planned for line in self.lines)

    @property
    def left(self) -> int:
        """Cents of the plan that are not spent."""
        return self.planned - self.accepted

    @property
    def accepted(self) -> int:
        """Cents of the receipts that count."""
        return sum(line.sums.spent for line in self.lines)


def standing_of(case: Case, numbers: dict[str, int] | None = None) -> Standing:
    """How a case stands now.

    `numbers` are those that were frozen when the proof was handed in; else today's. Other money
    that the carrier has not told of yet counts as planned.
    """
    rules = numbers or settings_of(case.call.programme).numbers
    receipts, checks = receipts_of(case), checks_of(case)
    tolerance = rules["tolerance_percent"]
    lines = _lines(case, receipts, checks, tolerance)
    account = _account(case, pot_of_case(case), [line.sums for line in lines], rules)
    return Standing(receipts, lines, account, sums.settle(account), checks)


def _lines(
    case: Case, receipts: list[Receipt], checks: dict[int, ReceiptCheck], tolerance: int
) -> list[Line]:
    spent: dict[int, int] = {}
    for receipt in receipts:
        cents = counted_cents(receipt, checks.get(receipt.pk))
        spent[receipt.item_id] = spent.get(receipt.item_id, 0) + cents
    agreed = set(Overrun.objects.filter(item__case=case).values_list("item", flat=True))
    return [
        Line(
            item,
            sums.PlanLine(item.amount_cents or 0, spent.get(item.pk, 0), item.pk in agreed),
            tolerance,
        )
        for item in case.cost_items.all()
    ]


def _account(
    case: Case, pot: Pot, lines: list[sums.PlanLine], rules: dict[str, int]
) -> sums.Account:
    planned_own, own, planned, others = _incomes(case)
    return sums.Account(
        financing=case.rules.financing_type,
        awarded=max(pot.committed, 0),
        kept=max(pot.kept, 0),
        costs=sums.counted_costs(lines, rules["tolerance_percent"]),
        planned_income=planned,
        income=sums.real_income(planned_own, own, others),
        rate_percent=case.rules.rate_percent,
        cap=case.rules.cap_cents,
        small_claim=rules["small_claim_cents"],
    )


def _incomes(case: Case) -> tuple[int, int, int, int]:
    """Cents: own money planned and real, all planned, other real money."""
    said = {entry.item_id: entry.amount_cents for entry in Income.objects.filter(case=case)}
    planned_own = own = planned = 0
    others = said.get(None, 0)
    for item in FinancingItem.objects.filter(case=case):
        cents = item.amount_cents or 0
        real = said.get(item.pk, cents)
        planned += cents
        if item.source == FinancingSource.OWN:
            planned_own, own = planned_own + cents, own + real
        else:
            others += real
    return planned_own, own, planned, others
