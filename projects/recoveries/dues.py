"""What of a claim is owed, due and late. No Django here.

All amounts are integer cents. Interest is due in one; the claim itself in one, or by the
instalments of a plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """Cents that are still to be paid by a day."""

    day: date
    cents: int

    def is_late(self, today: date) -> bool:
        """Whether its day is over."""
        return self.day < today


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a claim is paid; `dues` are the open payments of claim and interest by their day."""

    claimed: int = 0
    paid: int = 0
    written_off: int = 0
    interest: int = 0
    interest_paid: int = 0
    interest_off: int = 0
    dues: list[Due] = field(default_factory=list)

    @property
    def open_principal(self) -> int:
        """Cents of the claim that are neither paid nor written off."""
        return self.claimed - self.paid - self.written_off

    @property
    def open_interest(self) -> int:
        """Cents of interest that are neither paid nor written off."""
        return self.interest - self.interest_paid - self.interest_off

    @property
    def open(self) -> int:
        """Cents that are owed altogether."""
        return self.open_principal + self.open_interest

    def overdue(self, today: date) -> int:
        """Cents whose day is over."""
        return sum(due.cents for due in self.dues if due.is_late(today))

    def next_due(self, today: date) -> Due | None:
        """The next payment that is not late."""
        return next((due for due in self.dues if not due.is_late(today)), None)


def open_dues(instalments: Iterable[Due], settled: int) -> list[Due]:
    """What is left of instalments, in the order of their days, when cents were paid on them."""
    found = []
    for due in sorted(instalments, key=lambda one: one.day):
        taken = min(due.cents, max(settled, 0))
        settled -= taken
        if due.cents > taken:
            found.append(Due(due.day, due.cents - taken))
    return found
