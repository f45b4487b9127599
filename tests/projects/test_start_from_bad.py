"""Who may not, and what nobody should send: a draft that begins from an own application."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.intake.actions_start import start_from_own
from tests.factories import forms as make
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.members import member
from tests.factories.site import home_page
from tests.factories.starting import GATE, address, begin, begun, call_with, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    records.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def test_strangers_see_nothing_members_may_but_without_the_contact() -> None:
    owner = user("applicant")
    phone = make.question("mobile", "phone", required=False)
    old = written(client_for(owner), call_with(phone), mobile__answer="02381 112233")
    assert old.answers
    target = call_with(phone)
    for other in (client_for(user("applicant")), client_for(user("coordinator"))):
        assert other.get(address(old)).status_code == 404
        assert other.get(address(old, target)).status_code == 404
        assert begin(other, old, target).status_code == 404
    with pytest.raises(PermissionDenied):
        start_from_own(
            by=user("applicant"), case=old, call=target, uuid=uuid.uuid4(), language="de"
        )
    friend = member(old, "view")
    new = begun(client_for(friend), old, target)
    assert new.carrier_name == "Gartengruppe"
    assert new.answers == {}
    assert begun(client_for(owner), old, target).answers == old.answers
    assert (new.contact_name, new.contact_email, new.contact_phone) == ("", "", "")
    asked = Client().get(address(old))
    assert asked.status_code == 302
    assert "next=" in asked["Location"]


def test_a_closed_call_begins_nothing_and_says_so() -> None:
    person = user("applicant")
    browser = client_for(person)
    old, target = written(browser, call_with()), call_with()
    with clock.frozen("2026-12-11 18:00"):
        assert browser.get(address(old, target)).status_code == 302
        before = Case.objects.count()
        sent = begin(browser, old, target)
        assert sent["Location"] == address(old)
        assert "Dieser Aufruf ist nicht offen" in browser.get(address(old)).content.decode()
        with pytest.raises(NotAllowed):
            start_from_own(by=person, case=old, call=target, uuid=uuid.uuid4(), language="de")
        assert Case.objects.count() == before
        # No call is open: the lists offer nothing, the page says it.
        assert address(old) not in browser.get(reverse("my_applications")).content.decode()
        assert address(old) not in browser.get(reverse("account_area")).content.decode()
        assert "kein Aufruf offen" in browser.get(address(old)).content.decode()


def test_nobody_begins_before_the_check_is_answered() -> None:
    person = user("applicant")
    browser = client_for(person)
    old, target = written(browser, call_with()), call_with()
    page = browser.get(address(old, target))
    assert 'method="post"' not in page.content.decode().split("</header>")[-1]
    assert page.context["form"].initial["carrier"] == "initiative"
    before = Case.objects.count()
    sent = browser.post(address(old, target), {"key": str(uuid.uuid4())})
    assert sent.status_code == 422
    assert Case.objects.count() == before
    # An idea that does not fit is told so, and nobody is locked out.
    asked = browser.get(
        f"{address(old, target)}?{urlencode({**GATE, 'amount': 'no', 'check': '1'})}"
    )
    assert [each.code for each in asked.context["verdict"].exits] == ["amount"]
    assert begin(browser, old, target, amount="no").status_code == 302


@pytest.mark.parametrize("key", ["", "\x00", "x" * 100_000, "1", "not-a-uuid", "-" * 36])
def test_a_broken_key_is_said_kindly(key: str) -> None:
    person = user("applicant")
    browser = client_for(person)
    old, target = written(browser, call_with()), call_with()
    before = Case.objects.count()
    sent = browser.post(address(old, target), {**GATE, "key": key})
    assert sent.status_code == 422
    assert Case.objects.count() == before
    again = browser.post(address(old, target), {**GATE, "key": str(sent.context["key"])})
    assert again.status_code == 302


def test_odd_addresses_and_values() -> None:
    person = user("applicant")
    browser = client_for(person)
    old = written(browser, call_with())
    start = address(old)
    for odd in ("gibt-es-nicht/", f"{'a' * 200}/"):
        assert browser.get(f"{start}{odd}").status_code == 404
        assert browser.post(f"{start}{odd}", GATE).status_code == 404
    assert browser.get(start.replace(str(old.uuid), str(uuid.uuid4()))).status_code == 404
    assert browser.get(start.replace(str(old.uuid), "keine-uuid")).status_code == 404
    target = call_with()
    sent = begin(browser, old, target, carrier="\x00", amount="9" * 5000)
    assert sent.status_code == 422
    # Unwritable characters in an old row do no harm.
    Case.objects.filter(pk=old.pk).update(title="Beet\x01e", summary="y" * 3000)
    assert begun(browser, old, target).title == "Beete"
