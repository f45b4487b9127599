"""What a drawdown asks for. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Need:
    """What a drawdown asks for, in cents: due payments, less money that is at hand."""

    due_cents: int
    covered_cents: int
    until: date

    @property
    def cents(self) -> int:
        """What is asked for."""
        return self.due_cents - self.covered_cents
