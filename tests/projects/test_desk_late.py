"""Late submission: one applicant may apply after the closing, everybody else may not."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.intake import actions
from projects.intake import actions_desk as desk
from projects.intake.models_desk import LatePermission
from projects.models import Call, Case
from tests.factories import forms
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.desk import admin_access
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
CLOSED = "2026-12-12 10:00"
UNTIL = make.berlin("2026-12-20 18:00")


@pytest.fixture(autouse=True)
def _office() -> None:
    home_page()
    make.theme()
    admin_access()


def allow(call: Call, **fields: Any) -> LatePermission:
    wanted = {"until": UNTIL, "reason": "War im Krankenhaus.", **fields}
    return desk.allow_late(by=user("coordinator"), call=call, **wanted)


def test_an_address_may_begin_and_send_after_the_closing() -> None:
    call = forms.call()
    late, other = user("applicant", "late@example.org"), user("applicant")
    start = reverse("application_start", args=[call.code])
    with clock.frozen(CLOSED):
        allow(call, email="LATE@example.org")
        browser = client_for(late)
        page = browser.get(start).content.decode()
        assert "bis 20. Dezember 2026, 18 Uhr" in page
        assert reverse("application_new", args=[call.code]) in page
        key = forms.fill(browser, call)
        check = reverse("application_check", args=[call.code, key])
        shown = browser.get(check).content.decode()
        assert "bis 20. Dezember 2026, 18 Uhr" in shown
        assert "kann nicht mehr" not in shown
        assert "20. Dezember" in browser.get(reverse("account_area")).content.decode()
        assert browser.post(check).status_code == 302
        assert Case.objects.get(uuid=key).state == "submitted"
    with clock.frozen("2026-12-13 10:00"):
        nobody = client_for(other)
        assert (
            reverse("application_new", args=[call.code]) not in nobody.get(start).content.decode()
        )
        assert nobody.get(reverse("application_new", args=[call.code])).url == start
        form = reverse("application_form", args=[call.code, uuid.uuid4()])
        assert nobody.get(form).url == start
    with clock.frozen(UNTIL):
        assert (
            reverse("application_new", args=[call.code]) not in browser.get(start).content.decode()
        )


def test_one_draft_may_be_sent_but_no_other_begun() -> None:
    call, owner = make.call(), user("applicant")
    with clock.frozen("2026-11-22 10:00"):
        one, two = make.draft(call, owner), make.draft(call, owner)
    with clock.frozen("2026-12-14 10:00"):
        allow(call, case_uuid=one.uuid)
        with pytest.raises(NotAllowed, match="call_closed"):
            actions.submit_application(by=owner, case=two)
        with pytest.raises(PermissionDenied):
            make.draft(call, owner)
        browser = client_for(owner)
        page = browser.get(reverse("application_form", args=[call.code, one.uuid]))
        assert "bis 20. Dezember 2026, 18 Uhr" in page.content.decode()
        assert actions.submit_application(by=owner, case=one).number
        office = client_for(user("coordinator"))
        file = office.get(reverse("cases:inspect", args=[one.pk])).content.decode()
        assert "War im Krankenhaus." in file
        assert "Nachfrist erlaubt" in file


def test_a_mail_says_until_when_and_a_second_click_sends_none() -> None:
    call, office = make.call(), user("coordinator")
    with clock.frozen(CLOSED):
        wanted = {"call": call, "until": UNTIL, "reason": "Krank.", "email": "a@example.org"}
        one = desk.allow_late(by=office, **wanted)
        assert desk.allow_late(by=office, **wanted) == one
        mail = OutgoingMail.objects.get()
        assert mail.to == ["a@example.org"]
        assert "20. Dezember 2026, 18 Uhr" in mail.text
        assert "Krank." not in mail.text
        assert [entry.reason for entry in audit.history(one)] == ["Krank."]


def test_taking_back() -> None:
    call, late = make.call(), user("applicant", "late@example.org")
    office = user("coordinator")
    with clock.frozen("2026-12-14 10:00"):
        one = allow(call, email=late.email)
        case = make.draft(call, late)
        browser = client_for(office)
        url = reverse("late:revoke", args=[one.pk])
        mails = OutgoingMail.objects.count()
        assert browser.get(url).status_code == 405
        for _click in range(2):
            assert browser.post(url).url == reverse("late:index")
        assert OutgoingMail.objects.count() == mails + 1
        with pytest.raises(NotAllowed, match="call_closed"):
            actions.submit_application(by=late, case=case)
        assert "zurückgenommen" in browser.get(reverse("late:index")).content.decode()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason"),
        ({"until": make.berlin("2026-12-12 09:00")}, "past"),
        ({"email": "nobody"}, "email"),
        ({"case_uuid": uuid.uuid4()}, "draft"),
    ],
)
def test_senseless_permissions_are_refused(changes: dict[str, Any], code: str) -> None:
    with clock.frozen(CLOSED), pytest.raises(ValidationError) as refusal:
        allow(make.call(), **{"email": "a@example.org", **changes})
    assert refusal.value.code == code
    assert not LatePermission.objects.exists()


def test_an_open_call_needs_none() -> None:
    with clock.frozen("2026-11-22 10:00"), pytest.raises(ValidationError) as refusal:
        allow(make.call(), email="a@example.org")
    assert refusal.value.code == "open"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_coordination_allows(role: Role) -> None:
    call = make.call()
    with clock.frozen(CLOSED), pytest.raises(PermissionDenied):
        desk.allow_late(by=user(role), call=call, until=UNTIL, reason="x", email="a@example.org")


@pytest.mark.parametrize(
    "changes",
    [
        {"call": "x"},
        {"call": "9" * 40},
        {"who": "\x00"},
        {"who": "x" * 5000},
        {"who": "no address"},
        {"until": "31.02.2027 10:00"},
        {"until": "9" * 400},
        {"until": "12.12.2026 09:00"},
        {"reason": ""},
        {"reason": "x" * 100_000},
    ],
)
def test_bad_input_is_said_and_kept(changes: dict[str, str]) -> None:
    call = make.call()
    with clock.frozen(CLOSED):
        data = {
            "call": str(call.pk),
            "who": "a@example.org",
            "until": "20.12.2026 18:00",
            "reason": "Krank.",
        }
        browser = client_for(user("coordinator"))
        answer = browser.post(reverse("late:add"), data | changes)
        assert answer.status_code == 200
        assert set(answer.context["form"].errors) == set(changes)
        assert not LatePermission.objects.exists()
        assert browser.post(reverse("late:add"), data).status_code == 302
        assert LatePermission.objects.get().until == UNTIL


@pytest.mark.parametrize("count", [10, 200])
def test_the_list_asks_a_fixed_number_of_questions(count: int) -> None:
    call, office = make.call(), user("coordinator")
    with clock.frozen(CLOSED):
        LatePermission.objects.bulk_create(
            LatePermission(
                call=call, email=f"a{number}@example.org", until=UNTIL, granted_by=office
            )
            for number in range(count)
        )
        browser = client_for(office)
        browser.get(reverse("late:index"))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("late:index")).status_code == 200
    assert len(queries) <= 16


def test_a_permission_ends_by_itself() -> None:
    call, late = make.call(), user("applicant", "late@example.org")
    with clock.frozen("2026-12-14 10:00"):
        allow(call, email=late.email)
        case = make.draft(call, late)
    with clock.frozen(UNTIL - timedelta(seconds=1)):
        assert (
            client_for(late)
            .get(reverse("application_check", args=[call.code, case.uuid]))
            .context["late_until"]
        )
    with clock.frozen(UNTIL), pytest.raises(NotAllowed, match="call_closed"):
        actions.submit_application(by=late, case=case)


def test_a_draft_with_a_permission_can_be_deleted_and_the_permission_ends() -> None:
    call, late = make.call(), user("applicant", "late@example.org")
    case = make.draft(call, late)
    with clock.frozen(CLOSED):
        one = allow(call, case_uuid=case.uuid)
        url = reverse("application_delete", args=[call.code, case.uuid])
        assert client_for(late).post(url).status_code == 302
    assert not LatePermission.objects.filter(pk=one.pk).exists()
    assert not Case.objects.filter(pk=case.pk).exists()
