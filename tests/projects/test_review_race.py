"""Several at once in the case work: one question, one answer, one result each."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from portal.kernel import audit, clock
from projects.cases.models import Case
from projects.review import actions, actions_asking, actions_opinions
from projects.review.models import CheckResult
from projects.review.models_asking import Clarification
from projects.review.models_opinions import OpinionRequest
from tests.factories import review as work
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once_leave_one_trace_each() -> None:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        people = [user("coordinator") for _number in range(2)]
        case = work.under_review(people[0])
        said = work.entry(case, "aim", "not_met", "Kein Ziel.")
        other = work.entry(case, "aim", "met", "Doch.")

        def ask(by: Any) -> Any:
            return actions_asking.ask_applicant(
                by=by, case=case, text="Was?", due_on=date(2026, 12, 4), questions=[], key=uuid4()
            )

        recorded = at_once(
            [
                lambda: actions.record_results(by=people[0], case=case, entries=[said]),
                lambda: actions.record_results(by=people[1], case=case, entries=[other]),
            ]
        )
        assert sorted(isinstance(each, actions.Refused) for each in recorded) == [False, True]
        assert CheckResult.objects.filter(case=case, item__code="aim").count() == 1
        asked = at_once([lambda: ask(people[0]), lambda: ask(people[1])])
        assert sum(isinstance(each, PermissionDenied) for each in asked) == 1
        found = Clarification.objects.get()
        actions_asking.save_clarified(
            by=case.owner, case=case, reply="Das.", read=lambda sheet: work.nothing()
        )
        at_once([lambda: actions_asking.answer_clarification(by=case.owner, case=case)] * 3)
        found.refresh_from_db()
        assert found.ended_by == case.owner
        events = [entry.event for entry in audit.history(case)]
        assert events.count("ask") == events.count("answer") == 1


def test_an_office_says_one_thing() -> None:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        request, speaker = work.opinion()

        def give(word: str) -> Any:
            return actions_opinions.give_opinion(
                by=speaker.person, request=request, recommendation=word, reason=word
            )

        at_once([lambda: give("against"), lambda: give("in_favour")])
        said = OpinionRequest.objects.get()
        assert said.recommendation == said.reason
        events = [entry.event for entry in audit.history(request.case)]
        assert events.count("opinion_given") == 1
        case = Case.objects.get()
        coordinator = user("coordinator")
        made = at_once([lambda: actions.make_ready(by=coordinator, case=case)] * 3)
        assert {each.state for each in made} == {"ready"}
        assert [e.event for e in audit.history(case)].count("make_ready") == 1
