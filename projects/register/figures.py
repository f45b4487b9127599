"""The figures of the register: by year, by theme, by kind of carrier.

A breakdown never shows a single natural person: a group that holds protected grants and counts
fewer than five is merged with the rarest others until it counts five.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from portal.kernel.amounts import Amount
from projects.register.grants import Grant
from projects.register.suppression import FEWEST, OTHER, merged


@dataclass(frozen=True, slots=True)
class Group:
    """Some grants together: their code (`OTHER` where several were merged), number and cents."""

    code: str
    count: int
    cents: int
    paid_cents: int

    @property
    def money(self) -> Amount:
        """What was awarded."""
        return Amount(self.cents)

    @property
    def paid(self) -> Amount:
        """What was paid of it so far."""
        return Amount(self.paid_cents)

    @property
    def is_merged(self) -> bool:
        """Whether several groups stand in it."""
        return self.code == OTHER


def whole(grants: Sequence[Grant]) -> Group:
    """All of them."""
    return _group("", grants)


def by_year(grants: Iterable[Grant]) -> list[Group]:
    """The years in their order."""
    years: dict[str, list[Grant]] = {}
    for grant in grants:
        years.setdefault(str(grant.year), []).append(grant)
    return [_group(year, years[year]) for year in sorted(years)]


def by_theme(grants: Sequence[Grant]) -> list[Group]:
    """The themes, the largest first; those without one have the empty code."""
    return _groups(grants, lambda grant: grant.theme.code if grant.theme else "")


def by_kind(grants: Sequence[Grant]) -> list[Group]:
    """The kinds of carriers, the largest first."""
    return _groups(grants, lambda grant: grant.kind)


def _groups(grants: Sequence[Grant], code_of: Callable[[Grant], str]) -> list[Group]:
    codes = [code_of(grant) for grant in grants]
    held = {code for code, grant in zip(codes, grants, strict=True) if grant.is_protected}
    groups: dict[str, list[Grant]] = {}
    for code, grant in zip(merged(codes, FEWEST, among=held), grants, strict=True):
        groups.setdefault(code, []).append(grant)
    found = [_group(code, listed) for code, listed in groups.items()]
    return sorted(found, key=lambda group: (group.is_merged, -group.cents, group.code))


def _group(code: str, grants: Sequence[Grant]) -> Group:
    return Group(
        code,
        len(grants),
        sum(grant.cents for grant in grants),
        sum(grant.paid_cents for grant in grants),
    )
