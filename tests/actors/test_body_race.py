"""Two people at the controls: a body gets one chair, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from actors.bodies.actions import save_member
from actors.models import Body, BodyMember
from portal.accounts.models import User
from tests.factories.accounts import user
from tests.factories.actors import body
from tests.factories.bodies import LONG_AGO
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def appoint(made: Body, by: User, name: str) -> Callable[[], BodyMember]:
    """What one office does: a new chair."""
    chair = BodyMember(body=made, name=name, function="chair", from_day=LONG_AGO)

    def save() -> BodyMember:
        chair.save()
        return chair

    return lambda: save_member(by=by, member=chair, save=save)


def test_two_offices_at_once_appoint_one_chair() -> None:
    made, offices = body(), [user("coordinator") for _each in range(4)]
    jobs = [appoint(made, office, f"Vorsitz {n}") for n, office in enumerate(offices)]
    results = at_once(jobs)
    assert sum(isinstance(each, BodyMember) for each in results) == 1
    assert sum(isinstance(each, ValidationError) for each in results) == 3
    assert BodyMember.objects.count() == 1
