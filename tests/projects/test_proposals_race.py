"""Several at once at project pages: one page of each case, never a seventh photo."""

from __future__ import annotations

from typing import Any

import pytest

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.proposals.actions_page import make_project_page
from projects.proposals.models import ProposedPhoto
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectPage
from tests.factories import proof
from tests.factories import proposals as make
from tests.factories.accounts import user
from tests.factories.projects import theme
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_at_once_make_one_page_and_two_cases_two() -> None:
    home_page()
    theme()
    with clock.frozen("2026-11-22 10:00"):
        first, second = make.closed(), proof.closed()
        people = [user("coordinator") for _number in range(2)]

        def click(by: Any, case: Any) -> Any:
            return make_project_page(by=by, case=case)

        pages = at_once(
            [
                lambda: click(people[0], first),
                lambda: click(people[1], first),
                lambda: click(people[1], second),
            ]
        )
        assert pages[0].pk == pages[1].pk != pages[2].pk
        assert Microproject.objects.count() == 2
        assert MicroprojectPage.objects.filter(alias_of=None).count() == 2
        assert [entry.event for entry in audit.history(first)].count("project_page_made") == 1


def test_no_seventh_photo() -> None:
    home_page()
    theme()
    with clock.frozen("2026-11-22 10:00"):
        case = proof.running()
        for _number in range(5):
            make.photo(case)
        made = at_once([lambda: make.photo(case)] * 3)
        assert sum(isinstance(each, NotAllowed) for each in made) == 2
        assert ProposedPhoto.objects.count() == 6
