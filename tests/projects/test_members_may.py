"""Who may do what with a shared application: role × state × predicate, asked and tried by HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.kernel import clock
from projects.cases import permissions as cases
from projects.cases.lifecycle import CASE, DRAFT, WITHDRAWN
from projects.cases.models import Case
from projects.correspondence import permissions as messages
from projects.correspondence.permissions import ENDED
from projects.correspondence.queries import people_of
from projects.intake import actions
from projects.intake.actions_members import invite_member, remove_member
from tests.factories import forms
from tests.factories import members as make_member
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
OWNER, EDIT, VIEW = "owner", "edit", "view"
NOBODY = ("removed", "left", "invited", "stranger", "inactive", "visitor")
WHO = (OWNER, EDIT, VIEW, *NOBODY)
PEOPLE = {OWNER, EDIT, VIEW}
WRITERS = {OWNER, EDIT}
SENT = {state.code for state in CASE.states} - {DRAFT}
ALL = SENT | {DRAFT}
WITHDRAWABLE = {state.code for state in CASE.states if "withdraw" in CASE.events(state.code)}
# Predicate: who may, and in which states.
TABLE: dict[Callable[[Any, Case], bool], tuple[set[str], set[str] | frozenset[str]]] = {
    cases.may_take_part: (PEOPLE, ALL),
    cases.may_view_case: (PEOPLE, ALL),
    cases.may_edit_case: (WRITERS, ALL),
    cases.may_act_as_owner: ({OWNER}, ALL),
    cases.may_manage_members: ({OWNER}, ALL),
    cases.may_edit_draft: (WRITERS, {DRAFT}),
    cases.may_submit_case: ({OWNER}, {DRAFT}),
    cases.may_delete_draft: ({OWNER}, {DRAFT}),
    cases.may_withdraw_case: ({OWNER}, WITHDRAWABLE),
    messages.is_applicant: (PEOPLE, ALL),
    messages.may_read_messages: (PEOPLE, SENT),
    messages.may_write_to_office: (WRITERS, SENT - ENDED),
    messages.may_share_status: ({OWNER}, SENT),
    messages.may_write_as_office: (set(), ALL),
    messages.may_mark_as_office: (set(), ALL),
}


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def person(case: Case, who: str, role: str | None = "applicant") -> Any:
    """Somebody who stands to the case like that."""
    if who == OWNER:
        return case.owner
    if who == "visitor":
        return AnonymousUser()
    someone = user(role)
    if who == "invited":
        make_member.invited(case, someone.email)
    elif who != "stranger":
        make_member.member(case, VIEW if who == VIEW else EDIT, someone)
    if who in {"removed", "left"}:
        row = make_member.row_of(case, someone)
        remove_member(by=case.owner, case=case, member_id=row.pk)
    if who == "inactive":
        someone.is_active = False
        someone.save()
    return someone


@pytest.mark.parametrize("who", WHO)
def test_every_predicate_in_every_state(who: str) -> None:
    case = make.submitted()
    someone = person(case, who)
    wrong = []
    for state in sorted(ALL):
        case.state = state  # not stored: a draft has no number
        case.is_sealed = True  # what is rejected can be withdrawn only as long as nobody was told
        for ask, (people, states) in TABLE.items():
            if ask(someone, case) != (who in people and state in states):
                wrong.append(f"{ask.__name__} {state}")
    assert not wrong


@pytest.mark.parametrize("who", [EDIT, VIEW])
def test_somebody_of_the_office_is_no_office_in_a_case_they_share(who: str) -> None:
    case = make.submitted()
    colleague = person(case, who, "coordinator")
    assert not messages.may_write_as_office(colleague, case)
    assert messages.may_write_as_office(user("coordinator"), case)


SCREENS = {
    # name: (whom the draft's screen answers 200, whom the submitted one's)
    "application_form": (WRITERS, set()),
    "application_check": (PEOPLE, set()),
    "application_done": (set(), PEOPLE),
    "application_copy": (set(), PEOPLE),
    "application_package": (PEOPLE, PEOPLE),
    "application_members": (PEOPLE, PEOPLE),
    "application_changes": (PEOPLE, PEOPLE),
    "application_delete": ({OWNER}, set()),
    "application_withdraw": (set(), {OWNER}),
    "application_share": (set(), {OWNER}),
}


@pytest.mark.parametrize("who", WHO)
def test_every_screen(who: str) -> None:
    draft = make.draft()
    sent = make.draft(draft.call, draft.owner)
    file = make.attach(sent)
    someone, also = person(draft, who), None
    if who not in {OWNER, "visitor", "stranger"}:
        also = person(sent, who)
    actions.submit_application(by=sent.owner, case=sent)
    sent.refresh_from_db()
    for case, someone_of in ((draft, someone), (sent, also or someone)):
        browser = client_for(None if who in {"visitor", "inactive"} else someone_of)
        for name, columns in SCREENS.items():
            answer = browser.get(reverse(name, args=[case.call.code, case.uuid]))
            wanted = who in columns[0 if case is draft else 1]
            assert (answer.status_code == 200) == wanted, (name, case.state, answer.status_code)
            if who in {"removed", "left", "invited", "stranger"}:
                assert answer.status_code == 404, name
            if answer.streaming:
                b"".join(answer)
        if case is sent:
            got = browser.get(reverse("case_file", args=[case.call.code, case.uuid, file.pk]))
            assert (got.status_code == 200) == (who in PEOPLE)
            got.close()


def test_whoever_only_reads_gets_no_ways_into_the_form() -> None:
    call = forms.call()
    key = forms.fill(client_for(user("applicant")), call, **{"q-core_title-answer": ""})
    case = Case.objects.get(uuid=key)
    check = reverse("application_check", args=[call.code, key])
    for who in (EDIT, VIEW):
        page = client_for(person(case, who)).get(check)
        assert page.context["problems"]
        assert ("/schritt/" in page.content.decode()) == (who == EDIT)
        assert "schickt" in page.content.decode()


@pytest.mark.parametrize("who", WHO)
def test_every_write_over_http(who: str) -> None:
    draft = make.draft()
    browser = client_for(None if who == "visitor" else person(draft, who))
    place = [draft.call.code, draft.uuid]
    step = forms.step_url(draft.call, draft.uuid, "idea")
    marks = forms.marks(client_for(draft.owner), step)
    typed = {**forms.answers()["idea"], "q-core_title-answer": "Geändert"}
    browser.post(step, {**marks, **typed, "button": "later"})
    draft.refresh_from_db()
    assert (draft.title == "Geändert") == (who in WRITERS)
    browser.post(reverse("application_message", args=place), {"text": "Zu früh", "key": draft.uuid})
    assert not draft.messages.exists()
    if who != OWNER:
        browser.post(reverse("application_delete", args=place))
        browser.post(reverse("application_check", args=place))
        assert Case.objects.get().is_draft
    actions.submit_application(by=draft.owner, case=draft)
    browser.post(reverse("application_message", args=place), {"text": "Gut", "key": draft.uuid})
    assert draft.messages.exists() == (who in WRITERS)
    browser.post(reverse("application_share", args=place), {"button": "make"})
    assert draft.status_links.exists() == (who == OWNER)
    browser.post(reverse("application_withdraw", args=place))
    assert (Case.objects.get().state == WITHDRAWN) == (who == OWNER)


@pytest.mark.parametrize("who", [EDIT, VIEW, "removed", "stranger"])
def test_actions_ask_themselves(who: str) -> None:
    case = make.draft()
    someone = person(case, who)
    calls: list[Callable[[], Any]] = [
        lambda: actions.submit_application(by=someone, case=case),
        lambda: actions.withdraw_application(by=someone, case=case),
        lambda: actions.delete_draft(by=someone, case=case),
        lambda: invite_member(
            by=someone, case=case, email="x@example.org", role="edit", language="de"
        ),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()
    if who != EDIT:
        with pytest.raises(PermissionDenied):
            make.attach(case, by=someone)


def test_mails_go_to_those_who_fill_in() -> None:
    case = make.submitted()
    editor = person(case, EDIT)
    for who in (VIEW, *NOBODY):
        person(case, who)
    assert people_of(case) == [case.owner, editor]
