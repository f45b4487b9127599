"""Two at the controls at once: one vote, one decision, never more than the pot holds."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.budget.queries import left_in
from projects.cases.models import Case
from projects.decision.models import Decision
from projects.sittings import actions
from projects.sittings.models import Motion
from projects.sittings.models_votes import OpenVote
from tests.factories import projects as funding
from tests.factories import sittings as make
from tests.factories.accounts import user
from tests.factories.bodies import committee
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sittings_award_the_rest_of_the_pot_at_once() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        of = make.call_with(200_000)
        items = []
        for code in ("eins", "zwei"):
            _meeting, (item,) = make.opened(make.ready(of, title=code), of=committee(code=code))
            make.motion(item)
            items.append(item)
        people = [user("coordinator"), user("coordinator")]
        pairs = zip(items, people, strict=True)
        results = at_once([partial(make.vote, item, "yyyyy", by=by) for item, by in pairs])
    assert [type(each) for each in results if isinstance(each, Exception)] == [LedgerError]
    assert Decision.objects.count() == 1
    assert OpenVote.objects.count() == 5
    assert left_in(of.period) == 45_000
    assert sorted(Case.objects.values_list("state", flat=True)) == ["approved", "scheduled"]


def test_two_at_the_controls_of_one_item() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        _meeting, (item,) = make.opened(make.ready())
        people = [user("coordinator"), user("coordinator")]
        now, key = make.fresh(item), uuid4()
        said = {"item": now, "ruling": make.APPROVE, "seen": now.version}
        jobs = [
            partial(actions.make_motion, by=people[0], key=key, **said),
            partial(actions.make_motion, by=people[0], key=key, **said),
            partial(actions.make_motion, by=people[1], key=uuid4(), **said),
        ]
        results = at_once(jobs)
        assert Motion.objects.count() == 1
        refused = [each for each in results if isinstance(each, Exception)]
        assert {type(each) for each in refused} <= {NotAllowed}
        motion = Motion.objects.get()
        votes = [
            partial(make.vote, item, choices, motion, by)
            for choices, by in zip(("yyyyy", "nnnnn"), people, strict=True)
        ]
        at_once(votes)
    assert OpenVote.objects.count() == 5
    assert len(set(OpenVote.objects.values_list("choice", flat=True))) == 1
    assert Decision.objects.count() <= 1
