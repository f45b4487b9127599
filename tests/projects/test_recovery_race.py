"""Two at once: the same payment, the same notice, two recoveries of one case."""

from __future__ import annotations

from functools import partial

import pytest

from portal.kernel import clock
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import LedgerError
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import ClaimPayment
from projects.recoveries.queries_claims import standing_of
from tests.factories import decision as notices
from tests.factories import projects as funding
from tests.factories import recoveries as make
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = "2026-11-22 10:00"


def begin() -> None:
    home_page()
    funding.theme()


def test_two_note_the_same_payment() -> None:
    begin()
    with clock.frozen(NOW):
        recovery = make.claimed()
        people = [user("finance"), user("coordinator")]
        jobs = [partial(make.pay_back, recovery, 50_000, by=by) for by in people]
        results = at_once(jobs)
    refused = [found for found in results if isinstance(found, Exception)]
    assert [type(found) for found in refused] == [LedgerError]
    assert ClaimPayment.objects.count() == 1
    assert standing_of(recovery).open == 0


def test_one_clicks_twice() -> None:
    begin()
    with clock.frozen(NOW):
        recovery, by = make.claimed(), user("finance")
        jobs = [partial(make.pay_back, recovery, 10_000, by=by, key="once") for _click in range(3)]
        results = at_once(jobs)
    assert len({found.pk for found in results}) == 1
    assert LedgerEntry.objects.filter(kind=EntryKind.RECOVERED).count() == 1


def test_two_release_the_same_notice() -> None:
    begin()
    with clock.frozen(NOW):
        notice = make.drafted()
        people = [user("coordinator") for _each in range(2)]
        at_once([partial(notices.release, notice, by=by) for by in people])
    assert LedgerEntry.objects.filter(kind=EntryKind.RECOVERY).count() == 1
    assert Recovery.objects.get().state == "claimed"


def test_two_open_a_recovery() -> None:
    begin()
    with clock.frozen(NOW):
        case = make.paid_case()
        people = [user("coordinator") for _each in range(2)]
        at_once([partial(make.opened, case, by) for by in people])
    assert Recovery.objects.count() == 1
