"""How long the advice log keeps who it was: set by the coordination, used by the regular work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.audit import LogEntry
from projects.advice import actions
from projects.advice.models import Advice, AdviceSettings
from tests.factories.accounts import client_for, user
from tests.factories.desk import admin_access, advice
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office() -> Any:
    home_page()
    admin_access()
    with clock.frozen("2026-11-22 10:00"):
        yield


def written(days: int) -> Advice:
    return advice(happened_on=clock.today() - timedelta(days=days), name=f"Person {days}")


def names() -> set[str]:
    return set(Advice.objects.exclude(name="").values_list("name", flat=True))


def test_the_number_of_days_holds_for_help_list_and_housekeeping() -> None:
    written(731), written(400), written(100)
    office = client_for(user("coordinator"))
    listed = office.get(reverse("advice:index")).content.decode()
    assert "730 Tage" in listed
    url = reverse("advice:retention")
    assert url in listed
    asked = office.post(url, {"days": "365"})
    assert asked.status_code == 200
    assert "2 Kontakte sind älter" in asked.content.decode()
    assert not AdviceSettings.objects.exists()
    for _click in range(2):
        assert office.post(url, {"days": "365", "sure": "on"}).status_code == 302
    for page in ("advice:index", "advice:add"):
        assert "365 Tage" in office.get(reverse(page)).content.decode()
    assert names() == {"Person 731", "Person 400", "Person 100"}
    call_command("cron", verbosity=0)
    assert names() == {"Person 100"}
    entry = LogEntry.objects.get(event="advice_retention")
    assert entry.data == {"before": 730, "after": 365}
    assert office.post(url, {"days": "1000"}).status_code == 302
    assert AdviceSettings.objects.get().retention_days == 1000


@pytest.mark.parametrize("days", ["", "0", "29", "3651", "-5", "1e9", "9" * 400, "\x00", "zwei"])
def test_bad_numbers_are_said_and_change_nothing(days: str) -> None:
    answer = client_for(user("coordinator")).post(reverse("advice:retention"), {"days": days})
    assert answer.status_code == 200
    assert answer.context["form"].errors["days"]
    assert not AdviceSettings.objects.exists()


def test_only_the_coordination_sets_it() -> None:
    for role in set(Role) - {Role.COORDINATOR}:
        with pytest.raises(PermissionDenied):
            actions.set_retention(by=user(role), days=100)
    for days in (0, 29, 3651):
        with pytest.raises(ValidationError):
            actions.set_retention(by=user("coordinator"), days=days)
    assert not AdviceSettings.objects.exists()
