"""Reads over all claims: the list of open ones, and whom to remind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.kernel import clock
from projects.recoveries import lifecycle as life
from projects.recoveries.dues import Due, Standing
from projects.recoveries.models import Recovery, RecoverySettings
from projects.recoveries.queries_claims import for_standing, standings


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A recovery of the list with how far it is paid."""

    recovery: Recovery
    standing: Standing

    @property
    def status(self) -> str:
        """The state in the office's words."""
        return str(_(life.RECOVERY.state(self.recovery.state).internal))

    @property
    def overdue(self) -> int:
        """Cents whose day is over."""
        return self.standing.overdue(clock.today())

    @property
    def next_due(self) -> Due | None:
        """The next payment that is not late."""
        return self.standing.next_due(clock.today())


def open_recoveries() -> QuerySet[Recovery]:
    """All recoveries that have not ended, the oldest first."""
    return for_standing().exclude(state__in=life.ENDED).order_by("opened_at", "pk")


def claim_rows() -> list[ClaimRow]:
    """All open recoveries with their claims; a fixed number of queries."""
    listed = list(open_recoveries())
    found = standings(listed)
    return [ClaimRow(each, found[each.pk]) for each in listed]


def reminders_due() -> Iterator[tuple[Recovery, Due, bool]]:
    """Payments that are late, or come within the days of their programme: with whether late."""
    today = clock.today()
    days = dict(RecoverySettings.objects.values_list("programme", "reminder_days"))
    usual = RecoverySettings().reminder_days
    for row in claim_rows():
        ahead = today + timedelta(days=days.get(row.recovery.case.call.programme_id, usual))
        for due in row.standing.dues:
            if due.day <= ahead:
                yield row.recovery, due, due.is_late(today)
