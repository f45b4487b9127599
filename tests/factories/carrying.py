"""Periods that follow each other, for tests of what goes over at a year's end."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.accounts.models import User
from portal.kernel import clock
from projects.programmes.models import FundingPeriod, FundingProgramme
from tests.factories import projects as make
from tests.factories.accounts import user


def periods(rule: str = "all", percent: int = 10) -> tuple[User, FundingPeriod, FundingPeriod, Any]:
    """A period that has ended, the next one, and a case of the first."""
    call = make.call()
    FundingProgramme.objects.filter(pk=call.programme_id).update(
        carry_over=rule, carry_percent=percent
    )
    first = FundingPeriod.objects.get(pk=call.period_id)
    second = FundingPeriod.objects.create(
        programme=call.programme, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31)
    )
    with clock.frozen("2026-11-22 10:00"):
        case = make.draft(call)
    return user("coordinator"), first, second, case
