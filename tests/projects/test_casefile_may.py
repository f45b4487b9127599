"""Who may have a case as a file: coordination, finance and audit, never in a case of their own."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from projects.casefile.actions import ask_for_dossier, make_dossier, take_dossier
from projects.casefile.models import Dossier
from projects.casefile.permissions import may_read_notes, may_take_dossier
from projects.cases.models import Case
from tests.factories import members as people
from tests.factories import projects as funding
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db
MAY = {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.frozen("2026-11-22 10:00"):
        yield


def status(browser: Client, url: str) -> int:
    """What an address answers in the end; an unknown one is looked for in the language first."""
    answer = browser.get(url, follow=True)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def addresses(case: Case, dossier: Dossier) -> list[str]:
    """The screen of a case and the file of a person."""
    return [
        reverse("case_dossier", args=[case.pk]),
        reverse("case_dossier_file", args=[case.pk, dossier.uuid]),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_the_roles(role: Role) -> None:
    case, person = funding.submitted(), user(role)
    url, may = reverse("case_dossier", args=[case.pk]), role in MAY
    assert may_take_dossier(person, case) == may_read_notes(person, case) == may
    answer = client_for(person).post(url)
    assert Dossier.objects.filter(owner=person).exists() == may
    assert (answer.get("Location") == url) == may
    if not may:
        with pytest.raises(PermissionDenied):
            ask_for_dossier(by=person, case=case)
    page = client_for(person).get(reverse("cases:inspect", args=[case.pk]))
    assert (url in page.content.decode()) == may


def test_who_takes_part_never_gets_it() -> None:
    """Also where they work for the office."""
    owner, member = user("coordinator"), user("auditor")
    case = funding.submitted(owner=owner)
    people.member(case, person=member)
    dossier = ask_for_dossier(by=user("finance"), case=case)
    make_dossier.func(dossier.pk)
    for person in (owner, member):
        assert not may_take_dossier(person, case)
        with pytest.raises(PermissionDenied):
            ask_for_dossier(by=person, case=case)
        for url in addresses(case, dossier):
            assert status(client_for(person), url) == 404
            client_for(person).post(url)
    assert Dossier.objects.count() == 1


def test_an_office_that_was_asked_gets_none() -> None:
    asked, speaker = work.opinion()
    with pytest.raises(PermissionDenied):
        ask_for_dossier(by=speaker.person, case=asked.case)


def test_drafts_and_unknown_cases_are_nobodys() -> None:
    draft, browser = funding.draft(), client_for(user("auditor"))
    for pk in (draft.pk, 10**6, 2**63 - 1, 10**30):
        url = reverse("case_dossier", args=[pk])
        assert status(browser, url) == 404
        browser.post(url)
    assert not Dossier.objects.exists()


def test_a_file_is_its_owners_alone() -> None:
    case, other = funding.submitted(), funding.submitted()
    person: User = user("auditor")
    dossier = ask_for_dossier(by=person, case=case)
    _screen, url = addresses(case, dossier)
    browser = client_for(person)
    assert status(browser, url) == 404  # not made yet
    make_dossier.func(dossier.pk)
    assert browser.get(url).getvalue()
    assert status(client_for(user("auditor")), url) == 404
    assert status(browser, addresses(other, dossier)[1]) == 404
    assert status(browser, url.replace(str(dossier.uuid), str(uuid4()))) == 404
    dossier.refresh_from_db()
    with pytest.raises(PermissionDenied):
        take_dossier(by=user("auditor"), dossier=dossier)
    person.groups.clear()
    status(client_for(person), url)
    taken = audit.history(case).filter(event="dossier_taken")
    assert taken.count() == 1


def test_nothing_is_made_once_the_right_has_ended() -> None:
    case, person = funding.submitted(), user("finance")
    dossier = ask_for_dossier(by=person, case=case)
    person.groups.clear()
    make_dossier.func(dossier.pk)
    dossier.refresh_from_db()
    assert (dossier.made_state, dossier.file.name) == ("refused", "")
    assert not audit.history(case).filter(event="dossier_made").exists()


def test_a_file_that_left_the_storage_is_not_found() -> None:
    case, person = funding.submitted(), user("coordinator")
    dossier = ask_for_dossier(by=person, case=case)
    make_dossier.func(dossier.pk)
    dossier.refresh_from_db()
    dossier.file.storage.delete(dossier.file.name or "")
    assert status(client_for(person), addresses(case, dossier)[1]) == 404
