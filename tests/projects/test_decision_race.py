"""Two decide at once: the pot is never awarded twice, a case never decided twice."""

from __future__ import annotations

from functools import partial

import pytest

from portal.kernel import audit, clock
from projects.budget.posting import LedgerError
from projects.budget.queries import left_in, open_commitment
from projects.cases.models import Case
from projects.decision.models import Decision
from projects.decision.models_notices import Notice
from tests.factories import decision as make
from tests.factories import projects as funding
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_awards_that_together_exceed_the_pot() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        of = make.small_call(pot=200_000)
        cases = [make.ready(of, title=title) for title in ("Hochbeete", "Chor")]
        people = [user("coordinator"), user("coordinator")]
        jobs = [partial(make.decide, case, by=by) for case, by in zip(cases, people, strict=True)]
        results = at_once(jobs)
    assert sorted(type(found) for found in results if isinstance(found, Exception)) == [LedgerError]
    assert Decision.objects.count() == 1
    assert left_in(of.period) == 45_000
    assert sorted(Case.objects.values_list("state", flat=True)) == ["approved", "ready"]


def test_two_people_decide_the_same_case() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case = make.ready()
        people = [user("coordinator") for _each in range(3)]
        at_once([partial(make.decide, case, by=by) for by in people])
    assert Decision.objects.count() == 1
    assert open_commitment(case) == 155_000
    assert [entry.event for entry in audit.history(case)].count("approve") == 1


def test_two_people_release_the_same_notice() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        notice = make.draft(make.decided())
        people = [user("coordinator") for _each in range(2)]
        at_once([partial(make.release, notice, by=by) for by in people])
    assert Notice.objects.get().number == f"{notice.case.number}-B1"
    assert [entry.event for entry in audit.history(notice.case)].count("notify") == 1
