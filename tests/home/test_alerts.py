"""The alert above every page: begins and ends by the clock, urgent ones first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from home.alerts.permissions import may_manage_alerts
from home.models import Alert
from portal.accounts.roles import Role
from portal.kernel import clock
from tests.factories.accounts import client_for, user
from tests.factories.home import alert, translation_of
from tests.factories.site import home_page, standard_page

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 22, 10, tzinfo=clock.BERLIN)
END = datetime(2026, 11, 22, 18, tzinfo=clock.BERLIN)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (START - timedelta(microseconds=1), False),
        (START, True),
        (END - timedelta(microseconds=1), True),
        (END, False),
    ],
)
def test_alert_begins_and_ends_at_the_minute(client: Client, moment: datetime, shown: bool) -> None:
    home_page()
    alert("Hochwasser", starts_at=START, ends_at=END)
    with clock.frozen(moment):
        assert ("Hochwasser" in client.get("/de/").content.decode()) is shown
        assert ("Hochwasser" in client.get("/de/nirgends/").content.decode()) is shown


def test_ends_between_two_requests_of_one_visitor(client: Client) -> None:
    home_page()
    alert("Hochwasser", starts_at=START, ends_at=END)
    with clock.frozen(END - timedelta(seconds=1)):
        assert "Hochwasser" in client.get("/de/").content.decode()
    with clock.frozen(END):
        assert "Hochwasser" not in client.get("/de/").content.decode()


@pytest.mark.parametrize(
    ("severity", "word"),
    [("info", "Information"), ("warning", "Warnung"), ("danger", "Gefahr")],
)
def test_severity_is_a_word_beside_the_colour(client: Client, severity: str, word: str) -> None:
    home_page()
    shown = alert(severity=severity)
    html = client.get("/de/").content.decode()
    assert f"alert-banner--{severity}" in html
    # The catalogue of the language decides the word; without one it is the English msgid.
    assert f"{shown.get_severity_display()}: Straße gesperrt" in html or word in html


def test_the_most_urgent_comes_first(client: Client) -> None:
    home_page()
    alert("Fest", severity="info")
    alert("Gas", severity="danger")
    alert("Glatteis", severity="warning")
    html = client.get("/de/").content.decode()
    assert "Gas" in html
    assert "Glatteis" not in html


def test_alert_speaks_the_language_and_leads_to_the_page_in_it(client: Client) -> None:
    home_page(languages=True)
    page = standard_page(title="Notfall")
    english = translation_of(page, "en", title="Emergency", slug="emergency")
    shown = alert(page=page)
    shown.title = {"de": "Sturm", "en": "Storm"}
    shown.save()
    html = client.get("/en/").content.decode()
    assert "Storm" in html
    assert english.get_url() in html
    # A page that is a draft again is not linked.
    page.unpublish()
    english.unpublish()
    assert english.get_url() not in client.get("/en/").content.decode()


def test_the_end_lies_after_the_start() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        alert(starts_at=END, ends_at=START)


@pytest.mark.parametrize("role", [*Role])
def test_who_manages_alerts(role: Role) -> None:
    home_page()
    person = user(role)
    allowed = role in {Role.COORDINATOR, Role.APPROVER, Role.ADMIN}
    assert may_manage_alerts(person) is allowed


def test_coordination_writes_an_alert_in_the_admin() -> None:
    home_page()
    person = user(Role.COORDINATOR)
    _let_into_admin(person)
    browser = client_for(person)
    form = {
        "severity": "danger",
        "title_de": "Wasser abkochen",
        "text_de": "Bis auf Weiteres.",
        "starts_at": "2026-11-22 10:00",
        "ends_at": "2026-11-22 09:00",
    }
    response = browser.post("/admin/hinweise/new/", form)
    assert response.status_code == 200
    assert not Alert.objects.exists()
    assert "Wasser abkochen" in response.content.decode()

    response = browser.post("/admin/hinweise/new/", form | {"ends_at": "2026-11-22 18:00"})
    assert response.status_code == 302
    assert Alert.objects.get().title == {"de": "Wasser abkochen"}
    assert "Wasser abkochen" in browser.get("/admin/hinweise/").content.decode()


def test_an_editor_does_not_write_alerts() -> None:
    home_page()
    person = user(Role.EDITOR)
    _let_into_admin(person)
    browser = client_for(person)
    assert browser.get("/admin/hinweise/new/").status_code in (302, 403)
    browser.post("/admin/hinweise/new/", {"severity": "info", "title_de": "x"})
    assert not Alert.objects.exists()


def _let_into_admin(person: object) -> None:
    from django.contrib.auth.models import Permission

    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
