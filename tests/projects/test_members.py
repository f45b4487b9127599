"""Several people on one application: inviting, joining, roles, leaving, handing over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import audit, clock
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.cases.models_members import Membership
from projects.intake import actions_members as actions
from tests.factories import members as make_member
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
def case() -> Case:
    return make.draft()


def page(case: Case) -> str:
    return reverse("application_members", args=[case.call.code, case.uuid])


def landing(token: str) -> str:
    return reverse("member_invitation", args=[token])


def events(case: Case) -> list[str]:
    return [entry.event for entry in audit.history(case)]


def invite(browser: Client, case: Case, email: str, role: str = "edit") -> Any:
    return browser.post(page(case), {"button": "invite", "email": email, "role": role})


def test_from_the_invitation_to_working_together(case: Case) -> None:
    owner, guest = client_for(case.owner), user("applicant", email="gast@example.org")
    assert invite(owner, case, " Gast@Example.org ").status_code == 302
    row = Membership.objects.get()
    mail = OutgoingMail.objects.get(to=["gast@example.org"])
    token = mail.text.split("/mitarbeit/")[1].split("/")[0]
    assert len(token) >= 40
    assert token not in str(vars(row))
    assert case.title not in mail.text + mail.html
    visitor = Client().get(landing(token))
    assert reverse("account_request_login_code") in visitor.content.decode()
    assert case.title not in visitor.content.decode()
    browser = client_for(guest)
    assert case.title in browser.get(landing(token)).content.decode()
    form = reverse("application_form", args=[case.call.code, case.uuid])
    assert browser.get(form).status_code == 404
    for _click in range(2):
        assert browser.post(landing(token)).url == form
    assert browser.get(landing(token)).url == form
    assert browser.get(form).status_code == 200
    row.refresh_from_db()
    assert (row.user, row.email) == (guest, "")
    assert events(case).count("member_joined") == 1
    area = browser.get(reverse("account_area")).content.decode()
    assert f"gemeinsam mit {case.owner.name}" in area
    assert guest.name in owner.get(reverse("my_applications")).content.decode()


def test_a_link_is_only_good_for_its_address(case: Case) -> None:
    _row, token = make_member.invited(case, "gast@example.org")
    other = client_for(user("applicant"))
    answer = other.get(landing(token))
    assert answer.status_code == 403
    assert case.title not in answer.content.decode()
    assert other.post(landing(token)).status_code == 403
    unverified = user("applicant", email="gast@example.org")
    unverified.emailaddress_set.update(verified=False)
    assert client_for(unverified).post(landing(token)).status_code == 403
    assert Client().post(landing(token)).status_code == 200
    assert not Membership.objects.filter(user__isnull=False).exists()


@pytest.mark.parametrize("how", ["expired", "revoked", "unknown", "long", "nul"])
def test_a_link_that_does_not_work_says_so(case: Case, how: str) -> None:
    guest = user("applicant", email="gast@example.org")
    row, token = make_member.invited(case, guest.email)
    browser = client_for(guest)
    if how == "revoked":
        actions.remove_member(by=case.owner, case=case, member_id=row.pk)
    tokens = {"unknown": "x" * 43, "long": "y" * 5000, "nul": "%00"}
    at = clock.now() + timedelta(days=14 if how == "expired" else 0)
    with clock.frozen(at):
        for answer in (browser.get, browser.post):
            shown = answer(landing("T").replace("/T/", f"/{tokens.get(how, token)}/"))
            assert shown.status_code == 404
            assert case.title not in shown.content.decode()
    assert not case.memberships.filter(user__isnull=False).exists()


def test_inviting_twice_sends_one_mail_and_after_expiry_another(case: Case) -> None:
    owner = client_for(case.owner)
    for _click in range(2):
        assert invite(owner, case, "gast@example.org").status_code == 302
    assert OutgoingMail.objects.filter(to=["gast@example.org"]).count() == 1
    with clock.frozen(clock.now() + timedelta(days=15)):
        invite(owner, case, "gast@example.org")
    assert OutgoingMail.objects.filter(to=["gast@example.org"]).count() == 2
    assert case.memberships.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("email", ["", "nonsense", "a\x00b@example.org", "x" * 100_000])
def test_bad_input_is_said_and_nothing_stored(case: Case, email: str) -> None:
    answer = invite(client_for(case.owner), case, email)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    answer = invite(client_for(case.owner), case, "gast@example.org", "owner")
    assert answer.status_code == 422
    assert "gast@example.org" in answer.content.decode()
    assert not case.memberships.exists()
    for button in ("", "remove", "edit", "hand_over", "leave", "\x00"):
        browser = client_for(case.owner)
        sent = browser.post(page(case), {"button": button, "member": "9" * 40})
        assert sent.status_code in (302, 404)


def test_limits(case: Case) -> None:
    with pytest.raises(ValidationError, match="arbeitet"):
        make_member.invited(case, case.owner.email.upper())
    for number in range(actions.MOST_OPEN):
        make_member.invited(case, f"gast-{number}@example.org")
    answer = invite(client_for(case.owner), case, "noch@example.org")
    assert answer.status_code == 422
    for row in case.memberships.all():
        actions.remove_member(by=case.owner, case=case, member_id=row.pk)
        actions.remove_member(by=case.owner, case=case, member_id=row.pk)
    for number in range(actions.MOST_OPEN):
        row, _token = make_member.invited(case, f"neu-{number}@example.org")
        actions.remove_member(by=case.owner, case=case, member_id=row.pk)
    with pytest.raises(ValidationError) as often:
        make_member.invited(case, "noch@example.org")
    assert often.value.code == "often"
    assert not case.memberships.exclude(email="").exists()


def change(person: User, case: Case, button: str, member: User | None = None) -> Any:
    row = make_member.row_of(case, member) if member else None
    browser = client_for(person)
    asked = browser.get(page(case), {"ask": button, "member": row.pk if row else ""})
    if asked.status_code != 200:
        return asked
    return browser.post(page(case), {"button": button, "member": row.pk if row else ""})


def test_roles_removing_and_leaving(case: Case) -> None:
    one, two = make_member.member(case), make_member.member(case, "view")
    form = reverse("application_form", args=[case.call.code, case.uuid])
    assert client_for(two).get(form).url.endswith("/pruefen/")
    assert change(case.owner, case, "edit", two).status_code == 302
    assert client_for(two).get(form).status_code == 200
    assert change(case.owner, case, "view", two).status_code == 302
    assert change(one, case, "remove", two).status_code == 404
    assert change(one, case, "hand_over", one).status_code == 404
    with pytest.raises(PermissionDenied):
        make_member.invited(Case(pk=case.pk, owner=one), "x@example.org")
    assert change(case.owner, case, "leave").status_code == 404
    row = make_member.row_of(case, two)
    assert change(case.owner, case, "remove", two).status_code == 302
    again = client_for(case.owner).post(page(case), {"button": "remove", "member": row.pk})
    assert again.status_code == 302
    assert client_for(two).get(form).status_code == 404
    assert change(one, case, "leave").status_code == 302
    assert client_for(one).get(page(case)).status_code == 404
    wanted = {"member_role": 2, "member_removed": 1, "member_left": 1}
    assert {name: events(case).count(name) for name in wanted} == wanted
    make_member.member(case, person=two)
    assert client_for(two).get(form).status_code == 200


def test_handing_over(case: Case) -> None:
    before, heir = case.owner, make_member.member(case, "view")
    open_row, _token = make_member.invited(case, "gast@example.org")
    with pytest.raises(PermissionDenied):
        actions.hand_over(by=before, case=case, member_id=open_row.pk)
    assert change(before, case, "hand_over", heir).status_code == 302
    case.refresh_from_db()
    assert case.owner == heir
    assert make_member.row_of(case, before).role == "edit"
    assert events(case).count("owner_changed") == 1
    assert change(before, case, "remove", before).status_code == 404
    check = reverse("application_check", args=[case.call.code, case.uuid])
    assert client_for(before).post(check).status_code == 404
    assert client_for(heir).post(check).status_code == 302
    assert Case.objects.get().number


def test_deleting_the_draft_takes_its_people_along(case: Case) -> None:
    member = make_member.member(case)
    delete = reverse("application_delete", args=[case.call.code, case.uuid])
    assert client_for(member).post(delete).status_code == 404
    assert client_for(case.owner).post(delete).status_code == 302
    assert not Membership.objects.exists()


def test_an_old_invitation_loses_its_address(case: Case) -> None:
    invite(client_for(case.owner), case, "gast@example.org")
    for day, kept in (("2026-12-10", "gast@example.org"), ("2026-12-21", "")):
        with clock.frozen(f"{day} 10:00"):
            call_command("cron", verbosity=0)
            assert Membership.objects.get().email == kept
