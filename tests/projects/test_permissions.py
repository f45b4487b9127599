"""Who may do what: every action × every role × whose case it is, asked and tried."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock, registry
from portal.kernel.lifecycle import NotAllowed
from projects.cases import permissions as may
from projects.cases.models import Case
from projects.intake import actions
from projects.intake.permissions import may_offer_version
from projects.programmes.permissions import may_manage_programmes, may_view_programmes
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
EVERYBODY = [None, *Role]
OFFICE = {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR}
# Rows: predicate. Columns: who besides the owner may, for a draft and for a submitted case.
TABLE: dict[str, tuple[bool, set[Role], bool, set[Role]]] = {
    # name: (owner of a draft, others on a draft, owner of a submitted one, others on it)
    "may_view_case": (True, set(), True, OFFICE),
    "may_edit_draft": (True, set(), False, set()),
    "may_submit_case": (True, set(), False, set()),
    "may_withdraw_case": (False, set(), True, set()),
    "may_delete_draft": (True, set(), False, set()),
}
LISTS: dict[Any, set[Role]] = {
    may.may_list_cases: OFFICE,
    may.may_export_cases: OFFICE,
    may_offer_version: {Role.COORDINATOR},
    may_view_programmes: OFFICE | {Role.ADMIN},
    may_manage_programmes: {Role.COORDINATOR, Role.ADMIN},
}


@pytest.fixture(autouse=True)
def _clock() -> Any:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        yield


def person(role: Role | None) -> Any:
    return user(role)


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
@pytest.mark.parametrize("name", TABLE)
def test_cases(name: str, role: Role | None) -> None:
    own_draft, others_draft, own_sent, others_sent = TABLE[name]
    ask = getattr(may, name)
    draft, sent = make.draft(), make.submitted()
    stranger = person(role)
    assert ask(stranger, draft) == (role in others_draft)
    assert ask(stranger, sent) == (role in others_sent)
    assert ask(draft.owner, draft) == own_draft
    assert ask(sent.owner, sent) == own_sent
    staff_owner = make.draft(draft.call, stranger)
    assert ask(stranger, staff_owner) == own_draft


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
def test_lists(ask: Any, role: Role | None) -> None:
    assert ask(person(role)) == (role in LISTS[ask])
    inactive = person(role)
    inactive.is_active = False
    assert not ask(inactive)


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
def test_everybody_signed_in_may_begin_while_the_call_is_open(role: Role | None) -> None:
    call, someone = make.call(), person(role)
    with clock.frozen("2026-11-01 07:59"):
        assert not may.may_begin_case(someone, call)
    assert may.may_begin_case(someone, call)
    call.programme.is_active = False
    assert not may.may_begin_case(someone, call)


def test_visitors_may_nothing() -> None:
    from django.contrib.auth.models import AnonymousUser

    nobody, case = AnonymousUser(), make.submitted()
    assert not any(getattr(may, name)(nobody, case) for name in TABLE)
    assert not any(ask(nobody) for ask in LISTS)
    assert not may.may_begin_case(nobody, case.call)


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
def test_actions_ask(role: Role | None) -> None:
    """Nobody but the owner gets through any action, whatever their role."""
    stranger, draft, sent = person(role), make.draft(), make.submitted()
    attempts = [
        lambda: make.draft(draft.call, stranger, uuid=draft.uuid, title="Fremd"),
        lambda: make.attach(draft, by=stranger),
        lambda: actions.remove_file(by=stranger, case=draft, file_id=1),
        lambda: actions.submit_application(by=stranger, case=draft),
        lambda: actions.submit_application(by=stranger, case=sent),
        lambda: actions.withdraw_application(by=stranger, case=sent),
        lambda: actions.delete_draft(by=stranger, case=draft),
        lambda: actions.delete_draft(by=sent.owner, case=sent),
        lambda: make.attach(sent),
        lambda: actions.withdraw_application(by=draft.owner, case=draft),
    ]
    for attempt in attempts:
        with pytest.raises((PermissionDenied, NotAllowed)):
            attempt()
    draft.refresh_from_db()
    sent.refresh_from_db()
    assert (draft.title, draft.state, sent.state) == (
        "Hochbeete am Karlsplatz",
        "draft",
        "submitted",
    )


OWN_SCREENS = ["form", "check", "done", "copy", "withdraw", "delete"]


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
def test_screens_of_others_do_not_exist(role: Role | None) -> None:
    stranger = client_for(person(role))
    for case in (make.draft(), make.submitted()):
        args = [case.call.code, case.uuid]
        for name in OWN_SCREENS:
            url = reverse(f"application_{name}", args=args)
            answers = [stranger.get(url), stranger.post(url)]
            for answer in answers:
                assert answer.status_code in {404, 405}, (name, answer.status_code)
    assert Case.objects.count() == 2


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
def test_files_only_for_those_who_may_see_the_case(role: Role | None) -> None:
    draft = make.draft()
    stored = make.attach(draft)
    url = reverse("case_file", args=[draft.call.code, draft.uuid, stored.pk])
    stranger = person(role)
    assert client_for(stranger).get(url).status_code == 404
    assert not registry.may_read_file(stranger, stored)
    actions.submit_application(by=draft.owner, case=draft)
    stored.refresh_from_db()
    answer = client_for(stranger).get(url)
    assert answer.status_code == (200 if role in OFFICE else 404)
    assert answer.getvalue().startswith(b"%PDF") == (role in OFFICE)
    assert registry.may_read_file(stranger, stored) == (role in OFFICE)
    own = client_for(draft.owner).get(url)
    assert own.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in own.headers["Cache-Control"]
    assert own.getvalue().startswith(b"%PDF")
    visitor = Client().get(url)
    assert visitor.status_code == 302
    wrong = reverse("case_file", args=[draft.call.code, uuid.uuid4(), stored.pk])
    assert client_for(draft.owner).get(wrong).status_code == 404
