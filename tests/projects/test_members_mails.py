"""What people of an application are told by mail, and what a hand-over takes along."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.intake import actions
from projects.intake import actions_desk as desk
from projects.intake.actions_members import accept_invitation, hand_over
from projects.intake.models_desk import LatePermission
from projects.intake.queries_desk import late_permission_of
from tests.factories import members as make_member
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.desk import admin_access
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
CLOSED = "2026-12-12 10:00"
UNTIL = make.berlin("2026-12-20 18:00")


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    admin_access()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def case() -> Case:
    return make.draft()


def pass_on(case: Case, heir: Any) -> Case:
    row = make_member.row_of(case, heir)
    return hand_over(by=case.owner, case=case, member_id=row.pk)


def mails(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=[address]).order_by("pk"))


def allow(case: Case, **who: Any) -> LatePermission:
    wanted = {"until": UNTIL, "reason": "War im Krankenhaus.", **who}
    return desk.allow_late(by=user("coordinator"), call=case.call, **wanted)


def test_the_owner_hears_who_joined_once(case: Case) -> None:
    guest = user("applicant", email="gast@example.org")
    _row, token = make_member.invited(case, guest.email, "view")
    before = len(mails(case.owner.email))
    for _click in range(2):
        accept_invitation(by=guest, token=token)
    (mail,) = mails(case.owner.email)[before:]
    page = reverse("application_members", args=[case.call.code, case.uuid])
    assert mail.subject == f"{guest.name} arbeitet jetzt an Ihrem Antrag mit"
    for words in (guest.name, "lesen", case.title, page, "weil Sie diese Person"):
        assert words in mail.text
        assert words in mail.html


def test_both_hear_of_a_hand_over_each_in_their_language(case: Case) -> None:
    before, heir = case.owner, make_member.member(case)
    heir.language = "en"
    heir.save()
    count = len(mails(before.email))
    pass_on(case, heir)
    mail = mails(heir.email)[-1]
    assert mail.subject == "You are now responsible for an application"
    for words in (before.name, case.title, "because an application was handed over to you"):
        assert words in mail.text
        assert words in mail.html
    (other,) = mails(before.email)[count:]
    assert other.subject == "Sie haben einen Antrag übergeben"
    for words in (heir.name, case.title, "Sie erhalten diese E-Mail, weil"):
        assert words in other.text
        assert words in other.html


@pytest.mark.parametrize("bound", [True, False])
def test_a_later_date_goes_along(case: Case, bound: bool) -> None:
    before, heir = case.owner, make_member.member(case)
    with clock.frozen(CLOSED):
        one = allow(case, case_uuid=case.uuid) if bound else allow(case, email=before.email)
        pass_on(case, heir)
        assert "20. Dezember 2026, 18 Uhr" in mails(heir.email)[-1].text
        events = [entry.event for entry in audit.history(case)]
        assert events.count("late_moved") == 1
        own = LatePermission.objects.get(case=case)
        assert (own.email, own.until, own.granted_by) == (heir.email, UNTIL, one.granted_by)
        assert LatePermission.objects.filter(email=before.email).exists() is not bound
        with pytest.raises(NotAllowed):
            actions.submit_application(by=heir, case=make_other(case, heir))
        case.refresh_from_db()
        assert actions.submit_application(by=heir, case=case).number
        case.refresh_from_db()
        assert late_permission_of(case) == own


def make_other(case: Case, owner: Any) -> Case:
    """Another draft of the heir in the same call: what came along is for one draft alone."""
    with clock.frozen("2026-11-22 10:00"):
        return make.draft(case.call, owner)


def test_handing_back_and_forth_makes_no_second_permission(case: Case) -> None:
    before, heir = case.owner, make_member.member(case)
    with clock.frozen(CLOSED):
        allow(case, email=before.email)
        for person in (heir, before, heir):
            case = pass_on(case, person)
        assert LatePermission.objects.count() == 2
        assert LatePermission.objects.get(case=case).email == heir.email


def test_what_is_over_or_taken_back_does_not_go_along(case: Case) -> None:
    before, heir = case.owner, make_member.member(case)
    with clock.frozen(CLOSED):
        one = allow(case, case_uuid=case.uuid)
        allow(case, email=before.email, until=make.berlin("2026-12-13 18:00"))
        desk.revoke_late(by=one.granted_by, permission=one)
    with clock.frozen("2026-12-14 10:00"):
        pass_on(case, heir)
        case.refresh_from_db()
        assert "nicht mehr" in mails(heir.email)[-1].text
        with pytest.raises(NotAllowed, match="call_closed"):
            actions.submit_application(by=heir, case=case)
    assert not LatePermission.objects.filter(email=heir.email).exists()


def test_the_file_of_a_sent_application_still_says_why_it_was_late(case: Case) -> None:
    before, heir = case.owner, make_member.member(case)
    with clock.frozen(CLOSED):
        allow(case, email=before.email)
        actions.submit_application(by=before, case=case)
    with clock.frozen("2027-01-10 10:00"):
        case.refresh_from_db()
        pass_on(case, heir)
        case.refresh_from_db()
        found = late_permission_of(case)
        assert found
        assert found.reason == "War im Krankenhaus."
        desk_page = client_for(user("coordinator")).get(reverse("cases:inspect", args=[case.pk]))
        assert "War im Krankenhaus." in desk_page.content.decode()
