"""The office answers a request for deletion: what really goes, what stays, what is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from home.enquiries.actions import send_enquiry
from home.models import Enquiry
from portal.accounts.actions_deletion import close_deletion
from portal.accounts.actions_requests import ask_for_deletion, ask_for_export, make_export
from portal.accounts.models import User
from portal.accounts.models_requests import DataExport, DeletionRequest
from portal.accounts.roles import STAFF, Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail, deliver
from portal.kernel.privacy import classification
from projects.cases.models import Case
from projects.cases.models_members import Membership
from projects.correspondence.actions_links import make_status_link
from projects.correspondence.models import StatusLink
from projects.intake.actions import withdraw_application
from projects.models import Advice
from tests.factories import desk
from tests.factories import members as make_member
from tests.factories import projects as make
from tests.factories.accounts import client_for, code_request, user
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db
OLD = "frieda.beispiel@example.org"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    set_up()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def person() -> User:
    return user("applicant", OLD, first_name="Frieda", last_name="Beispielfrau")


def ask(person: User) -> DeletionRequest:
    return ask_for_deletion(by=person, note="Bitte alles über Frieda Beispielfrau.")


def close(request: DeletionRequest, decision: str = "granted", reason: str = "") -> Any:
    office = client_for(user("coordinator"))
    url = reverse("deletion_requests:close", args=[request.pk])
    return office.post(url, {"decision": decision, "reason": reason}, follow=True)


def answer() -> OutgoingMail:
    mail = OutgoingMail.objects.filter(to=[OLD]).order_by("-pk").first()
    assert mail
    return mail


def test_a_granted_request_leaves_nothing_that_names_the_person(person: User) -> None:
    browser = client_for(person)
    draft, shared = make.draft(owner=person), make.draft(owner=user("applicant"))
    make_member.member(shared, person=person)
    make_member.invited(draft, "gast@example.org")
    send_enquiry(kind="question", email=OLD, message="Hallo, hier Frieda.", language="de")
    advice = desk.advice(contact=OLD, name="Frieda Beispielfrau")
    ask_for_export(by=person)
    make_export.func(DataExport.objects.get().pk)
    visitor = client_for(None)
    visitor.post(reverse("account_request_login_code"), code_request(OLD))
    asked = ask(person)
    for mail in OutgoingMail.objects.filter(sent_at=None):
        deliver.func(mail.pk)
    before = {name: getattr(person, name) for name in personal()}
    page = close(asked)
    assert "abgeschlossen" in page.content.decode()
    person.refresh_from_db()
    for name, value in before.items():
        assert getattr(person, name) != value or value in ("", None, "de"), name
    assert not person.is_active
    assert not person.has_usable_password()
    assert not EmailAddress.objects.filter(email=OLD).exists()
    assert not DataExport.objects.exists()
    assert not Case.objects.filter(pk=draft.pk).exists()
    assert not Enquiry.objects.exists()
    advice.refresh_from_db()
    assert (advice.name, advice.contact) == ("", "")
    assert not Membership.objects.filter(ended_at=None).exists()
    assert OLD not in " ".join(json.dumps(each.get_decoded()) for each in Session.objects.all())
    assert browser.get(reverse("account_area")).status_code == 302
    names = ("Frieda", "Beispielfrau", OLD)
    log = " ".join(f"{entry.reason} {entry.data}" for entry in audit.LogEntry.objects.all())
    request = DeletionRequest.objects.get()
    kept = f"{log} {request.note} {request.outcome} {request}"
    assert not any(name in kept for name in names)
    assert list(OutgoingMail.objects.filter(to=[OLD])) == [answer()]
    assert "1 Entwurf" in answer().text
    assert "Sie erhalten diese Mail, weil" in answer().text
    assert "gelöschtes Konto" in page.content.decode()


def personal() -> list[str]:
    return [name for name, entry in classification(User).items() if entry]


def test_what_the_law_keeps_is_named_with_its_day(person: User) -> None:
    running, over = make.submitted(owner=person), make.submitted(owner=person)
    withdraw_application(by=person, case=over, reason="")
    link = make_status_link(by=person, case=running)
    request = ask(person)
    inspect = reverse("deletion_requests:inspect", args=[request.pk])
    question = client_for(user("coordinator")).get(inspect).content.decode()
    years = running.call.programme.retention_years
    day = f"22. November {2026 + years}"
    for words in (f"{running.number}: mindestens bis {day}", f"{over.number}: bis {day}", "laufen"):
        assert words in question
    with clock.frozen("2026-11-25 10:00"):
        close(request)
    later = f"25. November {2026 + years}"
    for text in (answer().text, answer().html):
        assert f"{running.number}: mindestens bis {later}" in text
        assert f"{over.number}: bis {day}" in text
    running.refresh_from_db()
    assert running.contact_name
    assert running.owner == person
    assert StatusLink.objects.get().revoked_at
    assert client_for(None).get(reverse("application_status", args=[link])).status_code == 404
    request.refresh_from_db()
    assert f"{running.number}: mindestens bis {later}" in request.outcome
    office = client_for(user("coordinator"))
    file = office.get(reverse("cases:inspect", args=[running.pk]))
    assert file.status_code == 200
    assert OLD not in str(file.context["object"].owner)


@pytest.mark.parametrize(("decision", "left"), [("partly", 0), ("refused", 1)])
def test_partly_and_refused_need_a_reason(person: User, decision: str, left: int) -> None:
    make.draft(owner=person)
    request = ask(person)
    page = close(request, decision, "  ")
    assert "Bitte schreiben Sie, warum" in page.content.decode()
    for _click in range(2):
        page = close(request, decision, "Ein Antrag läuft noch.")
    assert "schon abgeschlossen" in page.content.decode()
    request.refresh_from_db()
    assert (request.decision, request.outcome) == (decision, "Ein Antrag läuft noch.")
    assert Case.objects.count() == left
    person.refresh_from_db()
    assert person.email == OLD
    for words in ("Ein Antrag läuft noch.", "Datenschutzaufsicht"):
        assert words in answer().text
    assert OutgoingMail.objects.filter(to=[OLD], subject=answer().subject).count() == 1


@pytest.mark.parametrize("decision", ["", "x", "\x00", "g" * 100_000, "closed"])
def test_bad_input_changes_nothing_and_keeps_what_was_typed(person: User, decision: str) -> None:
    request = ask(person)
    page = close(request, decision, "Schon getippt.")
    assert page.status_code == 200
    assert "Schon getippt." in page.content.decode()
    request.refresh_from_db()
    assert request.state == "open"


@pytest.mark.parametrize("role", sorted(STAFF))
def test_an_account_of_the_office_is_not_emptied(role: Role) -> None:
    clerk = user(role, OLD)
    request = ask(clerk)
    page = close(request)
    assert "Rolle des Büros" in page.content.decode()
    clerk.is_active = False
    clerk.save()
    with pytest.raises(NotAllowed, match="office_role"):
        close_deletion(by=user("coordinator"), request=request, decision="granted")
    clerk.refresh_from_db()
    assert clerk.email == OLD
    assert DeletionRequest.objects.get().state == "open"


def test_only_the_office_decides(person: User) -> None:
    request = ask(person)
    for role in set(Role) - {Role.COORDINATOR, Role.ADMIN}:
        with pytest.raises(PermissionDenied):
            close_deletion(by=user(role), request=request, decision="granted")
    close_deletion(by=user("admin"), request=request, decision="granted")
    assert DeletionRequest.objects.get().decision == "granted"


def test_others_keep_a_shared_draft_they_were_handed(person: User) -> None:
    mine, other = make.draft(owner=person), make.draft(owner=person)
    make_member.member(mine)
    request = ask(person)
    inspect = reverse("deletion_requests:inspect", args=[request.pk])
    page = client_for(user("coordinator")).get(inspect).content.decode()
    assert "1 Entwurf wird gemeinsam mit anderen geschrieben" in page
    assert other.title not in page
    close(request)
    assert not Case.objects.exists()
    assert Advice.objects.count() == 0
