"""Applications on paper: entered by the office, received with their arrival."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.actions import begin_applicant, forget_unopened_accounts
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.calls.models import Call
from projects.cases.models import AnswerChange, Case
from projects.intake import actions as intake
from projects.intake import actions_desk as desk
from projects.intake import actions_paper as paper
from projects.intake.actions import deliver_receipt
from tests.factories import forms
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.desk import admin_access
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
NOW = "2026-11-22 10:00"
ARRIVED = make.berlin("2026-11-20 09:30")


@pytest.fixture(autouse=True)
def _office() -> Any:
    home_page()
    make.theme()
    admin_access()
    with clock.frozen(NOW):
        yield


def begin(by: User, call: Call | None = None, **facts: Any) -> Case:
    wanted = {"arrived_at": ARRIVED, "language": "de", "uuid": uuid.uuid4(), **facts}
    return paper.begin_paper(by=by, call=call or forms.call(), **wanted)


def begin_by_screen(browser: Client, of: Call, **changes: str) -> Any:
    data = {"call": str(of.pk), "arrived_at": "20.11.2026 09:30", "key": str(uuid.uuid4())}
    return browser.post(reverse("paper:add"), data | changes)


def receive(browser: Client, case: Case, **data: str) -> Any:
    return browser.post(reverse("paper:check", args=[case.pk]), {"button": "receive", **data})


def test_from_the_desk_to_the_applicants_account() -> None:
    call, clerk = forms.call(), user("coordinator")
    office = client_for(clerk)
    assert begin_by_screen(office, call, email="Neu@example.org").status_code == 302
    case = Case.objects.get()
    steps = office.get(reverse("application_form", args=[call.code, case.uuid]))
    assert "vom Papier" in steps.content.decode()
    forms.fill(office, call, case.uuid)
    assert {change.by for change in AnswerChange.objects.filter(case=case)} == {clerk}
    with pytest.raises(NotAllowed, match="on_paper"):
        intake.submit_application(by=clerk, case=case)
    check = reverse("application_check", args=[call.code, case.uuid])
    assert office.get(check).url == reverse("paper:check", args=[case.pk])
    scan = make.pdf_upload()
    url = reverse("paper:check", args=[case.pk])
    assert office.post(url, {"button": "scan", "scan": scan}).status_code == 302
    for _click in range(2):
        assert receive(office, case).url == reverse("cases:inspect", args=[case.pk])
    case.refresh_from_db()
    assert (case.state, case.submitted_at, case.channel) == ("submitted", ARRIVED, "paper")
    assert case.owner.email == "neu@example.org"
    entry = audit.history(case).get(event="paper_received")
    assert (entry.actor, entry.data["missing"], entry.data["channel"]) == (clerk, [], "paper")
    deliver_receipt.call(case.pk)
    mail = OutgoingMail.objects.get()
    assert mail.to == ["neu@example.org", "gruppe@example.org"]
    assert mail.attachments
    applicant = client_for(case.owner)
    assert case.title in applicant.get(reverse("account_area")).content.decode()
    done = reverse("application_done", args=[call.code, case.uuid])
    assert applicant.get(done).status_code == 200
    assert office.get(done).status_code == 404
    assert begin_applicant(email="neu@example.org", language="de") == case.owner
    page = office.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "Auf Papier eingegangen" in page
    assert "scan-1.pdf" in page
    assert "auf Papier" in office.get(reverse("cases:index")).content.decode()


def test_an_incomplete_one_is_received_with_its_gaps_in_the_log() -> None:
    clerk = user("coordinator")
    office, case = client_for(clerk), begin(clerk)
    refused = receive(office, case)
    assert refused.status_code == 409
    assert "noch nicht" in refused.content.decode()
    assert receive(office, case, accept_missing="on").status_code == 302
    case.refresh_from_db()
    assert case.number == "LKS-2026-0001"
    missing = audit.history(case).get(event="paper_received").data["missing"]
    assert len(missing) >= 5
    assert office.get(reverse("cases:inspect", args=[case.pk])).status_code == 200
    assert office.get(reverse("cases:index")).status_code == 200
    csv = office.get(reverse("cases:index") + "?export=csv")
    assert case.number in b"".join(csv.streaming_content).decode()


def test_without_an_address_nobody_gets_mail_and_nobody_can_sign_in() -> None:
    clerk = user("coordinator")
    one, two = begin(clerk), begin(clerk)
    for case in (one, two):
        paper.receive_paper(by=clerk, case=case, accept_missing=True)
        case.refresh_from_db()
    assert one.owner == two.owner
    assert not one.owner.is_active
    assert not one.owner.has_usable_password()
    assert not OutgoingMail.objects.exists()


def test_mail_to_nowhere_is_not_sent(mailoutbox: list[Any]) -> None:
    from portal.kernel.mail import deliver

    gone = OutgoingMail.objects.create(to=[paper.HOLDER], subject="x", text="x")
    both = OutgoingMail.objects.create(to=[paper.HOLDER, "a@example.org"], subject="x", text="x")
    for mail in (gone, both):
        deliver.call(mail.pk)
    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]
    gone.refresh_from_db()
    assert gone.sent_at


def test_an_account_with_an_application_is_not_forgotten() -> None:
    clerk = user("coordinator")
    case = begin(clerk, email="neu@example.org")
    paper.receive_paper(by=clerk, case=case, accept_missing=True)
    begin_applicant(email="typed@example.org", language="de")
    with clock.frozen("2027-02-01 10:00"):
        User.objects.filter(email__in=["neu@example.org", "typed@example.org"]).update(
            date_joined=ARRIVED
        )
        assert forget_unopened_accounts() == 1
    assert User.objects.filter(email="neu@example.org").exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"arrived_at": make.berlin("2026-11-22 10:01")}, "future"),
        ({"arrived_at": make.berlin("2026-10-31 10:00")}, "early"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_senseless_arrivals_are_refused(facts: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        begin(user("coordinator"), **facts)
    assert refusal.value.code == code
    assert not Case.objects.exists()


def test_after_the_closing_it_needs_a_reason_or_a_permission() -> None:
    call, clerk = forms.call(), user("coordinator")
    late = make.berlin("2026-12-12 09:00")
    with clock.frozen("2026-12-13 10:00"):
        with pytest.raises(ValidationError) as refusal:
            begin(clerk, call, arrived_at=late, email="a@example.org")
        assert refusal.value.code == "late_reason"
        case = begin(clerk, call, arrived_at=late, late_reason="Post kam zu spät.")
        paper.receive_paper(by=clerk, case=case, accept_missing=True)
        entry = audit.history(case).get(event="paper_received")
        assert entry.reason == "Post kam zu spät."
        until = make.berlin("2026-12-20 18:00")
        wanted = {"call": call, "until": until, "reason": "Krank.", "email": "a@example.org"}
        desk.allow_late(by=clerk, **wanted)
        assert begin(clerk, call, arrived_at=late, email="A@example.org").paper.late_reason
    with clock.frozen("2026-12-13 10:00"):
        in_time = begin(clerk, call, arrived_at=make.berlin("2026-12-11 17:59"))
        assert paper.receive_paper(by=clerk, case=in_time, accept_missing=True).number


def test_a_double_click_begins_one() -> None:
    clerk, key, call = user("coordinator"), uuid.uuid4(), forms.call()
    assert begin(clerk, call, uuid=key) == begin(clerk, call, uuid=key)
    with pytest.raises(PermissionDenied):
        begin(user("coordinator"), call, uuid=key)


def test_a_colleague_takes_over() -> None:
    first, second = user("coordinator"), user("coordinator")
    case = begin(first)
    office = client_for(second)
    assert office.get(reverse("paper:check", args=[case.pk]), follow=True).status_code == 404
    assert (
        reverse("paper:take_over", args=[case.pk])
        in office.get(reverse("paper:index")).content.decode()
    )
    assert office.post(reverse("paper:take_over", args=[case.pk])).status_code == 302
    assert office.get(reverse("paper:check", args=[case.pk])).status_code == 200
    assert (
        client_for(first).get(reverse("paper:check", args=[case.pk]), follow=True).status_code
        == 404
    )


def test_what_was_entered_can_be_discarded_and_corrected() -> None:
    clerk = user("coordinator")
    office, case = client_for(clerk), begin(clerk)
    details = reverse("paper:details", args=[case.pk])
    assert "20.11.2026 09:30" in office.get(details).content.decode()
    wrong = office.post(details, {"arrived_at": "23.11.2026 09:30"})
    assert wrong.context["form"].errors.keys() == {"arrived_at"}
    assert office.post(details, {"arrived_at": "21.11.2026 08:00"}).status_code == 302
    assert case.paper.__class__.objects.get().arrived_at == make.berlin("2026-11-21 08:00")
    delete = reverse("application_delete", args=[case.call.code, case.uuid])
    assert office.post(delete).status_code == 302
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"call": "9" * 40},
        {"arrived_at": "31.02.2026 10:00"},
        {"arrived_at": "20.11.2026"},
        {"arrived_at": "\x00"},
        {"email": "x" * 100_000},
        {"late_reason": "x" * 100_000},
    ],
)
def test_bad_input_is_said(changes: dict[str, str]) -> None:
    answer = begin_by_screen(client_for(user("coordinator")), forms.call(), **changes)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(changes)
    assert not Case.objects.exists()


def test_only_scans_of_paper() -> None:
    clerk = user("coordinator")
    office, case = client_for(clerk), begin(clerk)
    url = reverse("paper:check", args=[case.pk])
    page = make.pdf_upload("scan.html", b"<html>")
    answer = office.post(url, {"button": "scan", "scan": page})
    assert "scan" in answer.context["form"].errors
    assert office.post(url, {"button": "scan"}).context["form"].errors
    one = paper.add_scan(by=clerk, case=case, upload=make.pdf_upload())
    assert paper.add_scan(by=clerk, case=case, upload=make.pdf_upload()) == one


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_coordination_enters_paper(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        begin(user(role))


@pytest.mark.counted
@pytest.mark.parametrize("count", [10, 200])
def test_the_list_asks_a_fixed_number_of_questions(count: int) -> None:
    clerk, call = user("coordinator"), make.call()
    for _each in range(count):
        begin(clerk, call)
    office = client_for(clerk)
    office.get(reverse("paper:index"))
    with CaptureQueriesContext(connection) as queries:
        assert office.get(reverse("paper:index")).status_code == 200
    assert len(queries) <= 16
