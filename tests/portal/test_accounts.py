"""Signing in: code by e-mail for applicants, password and second factor for staff."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client

from portal.accounts.actions import anonymise_user
from portal.accounts.models import User
from portal.accounts.roles import STAFF, Role, has_role
from portal.kernel import audit, clock
from tests.factories.accounts import client_for, code_request, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-battery"
BULK = "/admin/bulk/portal/user/delete/?id={0}&next=/admin/users/"


def _code() -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[-1].body, re.M)
    assert found, mail.outbox[-1].body
    return found.group(1)


def test_a_new_applicant_needs_only_an_address_and_the_code() -> None:
    browser = Client()
    asked = browser.post("/de/konto/login/code/?next=/de/konto/", code_request("Neu@Example.org"))
    assert asked.status_code == 302
    assert mail.outbox[-1].to[0].lower() == "neu@example.org"
    signed_in = browser.post(asked["Location"], {"code": _code(), "next": "/de/konto/"})
    assert signed_in.status_code == 302
    assert browser.get("/de/konto/").status_code == 200
    person = User.objects.get(email="neu@example.org")
    assert has_role(person, Role.APPLICANT)
    assert not person.has_usable_password()


def test_a_wrong_code_is_refused_and_five_end_it() -> None:
    browser = Client()
    asked = browser.post("/de/konto/login/code/", code_request("neu@example.org"))
    for _attempt in range(5):
        answer = browser.post(asked["Location"], {"code": "AAAAAA"})
    assert answer.status_code == 302
    assert browser.get("/de/konto/").status_code == 302


def test_the_answer_does_not_tell_who_has_an_account() -> None:
    user("applicant", "known@example.org")
    known = Client().post("/de/konto/login/code/", code_request("known@example.org"))
    unknown = Client().post("/de/konto/login/code/", code_request("unknown@example.org"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("bad", ["", "no address", "a@b", "x" * 300 + "@example.org", "a\x00@b.de"])
def test_a_bad_address_gets_a_message_and_makes_nothing(bad: str) -> None:
    answer = Client().post("/de/konto/login/code/", code_request(bad))
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert not User.objects.exists()


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_without_second_factor_are_led_to_set_one_up(role: Role) -> None:
    person = user(role)
    Authenticator.objects.all().delete()
    browser = Client()
    browser.post("/de/konto/login/", {"login": person.email, "password": PASSWORD})
    for address in ("/admin/", "/de/konto/", "/de/"):
        answer = browser.get(address)
        assert answer.status_code == 302
        assert answer["Location"].endswith("/konto/2fa/totp/activate/")
    asked_again = browser.get("/de/konto/2fa/totp/activate/")
    assert "/konto/reauthenticate/" in asked_again["Location"]
    confirmed = browser.post(asked_again["Location"], {"password": PASSWORD})
    assert confirmed["Location"].endswith("/konto/2fa/totp/activate/")
    assert browser.get(confirmed["Location"]).status_code == 200


def test_staff_sign_in_with_password_and_code() -> None:
    person = user("coordinator")
    Authenticator.objects.all().delete()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    stored = Authenticator.objects.get().data["secret"]
    assert secret not in stored
    browser = Client()
    first = browser.post("/de/konto/login/", {"login": person.email, "password": PASSWORD})
    assert first["Location"].endswith("/konto/2fa/authenticate/")
    assert browser.get("/de/konto/").status_code == 302
    counter = list(totp.yield_hotp_counters_from_time())[-1]
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    second = browser.post(first["Location"], {"code": code})
    assert second.status_code == 302
    assert browser.get("/de/konto/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/login/", "/de/_util/login/"])
def test_wagtail_has_no_way_in_of_its_own(address: str) -> None:
    person = user("admin")
    browser = Client()
    for method in (browser.get, browser.post):
        answer = method(address, {"username": person.email, "password": PASSWORD})
        assert answer.status_code == 302
        assert "/konto/login/" in answer["Location"]
    assert "_auth_user_id" not in browser.session
    opened = browser.get("/admin/", follow=True)
    assert opened.redirect_chain[-1] == ("/de/konto/login/?next=%2Fadmin%2F", 302)
    reset = browser.get("/admin/password_reset/", follow=True)
    assert reset.status_code == 404


def test_nobody_registers_by_another_way() -> None:
    answer = Client().post("/de/konto/signup/", {"email": "neu@example.org", "password1": PASSWORD})
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_anonymising_removes_the_person_but_keeps_the_log() -> None:
    person = user("coordinator", "weg@example.org", first_name="Weg")
    audit.record(actor=person, subject=person, event="checked")
    anonymise_user(user=person, by=None, reason="asked")
    person.refresh_from_db()
    assert "weg" not in person.email
    assert person.first_name == ""
    assert not person.is_active
    assert [entry.event for entry in audit.history(person)] == ["checked", "anonymised"]
    assert audit.history(person)[0].actor == person


@pytest.mark.parametrize("address", ["/admin/users/delete/{0}/", BULK])
def test_deleting_in_the_admin_empties_the_account(address: str) -> None:
    administration, person = user("admin"), user("coordinator", "weg@example.org")
    audit.record(actor=person, subject=person, event="checked")
    browser = client_for(administration)
    shown = browser.get(address.format(person.pk))
    assert shown.status_code == 200
    person.refresh_from_db()
    assert person.is_active
    assert browser.post(address.format(person.pk)).status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert "weg" not in person.email
    assert audit.history(person)[1].actor == administration


def test_addresses_that_never_opened_their_code_are_forgotten() -> None:
    with clock.frozen("2026-11-01 10:00") as then:
        Client().post("/de/konto/login/code/", code_request("typo@example.org"))
        User.objects.update(date_joined=then)
    kept = user("applicant")
    User.objects.filter(pk=kept.pk).update(date_joined=then)
    with clock.frozen("2026-11-09 10:00"):
        call_command("cron", verbosity=0)
    assert list(User.objects.all()) == [kept]


def test_one_address_has_one_account_whatever_its_case() -> None:
    user("applicant", "eine@example.org")
    Client().post("/de/konto/login/code/", code_request("EINE@example.org"))
    assert User.objects.count() == 1


def test_health_answers_json() -> None:
    answer = Client().get("/healthz")
    assert answer.json() == {"status": "ok", "database": connection.vendor}


@pytest.mark.parametrize("role", ["office", "committee", "member", "applicant"])
def test_those_without_the_admin_are_led_to_their_own_area(role: str) -> None:
    home_page()
    answer = client_for(user(role)).get("/admin/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == "/de/konto/"
    assert list(answer.context["messages"]), "nobody says why"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ("/de/intern/", "Diese Seite ist für Mitglieder des Netzwerks"),
        ("/admin/pages/", "Dieser Bereich ist für alle, die mit dem Portal arbeiten"),
        ("/de/konto/email/", "Bitte melden Sie sich zuerst an"),
    ],
)
def test_the_sign_in_says_why_it_was_asked(client: Client, wanted: str, reason: str) -> None:
    assert reason in client.get("/de/konto/login/", {"next": wanted}).content.decode()


@pytest.mark.parametrize("wanted", ["", "https://example.org/admin/", "//[", "\x00"])
def test_the_sign_in_gives_no_reason_for_what_is_no_address(client: Client, wanted: str) -> None:
    answer = client.get("/de/konto/login/", {"next": wanted})
    assert answer.status_code == 200
    assert "notice--info" not in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bitte füllen Sie dieses Feld aus."),
        ("de-simple", "Hier fehlt noch etwas. Bitte füllen Sie das Feld aus."),
        ("tr", "Lütfen bu alanı doldurun."),
        ("ar", "يرجى ملء هذا الحقل."),
    ],
)
def test_empty_fields_are_named_kindly(client: Client, language: str, text: str) -> None:
    answer = client.post(f"/{language}/konto/login/", {"login": "", "password": ""})
    assert text in answer.content.decode()
