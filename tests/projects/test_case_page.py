"""The office's page of a case: everything on it, few questions to the database however much."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel.together import gathered
from projects.cases.models import Case
from projects.cases.queries import case_for_office
from projects.correspondence.queries import unread_by_office, unread_in
from projects.intake.binding import OPTIONS
from projects.parts import OF_CASE
from projects.review.queries import check_lines
from tests.factories import members
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.case_page import TEXT, add_more, full_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
MOST = 16
"""Of the 20 that are the limit: money and proof have to fit as well."""


@pytest.fixture
def office() -> User:
    """Somebody of the coordination."""
    return user("coordinator")


@pytest.fixture
def case(office: User) -> Case:
    """A case with all that a page shows."""
    return full_case(office)


def asked(desk: Client, address: str) -> int:
    """How many questions a page asks."""
    with CaptureQueriesContext(connection) as questions:
        assert desk.get(address).status_code == 200
    return len(questions)


def test_the_page_shows_everything(case: Case, office: User) -> None:
    html = client_for(office).get(reverse("cases:inspect", args=[case.pk])).content.decode()
    shown = [
        *("Notiz 0", "Notiz 1", TEXT, "Das Jahr davor", "angebot.pdf", "Nähtreff", "Vorläufig"),
        *("Bitte genauer.", "Im März.", "Gut.", "Hochbeete am Karlsplatz", "Holz", "1.000,00"),
        *("Auf Papier", "Interne Notizen", "Stellungnahme", "Vertretung", "Beete"),
        *("Erste Rate", "DE89 **** **** **** **30 00"),
        *(each.user.name for each in case.memberships.all() if each.user),
    ]
    assert [text for text in shown if text not in html] == []


@pytest.mark.counted
@pytest.mark.parametrize("screen", ["cases:inspect", "cases:print"])
def test_few_questions_however_much_there_is(screen: str, case: Case, office: User) -> None:
    desk, address = client_for(office), reverse(screen, args=[case.pk])
    desk.get(address)
    few = asked(desk, address)
    add_more(office, case, 8)
    assert asked(desk, address) == few <= MOST


@pytest.mark.counted
def test_a_plain_case_asks_no_more(case: Case, office: User) -> None:
    desk, plain = client_for(office), make.submitted(case.call)
    address = reverse("cases:inspect", args=[plain.pk])
    desk.get(address)
    assert asked(desk, address) < MOST


def test_what_is_gathered_is_what_is_asked_alone(case: Case) -> None:
    found = case_for_office(case.pk)
    assert found
    for part in OF_CASE:
        kept, alone = gathered(part, found), part.of(case)
        assert kept == alone
        assert alone or part is OPTIONS, part
        for one, other in zip(kept or [], alone, strict=True):
            names = [field.attname for field in one._meta.concrete_fields]
            values = [(getattr(one, name), getattr(other, name)) for name in names]
            assert all(type(a) is type(b) and a == b for a, b in values), values
    assert gathered(OF_CASE[0], case) is None
    assert unread_in(found) == unread_by_office([case.pk]).get(case.pk, 0)
    assert check_lines(found, looks=False) == check_lines(case, looks=False)


def test_who_takes_part_reads_no_case_work(case: Case) -> None:
    with_part = members.member(make.draft(case.call, case.owner), "view", user("finance"))
    case.memberships.filter(role="view").update(user=with_part)
    html = client_for(with_part).get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "Notiz 0" not in html
    other = client_for(user("finance")).get(reverse("cases:inspect", args=[case.pk]))
    assert "Notiz 0" in other.content.decode()


@pytest.mark.parametrize("screen", ["cases:inspect", "cases:print"])
@pytest.mark.parametrize("key", [0, 2**63, 10**30])
def test_no_such_case(screen: str, key: int, office: User) -> None:
    assert client_for(office).get(reverse(screen, args=[key]), follow=True).status_code == 404
