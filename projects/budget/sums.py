"""Balances of the ledger as sums of its entries, in cents. No Django here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

ALLOTMENT, COMMITMENT, RELEASE = "allotment", "commitment", "release"
MOVED_IN, MOVED_OUT = "reallocation_in", "reallocation_out"
CARRIED_IN, CARRIED_OUT = "carryover_in", "carryover_out"
ASKED, RECEIVED, RETURNED = "drawdown_asked", "drawdown_received", "drawdown_returned"
DISBURSEMENT, REFUND = "disbursement", "refund"
RECOVERY, RECOVERED = "recovery", "recovery_paid"
INTEREST, INTEREST_PAID, WRITE_OFF = "interest", "interest_paid", "write_off"

EFFECTS: dict[str, dict[str, int]] = {
    ALLOTMENT: {"allotted": 1},
    MOVED_IN: {"allotted": 1},
    MOVED_OUT: {"allotted": -1},
    CARRIED_IN: {"allotted": 1, "carried_in": 1},
    CARRIED_OUT: {"allotted": -1, "carried_out": 1},
    COMMITMENT: {"committed": 1},
    RELEASE: {"committed": -1, "released": 1},
    ASKED: {"asked": 1},
    RECEIVED: {"received": 1},
    RETURNED: {"returned": 1},
    DISBURSEMENT: {"paid": 1},
    REFUND: {"refunded": 1},
    RECOVERY: {"claimed": 1},
    RECOVERED: {"recovered": 1},
    INTEREST: {"interest": 1},
    INTEREST_PAID: {"interest_paid": 1},
    WRITE_OFF: {"written_off": 1},
}
"""Which balances an entry of a kind moves, and how; a counter-entry does the opposite."""
OF_A_CASE = (
    *(COMMITMENT, RELEASE, DISBURSEMENT, REFUND),
    *(RECOVERY, RECOVERED, INTEREST, INTEREST_PAID, WRITE_OFF),
)
OF_FUNDERS = (ALLOTMENT, MOVED_IN, MOVED_OUT, CARRIED_IN, CARRIED_OUT)
"""What brings money into a pot or takes it out: each entry belongs to a funder."""
OF_THE_POT = (*OF_FUNDERS, COMMITMENT, RELEASE)
TWO_SIDED = frozenset({MOVED_IN, MOVED_OUT, CARRIED_IN, CARRIED_OUT})
COUNTERABLE = tuple(kind for kind in EFFECTS if kind not in TWO_SIDED)
"""What has two sides is taken back by a reallocation the other way round."""


@dataclass(frozen=True, slots=True)
class Line:
    """What counts of an entry or of a group of entries: `cents` is never negative."""

    kind: str
    cents: int
    is_counter: bool = False
    case: int | None = None
    theme: int | None = None

    @property
    def net(self) -> int:
        """Cents as they count: a counter-entry takes back."""
        return -self.cents if self.is_counter else self.cents

    @property
    def signed(self) -> int:
        """Cents that it adds to what is left in the pot; a payment moves nothing there."""
        effect = EFFECTS[self.kind]
        return self.net * (effect.get("allotted", 0) - effect.get("committed", 0))


@dataclass(frozen=True, slots=True)
class Pot:
    """The money of a period, or of one case, in cents.

    `allotted` holds what was carried in and has lost what was carried out, which `carried_in` and
    `carried_out` tell apart. `committed` has lost already what was released. What a carrier gave
    back of its own accord is `refunded`; what a notice claims back is `claimed`, and `recovered`
    once it is paid.
    """

    allotted: int = 0
    committed: int = 0
    released: int = 0
    asked: int = 0
    received: int = 0
    returned: int = 0
    paid: int = 0
    refunded: int = 0
    claimed: int = 0
    recovered: int = 0
    interest: int = 0
    interest_paid: int = 0
    written_off: int = 0
    carried_in: int = 0
    carried_out: int = 0

    @property
    def left(self) -> int:
        """Cents that nothing holds."""
        return self.allotted - self.committed

    @property
    def came_back(self) -> int:
        """Cents of the grant that carriers gave back, of their own accord or on a claim."""
        return self.refunded + self.recovered

    @property
    def kept(self) -> int:
        """Cents that carriers have: paid, less what came back of the grant (no interest)."""
        return self.paid - self.came_back

    @property
    def to_pay(self) -> int:
        """Cents that are awarded and not paid."""
        return self.committed - self.kept

    @property
    def drawn(self) -> int:
        """Cents that the funder sent and did not get back."""
        return self.received - self.returned

    @property
    def at_hand(self) -> int:
        """Cents of the funder that lie at the office: what the bank would show of this money."""
        return self.drawn - self.kept

    @property
    def open_claim(self) -> int:
        """Cents claimed back, with interest, that are neither paid nor written off."""
        claims = self.claimed + self.interest
        return claims - self.recovered - self.interest_paid - self.written_off

    def plus(self, line: Line) -> Pot:
        """The balances with one more entry."""
        moved = {
            name: getattr(self, name) + sign * line.net for name, sign in EFFECTS[line.kind].items()
        }
        return replace(self, **moved)


def pot(lines: Iterable[Line]) -> Pot:
    """The balances of entries, in any order."""
    found = Pot()
    for line in lines:
        found = found.plus(line)
    return found


def carryable(pot: Pot, percent: int) -> int:
    """Cents that may go into a later period: of what nothing holds, and of a share of the money.

    The share is that of all the money the period had before anything was carried out of it.
    """
    most = (pot.allotted + pot.carried_out) * percent // 100 - pot.carried_out
    return max(min(pot.left, most), 0)


def spread(cents: int, shares: Sequence[int]) -> list[int]:
    """An amount over shares in proportion, none above its own; what is rounded goes to the first.

    Shares below zero get nothing. All of it where the shares are not enough.
    """
    whole = [max(share, 0) for share in shares]
    total = sum(whole)
    if cents >= total:
        return whole
    parts = [share * cents // total for share in whole]
    for place, share in enumerate(whole):
        parts[place] += min(cents - sum(parts), share - parts[place])
    return parts


def by_case(lines: Iterable[Line]) -> dict[int | None, int]:
    """Cents of open commitments by the key of the case."""
    return _open((line.case, line) for line in lines)


def by_theme(lines: Iterable[Line]) -> dict[int | None, int]:
    """Cents of open commitments by the key of the theme; None where a case names none."""
    return _open((line.theme, line) for line in lines)


def _open(pairs: Iterable[tuple[int | None, Line]]) -> dict[int | None, int]:
    found: dict[int | None, int] = {}
    for key, line in pairs:
        effect = EFFECTS[line.kind].get("committed", 0)
        if effect:
            found[key] = found.get(key, 0) + effect * line.net
    return found


def broken(pot: Pot, *, draws_down: bool) -> str:
    """The promise that the balances of a period or a case break, as a code; empty where none.

    `above_open`: more released than committed. `above_award`: more paid than awarded. `above_paid`:
    more given back or claimed than was paid. `above_claim`: more paid on a claim than it says.
    `above_asked`: more received of the funder than asked for. `above_drawn`: more paid or sent back
    than the funder sent, where the programme draws money down.
    """
    checks = {
        "above_open": pot.committed < 0,
        "above_award": pot.kept > pot.committed,
        "above_paid": min(pot.paid, pot.refunded, pot.kept) < 0
        or pot.claimed + pot.refunded > pot.paid,
        "above_claim": min(pot.claimed - pot.recovered, pot.interest - pot.interest_paid) < 0
        or pot.open_claim < 0,
        "above_asked": pot.received > pot.asked,
        "above_drawn": draws_down and pot.at_hand < 0,
    }
    return next((code for code, is_broken in checks.items() if is_broken), "")
