"""The demo's funding period that is over, as a reader of the database finds it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from actors.models import Meeting, Resolution
from projects.budget.queries import pots_of
from projects.cases import lifecycle as life
from projects.models import (
    Case,
    Disbursement,
    FundingPeriod,
    HandIn,
    Motion,
    Notice,
    Receipt,
    Recovery,
    YearReport,
)
from projects.payments.lifecycle import EXECUTED
from projects.register.queries import public_grants, register_settings
from tests.portal.demo_money import cents_of

ENDED = {life.CLOSED, life.REJECTED, life.REJECTED_FORMALLY, life.WITHDRAWN}
GREW = (Disbursement, HandIn, Receipt, Recovery, Resolution, YearReport)


def last_year_is_complete() -> None:
    """Every way to end, nothing open, and reports that say what the ledger says."""
    cases = Case.objects.filter(call__code__endswith="-vorjahr")
    assert set(cases.values_list("state", flat=True)) == ENDED
    _nothing_is_open(cases)
    _the_committee_decided(cases)
    for period in FundingPeriod.objects.filter(calls__cases__in=cases).distinct():
        _period_is_complete(period, cases.filter(call__period=period))


def _period_is_complete(period: FundingPeriod, cases: QuerySet[Case]) -> None:
    year = f"-{period.starts_on.year}-"
    assert all(year in (number or "") for number in cases.values_list("number", flat=True))
    pot, report = pots_of([period])[period.pk], YearReport.objects.get(period=period)
    assert pot.paid == cents_of(Disbursement.objects.filter(case__in=cases, state=EXECUTED))
    assert (pot.to_pay, pot.open_claim, pot.written_off) == (0, 0, 0)
    assert pot.refunded > 0
    drew_down = period.programme.draws_down
    assert (pot.recovered > 0, pot.returned > 0) == (not drew_down, drew_down)
    assert not drew_down or (pot.received, pot.at_hand) == (pot.asked, 0)
    told = report.content["money"]
    assert told == {name: getattr(pot, name) for name in told}
    closed = set(cases.filter(state=life.CLOSED).values_list("number", flat=True))
    assert {each["number"] for each in report.content["projects"]} == closed
    public = [each for each in public_grants(register_settings()) if each.id in closed]
    assert sum(each.paid_cents for each in public) == pot.kept > 0


def _nothing_is_open(cases: QuerySet[Case]) -> None:
    payments = Disbursement.objects.filter(case__in=cases)
    assert not payments.exclude(state=EXECUTED).exists()
    assert [each.state for each in Recovery.objects.filter(case__in=cases)] == ["settled"]
    notices = Notice.objects.filter(case__in=cases)
    assert not notices.filter(released_at=None).exists()
    assert not notices.filter(deliveries=None).exists()


def _the_committee_decided(cases: QuerySet[Case]) -> None:
    """One sitting with a recusal, adopted minutes and a numbered resolution on each decision."""
    motions = Motion.objects.filter(item__case__in=cases).select_related("resolution")
    numbers = [motion.resolution.number for motion in motions if motion.resolution]
    assert len(set(numbers)) == len(motions) == 7
    meeting: Any = Meeting.objects.get(items__decision_item__motions=motions[0])
    assert meeting.minutes.state == "approved"
    assert sum(item.recusals.count() for item in _items(meeting)) == 1


def _items(meeting: Meeting) -> list[Any]:
    return [each.decision_item for each in meeting.items.select_related("decision_item")]
