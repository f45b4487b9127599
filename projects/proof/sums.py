"""What a carrier keeps of a grant in the end, line by line and in whole cents. No Django here.

Sources: ANBest-P No. 1.2 (a line of the plan may be exceeded by a share where others save it),
No. 2 (costs that fall or money that comes in reduce the grant: in proportion for a share, in full
for a gap and for full financing; a fixed amount only where the costs stay below it), No. 6.4
(figures laid out like the plan). The numbers themselves are the programme's (`ProofSettings`).

**Rounding** is always to the carrier's benefit: allowed costs and grants are rounded up to the
next cent, so that nobody pays back a cent that comes from a division.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

SHARE, GAP, FIXED, FULL = "share", "gap", "fixed", "full"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan with what was spent on it, in cents.

    `is_allowed`: the office agreed that the line is exceeded.
    """

    planned: int
    spent: int
    is_allowed: bool = False

    @property
    def left(self) -> int:
        """Cents of the plan that are not spent; negative where it is exceeded."""
        return self.planned - self.spent

    def most(self, tolerance_percent: int) -> int:
        """Cents that count at most: the plan and its tolerance, rounded up."""
        return -(-self.planned * (100 + tolerance_percent) // 100)

    def counted(self, tolerance_percent: int) -> int:
        """Cents that count: all of it, or up to the tolerance where nobody agreed to more."""
        if self.is_allowed:
            return self.spent
        return min(self.spent, self.most(tolerance_percent))

    def excess(self, tolerance_percent: int) -> int:
        """Cents beyond the tolerance, whether somebody agreed or not."""
        return max(self.spent - self.most(tolerance_percent), 0)


@dataclass(frozen=True, slots=True)
class Account:
    """What a settlement is reckoned from, in cents.

    `costs` are those that count (`counted_costs`); `kept` is what the carrier has: paid, less what
    came back. `income` is other money, planned and real; own money counts at least as planned
    (`real_income`). `rate_percent` is the share of the notice, `cap` the highest amount of the
    rules. `small_claim`: less than this is not asked back.
    """

    financing: str
    awarded: int
    kept: int
    costs: int
    planned_income: int = 0
    income: int = 0
    rate_percent: int = 100
    cap: int | None = None
    small_claim: int = 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is due in the end, in cents.

    `grant` is what the carrier may keep, `excess` what it has above that; `pay_back` is asked back
    of it (nothing below the small amount), `still_to_pay` is owed to the carrier.
    """

    grant: int
    excess: int
    pay_back: int
    still_to_pay: int

    @property
    def forgiven(self) -> int:
        """Cents that are not asked back because they are few."""
        return self.excess - self.pay_back


def counted_costs(lines: Iterable[PlanLine], tolerance_percent: int) -> int:
    """Cents of all lines that count."""
    return sum(line.counted(tolerance_percent) for line in lines)


def real_income(planned_own: int, own: int, others: int) -> int:
    """Other money that counts, in cents: own money at least as planned, as it goes in first.

    Source: ANBest-P No. 1.4 (all income and the own share cover the costs before the grant does).
    """
    return max(planned_own, own) + others


def grant_due(account: Account) -> int:
    """Cents that the carrier may keep, by the type of financing; never above award, cap or costs.

    - share: the percentage of the costs; other money above the plan reduces the costs it is taken
      of, so that it is shared in proportion (ANBest-P No. 2.1);
    - gap and full: what the costs leave after all other money (No. 2.2);
    - fixed: the amount itself; costs below it reduce it to the costs (No. 2.3).

    Raises ValueError for an unknown type.
    """
    costs = max(account.costs, 0)
    if account.financing == SHARE:
        more = max(account.income - account.planned_income, 0)
        due = -(-max(costs - more, 0) * account.rate_percent // 100)
    elif account.financing in {GAP, FULL}:
        due = max(costs - account.income, 0)
    elif account.financing == FIXED:
        due = costs
    else:
        raise ValueError(account.financing)
    most = [account.awarded, costs] + ([] if account.cap is None else [account.cap])
    return max(min(due, *most), 0)


def settle(account: Account) -> Settlement:
    """What is due; a small excess is not asked back (`small_claim`)."""
    grant = grant_due(account)
    excess = max(account.kept - grant, 0)
    pay_back = 0 if excess < account.small_claim else excess
    return Settlement(grant, excess, pay_back, max(grant - account.kept, 0))


def sampled(
    amounts: Sequence[tuple[int, int]], *, percent: int, always_from: int, seed: str
) -> frozenset[int]:
    """The keys of the receipts that have to be looked at; the same for the same seed.

    `amounts` are pairs of key and cents. Those from `always_from` cents on always, of the others
    so many percent, rounded up; which ones nobody can choose.
    """
    always = {key for key, cents in amounts if cents >= always_from}
    others = sorted((key for key, _cents in amounts if key not in always), key=_drawn(seed))
    count = -(-len(others) * percent // 100)
    return frozenset(always | set(others[:count]))


def _drawn(seed: str) -> Callable[[int], str]:
    def mark(key: int) -> str:
        return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()

    return mark
