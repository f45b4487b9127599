"""Messages between applicants and the office, through HTTP."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import audit, clock
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.correspondence.actions import write_as_office, write_to_office
from projects.correspondence.models import LONGEST_MESSAGE, Message
from projects.correspondence.queries import unread_by_office
from projects.intake.actions import withdraw_application
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db
SECRET = "Meine Kontonummer steht hier."


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def person() -> User:
    return user("applicant")


@pytest.fixture
def office() -> User:
    set_up()
    return user("coordinator", first_name="Erika", last_name="Amtsperson")


@pytest.fixture
def case(person: User) -> Case:
    made = make.submitted(owner=person)
    OutgoingMail.objects.all().delete()
    return made


def page(case: Case) -> str:
    return reverse("application_done", args=[case.call.code, case.uuid])


def post(browser: Client, case: Case, **data: Any) -> Any:
    address = reverse("application_message", args=[case.call.code, case.uuid])
    return browser.post(address, {"key": str(uuid.uuid4()), **data})


def write(browser: Client, case: Case, **data: Any) -> Any:
    address = reverse("case_message_write", args=[case.pk])
    return browser.post(address, {"key": str(uuid.uuid4()), **data})


def ask(office: User, case: Case, due: date = date(2026, 12, 4)) -> Message:
    return write_as_office(
        by=office, case=case, text="Bitte ein Angebot.", key=uuid.uuid4(), due_on=due
    )


def test_an_applicant_writes_and_the_office_reads(person: User, office: User, case: Case) -> None:
    assert post(client_for(person), case, text=SECRET).status_code == 302
    mail = OutgoingMail.objects.get()
    assert mail.to == ["stadtteilbuero@example.org"]
    assert SECRET not in mail.text + mail.html + mail.subject
    inspect = reverse("cases:inspect", args=[case.pk])
    assert inspect in mail.text
    browser = client_for(office)
    html = browser.get(inspect).content.decode()
    assert SECRET in html
    assert person.name in html
    assert "eine neue Nachricht" in html
    browser.post(reverse("case_messages_read", args=[case.pk]))
    assert "eine neue Nachricht" not in browser.get(inspect).content.decode()
    assert [entry.event for entry in audit.history(case)][-1] == "applicant_wrote"


def test_the_office_answers_under_its_own_name(person: User, office: User, case: Case) -> None:
    post(client_for(person), case, text="Guten Tag")
    OutgoingMail.objects.all().delete()
    assert write(client_for(office), case, text=SECRET).status_code == 302
    assert not unread_by_office([case.pk])
    mail = OutgoingMail.objects.get()
    assert mail.to == [person.email]
    assert SECRET not in mail.text + mail.html + mail.subject
    assert page(case) in mail.text
    browser = client_for(person)
    assert "eine neue Nachricht" in browser.get(reverse("account_area")).content.decode()
    html = browser.get(page(case)).content.decode()
    assert SECRET in html
    assert "Stadtteilbüro" in html
    assert "Amtsperson" not in html
    assert "eine neue Nachricht" not in browser.get(reverse("account_area")).content.decode()
    assert (
        "Amtsperson"
        in client_for(office).get(reverse("cases:inspect", args=[case.pk])).content.decode()
    )


def test_a_request_stands_on_top_until_it_is_answered(
    person: User, office: User, case: Case
) -> None:
    answer = write(client_for(office), case, text="Bitte ein Angebot.", due_on="2026-12-04")
    assert answer.status_code == 302
    mail = OutgoingMail.objects.get()
    assert "4. Dezember 2026" in mail.subject
    browser = client_for(person)
    area = browser.get(reverse("account_area"))
    assert "bis 4. Dezember 2026" in area.content.decode()
    assert [task["url"] for task in area.context["tasks"]] == [f"{page(case)}#requests"]
    with clock.frozen("2026-12-05 00:10"):
        assert "überfällig" in browser.get(reverse("account_area")).content.decode()
    request = Message.objects.get()
    assert post(browser, case, text="Hier ist es.", request=request.pk).status_code == 302
    assert Message.objects.get(answers=request).text == "Hier ist es."
    assert browser.get(reverse("account_area")).context["tasks"] == []
    # A second answer is an ordinary message.
    post(browser, case, text="Noch etwas.", request=request.pk)
    assert Message.objects.get(text="Noch etwas.").answers is None


def test_the_office_settles_a_request(person: User, office: User, case: Case) -> None:
    request = ask(office, case)
    address = reverse("case_message_settle", args=[case.pk, request.pk])
    browser = client_for(office)
    assert browser.post(address).status_code == 302
    assert browser.post(address).status_code == 302
    assert Message.objects.filter(answers=request).count() == 1
    assert client_for(person).get(page(case)).context["requests"] == []
    assert browser.get(address).status_code == 405


def test_a_double_click_writes_once(person: User, case: Case) -> None:
    key = str(uuid.uuid4())
    browser = client_for(person)
    for _click in range(2):
        assert post(browser, case, text="Guten Tag", key=key).status_code == 302
    assert Message.objects.count() == OutgoingMail.objects.count() == 1
    # The same key in another case is refused.
    other = make.submitted(case.call, person)
    with pytest.raises(PermissionDenied):
        write_to_office(by=person, case=other, text="x", key=uuid.UUID(key))


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "  \n "},
        {"text": "x" * (LONGEST_MESSAGE + 1)},
        {"text": "a\x00b"},
        {"text": "ä" * 100_000},
        {"text": "gut", "key": "nix"},
        {"text": "gut", "request": "nix"},
        {"text": "gut", "request": "9" * 40},
    ],
)
def test_bad_input_is_said_and_kept(person: User, case: Case, data: dict[str, Any]) -> None:
    answer = post(client_for(person), case, **data)
    assert answer.status_code == 422
    assert not Message.objects.exists()
    if data["text"] == "gut":
        assert ">gut</textarea>" in answer.content.decode().replace("\n", "")
        assert answer.context["message_form"]["key"].value() != "nix"


def test_an_answer_that_is_refused_stays_at_its_request(
    person: User, office: User, case: Case
) -> None:
    request = ask(office, case)
    answer = post(client_for(person), case, text="x" * 5001, request=request.pk)
    (_asked, form) = answer.context["requests"][0]
    assert form.errors["text"]
    assert not answer.context["message_form"].errors


def test_office_input_is_checked_and_kept(office: User, case: Case) -> None:
    browser = client_for(office)
    for data in ({"due_on": "2026-11-21"}, {"due_on": "nix"}, {"due_on": "99999-01-01"}):
        answer = write(browser, case, text="Bitte ein Angebot.", **data)
        assert answer.status_code == 422
        assert "Bitte ein Angebot." in answer.content.decode()
    assert write(browser, case, text="").status_code == 422
    assert not Message.objects.exists()


def test_nobody_floods_the_office(person: User, case: Case) -> None:
    browser = client_for(person)
    for number in range(20):
        assert post(browser, case, text=f"Nachricht {number}").status_code == 302
    answer = post(browser, case, text="Noch eine")
    assert answer.status_code == 422
    assert "sehr oft" in answer.content.decode()


def test_an_ended_case_is_read_only(person: User, office: User, case: Case) -> None:
    ask(office, case)
    withdraw_application(by=person, case=case)
    browser = client_for(person)
    html = browser.get(page(case)).content.decode()
    assert "Bitte ein Angebot." in html
    assert "abgeschlossen" in html
    assert post(browser, case, text="Halt!").status_code == 302
    assert write(client_for(office), case, text="Halt!").status_code == 302
    assert Message.objects.count() == 1
    assert browser.get(reverse("account_area")).context["tasks"] == []


def test_only_the_people_of_the_case_and_the_office_write(case: Case) -> None:
    for role in ("applicant", "finance", "auditor", "admin", "coordinator"):
        assert post(client_for(user(role)), case, text="x").status_code == 404
    for role in ("applicant", "finance", "auditor", "admin", "editor"):
        answer = write(client_for(user(role)), case, text="x")
        assert answer.status_code in {302, 403, 404}
    assert not Message.objects.exists()
    html = client_for(user("auditor")).get(reverse("cases:inspect", args=[case.pk])).content
    assert reverse("case_message_write", args=[case.pk]).encode() not in html


def test_nobody_writes_for_the_office_in_a_case_of_their_own(office: User) -> None:
    own = make.submitted(owner=office)
    with pytest.raises(PermissionDenied):
        write_as_office(by=office, case=own, text="x", key=uuid.uuid4())


@pytest.mark.counted
def test_the_page_asks_as_much_with_200_messages_as_with_10(
    person: User, office: User, case: Case
) -> None:
    browser, counts = client_for(person), []
    for number in (10, 190):
        Message.objects.bulk_create(
            Message(
                case=case,
                by=office,
                from_office=True,
                text="Text",
                sent_at=clock.now(),
                due_on=date(2026, 12, 4) if index % 3 == 0 else None,
            )
            for index in range(number)
        )
        browser.get(page(case))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page(case)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25, counts
