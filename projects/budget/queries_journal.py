"""Reads for the screens of the ledger: pots with their shares, and the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import BigAutoField, QuerySet, Value
from django.utils.translation import gettext as _

from actors.themes.models import Theme
from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.budget.models import LedgerEntry
from projects.budget.models_funders import Funder
from projects.budget.queries import Balance, Purse, balances_of
from projects.budget.sums import Pot
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.programmes.models import FundingPeriod, FundingProgramme

CHUNK, RECENT = 500, 10
Names = dict[tuple[str, int], str]
_NAMES = Prepared(
    lambda: (
        Theme.objects.order_by()
        .values_list(Value("theme"), "pk", "labels")
        .union(Funder.objects.order_by().values_list(Value("funder"), "pk", "labels"), all=True)
    )
)
_PERIOD = Prepared(
    lambda pk: FundingPeriod.objects.filter(pk=pk).select_related("programme").order_by(),
    pk=BigAutoField(),
)


def period_with_key(pk: int) -> FundingPeriod | None:
    """A period with its programme."""
    return next(iter(_PERIOD.objects(pk=pk)), None)


@dataclass(frozen=True, slots=True)
class Share:
    """What a theme holds of a pot: cents, and percent of all that is committed."""

    theme: str
    cents: int
    percent: int


@dataclass(frozen=True, slots=True)
class FunderShare:
    """Money of a funder in a pot for a purpose: cents, and percent of all that is allotted."""

    funder: str
    purpose: str
    cents: int
    percent: int
    purse: Purse

    @property
    def code(self) -> str:
        """What a form knows it by, whatever else changes in the pot meanwhile."""
        words = hashlib.sha256(self.purpose.encode()).hexdigest()[:12]
        return f"{self.purse[0] or 0}-{words}"

    @property
    def name(self) -> str:
        """The funder, with the purpose where the money has one."""
        return f"{self.funder} ({self.purpose})" if self.purpose else self.funder


@dataclass(frozen=True, slots=True)
class PotRow:
    """A period with its money and the shares of themes and funders, the largest first.

    `purses` also holds those whose money all went elsewhere: a form sent twice still knows them.
    """

    period: FundingPeriod
    pot: Pot
    shares: list[Share]
    purses: list[FunderShare]

    @property
    def funders(self) -> list[FunderShare]:
        """Whose money is in the pot."""
        return [share for share in self.purses if share.cents]

    @property
    def percent(self) -> int:
        """How much of the allotted money is committed, in percent."""
        return self.pot.committed * 100 // self.pot.allotted if self.pot.allotted > 0 else 0


def pot_rows(periods: Iterable[FundingPeriod]) -> list[PotRow]:
    """Periods with their money; two queries, whatever their number."""
    listed = list(periods)
    balances = balances_of(listed)
    names = {(kind, pk): str(labels) for kind, pk, labels in _NAMES.rows()} if listed else {}
    return [_pot_row(each, balances[each.pk], names) for each in listed]


def _pot_row(period: FundingPeriod, balance: Balance, names: Names) -> PotRow:
    own = str(period.programme.funder)
    return PotRow(period, balance.pot, _shares(balance, names), _funders(balance, names, own))


def _funders(balance: Balance, names: Names, own: str) -> list[FunderShare]:
    held = sorted(
        ((cents, purse) for purse, cents in balance.by_funder.items()),
        key=lambda pair: (-pair[0], pair[1][0] or 0, pair[1][1]),
    )
    whole = balance.pot.allotted
    return [
        FunderShare(
            own if purse[0] is None else names["funder", purse[0]],
            purse[1],
            cents,
            round(cents * 100 / whole) if whole > 0 else 0,
            purse,
        )
        for cents, purse in held
    ]


def _shares(balance: Balance, names: Names) -> list[Share]:
    held = sorted(
        ((cents, key) for key, cents in balance.by_theme.items() if cents),
        key=lambda pair: (-pair[0], pair[1] or 0),
    )
    whole = balance.pot.committed
    return [
        Share(
            names["theme", key] if key is not None else _("without a theme"),
            cents,
            round(cents * 100 / whole) if whole > 0 else 0,
        )
        for cents, key in held
    ]


def pots_by_programme() -> list[tuple[FundingProgramme, list[PotRow]]]:
    """All periods by programme, those that still run in front, the newest period first."""
    periods = FundingPeriod.objects.select_related("programme").order_by(
        "-programme__is_active", "programme__code", "-starts_on"
    )
    found: dict[int, tuple[FundingProgramme, list[PotRow]]] = {}
    for row in pot_rows(periods):
        programme = row.period.programme
        found.setdefault(programme.pk, (programme, []))[1].append(row)
    return list(found.values())


def journal(
    *, period: FundingPeriod | None = None, kind: str = "", number: str = ""
) -> QuerySet[LedgerEntry]:
    """Entries in the order of posting, the newest first; `number` of an application in any case."""
    found = LedgerEntry.objects.select_related(
        "period__programme", "case", "by", "counter", "corrects", "funder"
    )
    if period:
        found = found.filter(period=period)
    if kind:
        found = found.filter(kind=kind)
    if number:
        found = found.filter(case__in=Case.objects.filter(number__iexact=number).order_by())
    return found.order_by("-pk")


ENTRIES = Part(
    Prepared(lambda case: journal().filter(case__pk=case).order_by("pk"), case=BigAutoField()),
    of_case,
)


def entries_of(case: Case) -> list[LedgerEntry]:
    """The entries of a case in the order of posting."""
    return ENTRIES.of(case)


def in_chunks(entries: QuerySet[LedgerEntry]) -> Iterator[LedgerEntry]:
    """All entries in the order of posting; memory and open cursors do not grow with them."""
    last = 0
    while True:
        found = list(entries.filter(pk__gt=last).order_by("pk")[:CHUNK])
        yield from found
        if len(found) < CHUNK:
            return
        last = found[-1].pk


_RECENT = Prepared(
    lambda period: journal().filter(period__pk=period)[:RECENT], period=BigAutoField()
)


def recent(period: FundingPeriod) -> list[LedgerEntry]:
    """The newest ten entries of a period."""
    return _RECENT.objects(period=period.pk)
