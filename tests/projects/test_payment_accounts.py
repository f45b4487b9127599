"""The account of a carrier: checked, encrypted, masked, confirmed by the carrier."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from pytest_django import Settings

from portal.accounts.roles import Role
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.payments.actions_accounts import confirm_account, enter_account, name_account
from projects.payments.iban import IbanError, checked, masked
from projects.payments.models import BankConfirmation, BankDetails
from projects.payments.queries import account_that_counts, accounts_of
from tests.factories import members
from tests.factories import payments as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
ACCOUNT = {"holder": make.HOLDER, "iban": "de89 3704 0044 0532 0130 00", "ending": "3000"}


def address(case: Case, name: str = "application_account") -> str:
    return reverse(name, args=[case.call.code, case.uuid])


def counts(case: Case) -> BankDetails | None:
    return account_that_counts(accounts_of(case))


def named(case: Case, iban: str = make.OTHER_IBAN) -> BankDetails:
    return name_account(by=user("finance"), case=case, holder="Verein", iban=iban, key=uuid4())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "format"),
        ("Sparkasse", "format"),
        ("DE89 3704 0044 0532 0130", "length"),
        ("DE89370400440532013001", "checksum"),
        ("DE8937040044053201300O", "format"),
        ("DE\x0089370400440532013000", "format"),
        ("DE" + "8" * 500, "format"),
        ("ＤＥ89370400440532013000", "format"),
        ("BR1800360305000010009795493C1", "country"),
    ],
)
def test_a_number_that_is_no_account(text: str, code: str) -> None:
    with pytest.raises(IbanError) as found:
        checked(text)
    assert found.value.code == code


def test_numbers_are_written_plainly_and_shown_masked() -> None:
    assert checked(" de89 3704 0044 0532 0130 00 ") == make.IBAN
    assert checked("FR14 2004 1010 0505 0001 3M02 606") == "FR1420041010050500013M02606"
    assert masked(make.IBAN) == make.MASKED
    assert masked("FR1420041010050500013M02606") == "FR14 **** **** **** **** ***2 606"
    assert (masked(""), masked("DE12")) == ("", "****")


def test_the_carrier_names_its_account() -> None:
    case = make.final()
    browser = client_for(case.owner)
    form = browser.get(address(case)).context["form"]
    data = {**ACCOUNT, "key": form.initial["key"]}
    for _click in range(2):
        assert browser.post(address(case), data).status_code == 302
    account = counts(case)
    assert account
    assert (account.iban, account.holder, account.by_carrier) == (make.IBAN, make.HOLDER, True)
    assert BankDetails.objects.count() == 1
    page = browser.get(reverse("application_done", args=[case.call.code, case.uuid]))
    assert make.MASKED in page.content.decode()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"iban": "DE89370400440532013001"}, "Ein Zeichen stimmt nicht"),
        ({"iban": "\x00"}, ""),
        ({"iban": "X" * 500}, ""),
        ({"ending": "0000"}, "nicht die letzten vier Zeichen"),
        ({"holder": ""}, "wem das Konto gehört"),
        ({"holder": "x" * 500}, ""),
        ({"key": "kein Schlüssel"}, ""),
    ],
)
def test_a_wrong_account_is_refused_and_stays_typed(change: dict[str, str], text: str) -> None:
    case = make.final()
    data = {**ACCOUNT, "key": str(uuid4()), **change}
    answer = client_for(case.owner).post(address(case), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert text in html
    assert data["holder"][:20] in html
    assert not BankDetails.objects.exists()


def test_an_entry_of_the_office_waits_for_the_carrier() -> None:
    case = make.payee()
    mails = OutgoingMail.objects.count()
    waiting = named(case)
    assert OutgoingMail.objects.count() == mails + 1
    account = counts(case)
    assert account
    assert account.iban == make.IBAN
    for person in (user("coordinator"), user("finance"), user("applicant")):
        with pytest.raises(PermissionDenied):
            confirm_account(by=person, details=waiting, ending=make.OTHER_IBAN[-4:])
    browser = client_for(case.owner)
    place = address(case, "application_account_confirm")
    assert masked(make.OTHER_IBAN) in browser.get(place).content.decode()
    assert browser.post(place, {"ending": "9999"}).status_code == 422
    assert counts(case) == account
    for _click in range(2):
        assert browser.post(place, {"ending": make.OTHER_IBAN[-4:]}).status_code == 302
    assert counts(case) == waiting
    assert BankConfirmation.objects.count() == 2


def test_only_the_newest_entry_can_be_confirmed() -> None:
    case = make.final()
    older, newer = named(case), named(case, make.IBAN)
    with pytest.raises(NotAllowed, match="changed"):
        confirm_account(by=case.owner, details=older, ending=older.iban[-4:])
    assert confirm_account(by=case.owner, details=newer, ending="3000") == newer


def test_a_change_is_a_new_row_and_told_by_mail() -> None:
    case = make.payee()
    mails = OutgoingMail.objects.count()
    make.with_account(case, make.OTHER_IBAN)
    assert [each.iban for each in accounts_of(case)] == [make.IBAN, make.OTHER_IBAN]
    assert OutgoingMail.objects.count() == mails + 1
    assert make.OTHER_IBAN not in OutgoingMail.objects.latest("pk").text
    make.with_account(case, make.OTHER_IBAN)
    assert len(accounts_of(case)) == 2


def test_the_database_the_log_and_the_jobs_hold_no_number() -> None:
    case = make.payee()
    payment = make.executed(make.certified(make.planned(case)))
    named(case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT holder, iban FROM projects_bankdetails")
        raw = cursor.fetchall()
    assert len(raw) == 2
    assert payment.order
    with payment.order.file.open("rb") as file, payment.order.table.open("rb") as table:
        stored = file.read() + table.read()
    log = json.dumps([[entry.data, entry.reason] for entry in audit.LogEntry.objects.all()])
    mails = " ".join(f"{mail.subject} {mail.text}" for mail in OutgoingMail.objects.all())
    for number in (make.IBAN, make.OTHER_IBAN, make.IBAN[4:]):
        assert not any(number in text for row in raw for text in row)
        assert number not in log
        assert number not in mails
        assert number.encode() not in stored
    assert not any("Bürgerverein" in text for row in raw for text in row)


def test_an_older_key_still_opens_and_a_lost_one_breaks_no_page(settings: Settings) -> None:
    case = make.payee()
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = Fernet.generate_key().decode(), [old]
    assert BankDetails.objects.get().iban == make.IBAN
    settings.SECRET_KEY_FALLBACKS = []
    lost = BankDetails.objects.get()
    assert (lost.iban, lost.masked, counts(case)) == ("", "", None)


SCREENS = ("cases:inspect", "cases:print", "payments:account", "payments:plan")


@pytest.mark.parametrize("role", [*Role])
def test_everybody_sees_the_number_masked(role: Role) -> None:
    case = make.payee()
    payment = make.executed(make.certified(make.planned(case)))
    browser = client_for(user(role))
    places = [reverse(name, args=[case.pk]) for name in SCREENS]
    places += [
        reverse("payments:index"),
        reverse("payments:payment", args=[payment.pk]),
        reverse("payments:order", args=[payment.order_id]),
        reverse("application_done", args=[case.call.code, case.uuid]),
    ]
    for place in places:
        html = browser.get(place, follow=True).content.decode()
        for number in (make.IBAN, "3704 0044"):
            assert number not in html, place


def test_what_a_person_takes_away_is_masked() -> None:
    import io
    from zipfile import ZipFile

    from projects.payments.takeaway import add_payments_of

    case = make.payee()
    make.planned(case)
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        add_payments_of(case.owner, archive)
    with ZipFile(target) as archive:
        (name,) = archive.namelist()
        told = json.loads(archive.read(name))
    assert told["accounts"][0]["iban"] == make.MASKED
    assert told["payments"][0]["cents"] == 50_000


@pytest.mark.parametrize("state", ["ready", "approved", "proof_check", "closed", "waived"])
def test_too_early_or_too_late_for_an_account(state: str) -> None:
    case = make.final(state=state)
    data: dict[str, Any] = {"by": case.owner, "case": case, "key": uuid4(), **ACCOUNT}
    with pytest.raises(PermissionDenied):
        enter_account(**data)
    assert client_for(case.owner).get(address(case)).status_code == 302


def test_only_the_owner_names_the_account() -> None:
    case = make.final()
    for kind in ("edit", "view"):
        person = members.member(case, kind)
        assert client_for(person).get(address(case)).status_code == 404
        with pytest.raises(PermissionDenied):
            enter_account(by=person, case=case, key=uuid4(), **ACCOUNT)
