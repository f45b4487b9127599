"""The status of an application by a secret link, through HTTP."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import audit, clock
from projects.cases.models import Case
from projects.correspondence.models import StatusLink
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def person() -> User:
    return user("applicant", first_name="Gerda", last_name="Geheim")


@pytest.fixture
def case(person: User) -> Case:
    return make.submitted(owner=person)


def share(case: Case) -> str:
    return reverse("application_share", args=[case.call.code, case.uuid])


def made_link(person: User, case: Case) -> str:
    """The path of the link as the page shows it."""
    answer = client_for(person).post(share(case), {"button": "make"})
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    found = re.search(r'href="[^"]*(/de/stand/[^"]+)"', answer.content.decode())
    assert found
    return found[1]


def test_the_link_shows_the_status_and_no_personal_data(person: User, case: Case) -> None:
    path = made_link(person, case)
    token = path.split("/")[-2]
    assert len(token) >= 40
    link = StatusLink.objects.get()
    assert token not in str(vars(link))
    answer = Client().get(path)
    html = answer.content.decode()
    assert case.number
    assert case.number in html
    for shown in (case.title, "Eingegangen", "20. Januar 2027", "Antrag eingegangen"):
        assert shown in html
    hidden = ("Geheim", person.email, case.contact_email, case.contact_name, case.summary)
    for secret in (*hidden, case.carrier_name, str(case.uuid)):
        assert secret not in html
    assert "noindex" in html
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"


def test_it_is_shown_once_and_never_kept(person: User, case: Case) -> None:
    path = made_link(person, case)
    html = client_for(person).get(share(case)).content.decode()
    assert path not in html
    assert "Es gibt einen Link" in html
    assert path.split("/")[-2] not in str(list(audit.history(case).values()))


def test_revoked_replaced_expired_and_unknown_links_say_what_to_do(
    person: User, case: Case
) -> None:
    first = made_link(person, case)
    second = made_link(person, case)
    visitor = Client()
    assert visitor.get(first).status_code == 404
    assert visitor.get(second).status_code == 200
    with clock.frozen("2027-11-22 10:01"):
        assert visitor.get(second).status_code == 404
    browser = client_for(person)
    for _click in range(2):
        assert browser.post(share(case), {"button": "revoke"}).status_code == 302
    odd = ("x", "x" * 5000, "%00", "..", "ä")
    for path in (second, *(f"/de/stand/{token}/" for token in odd)):
        answer = visitor.get(path)
        assert answer.status_code == 404, path
    answer = visitor.get(second)
    assert "Dieser Link gilt nicht" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    events = [entry.event for entry in audit.history(case)]
    assert events.count("status_link_made") == 2
    assert events.count("status_link_revoked") == 1


def test_only_the_people_of_a_sent_application_make_links(person: User, case: Case) -> None:
    for role in ("applicant", "coordinator", "admin"):
        assert client_for(user(role)).post(share(case), {"button": "make"}).status_code == 404
    assert Client().post(share(case)).status_code == 302
    draft = make.draft(case.call, person)
    assert client_for(person).post(share(draft)).status_code == 404
    assert not StatusLink.objects.exists()
