"""Applying through HTTP: from the call to the reference number, the mail and Mein Bereich."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.forms.models import Form
from portal.kernel import audit, clock
from portal.kernel.numbers import NumberSeries
from projects.cases.models import Case
from tests.factories import forms as make_form
from tests.factories import projects as make
from tests.factories.accounts import client_for, code_request, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
OPEN = "2026-11-22 10:00"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen(OPEN):
        yield


def save_idea(browser: Client, call: Any, key: Any = None, **changes: str) -> Any:
    """Post the first step as a browser does."""
    url = make_form.step_url(call, key or uuid.uuid4(), "idea")
    data = make_form.answers()["idea"] | changes
    return browser.post(url, {**make_form.marks(browser, url), **data, "button": "next"})


def test_from_the_call_to_the_reference_number() -> None:
    call = make.call()
    page = make.call_page(call)
    visitor = Client()
    start = reverse("application_start", args=[call.code])
    assert start in visitor.get(page.url).content.decode()
    new = reverse("application_new", args=[call.code])
    assert new in visitor.get(start).content.decode()
    answer = visitor.get(new)
    assert answer.url.startswith(reverse("account_request_login_code"))
    assert "next=" in answer.url

    case = make.draft(call)
    make.attach(case)
    browser = client_for(case.owner)
    check = reverse("application_check", args=[call.code, case.uuid])
    assert "angebot.pdf" in browser.get(check).content.decode()
    done = browser.get(browser.post(check).url).content.decode()
    for words in ("LKS-2026-0001", "20. Januar 2027", "Das Stadtteilbüro prüft den Antrag."):
        assert words in done
    assert "angebot.pdf" in done
    case.refresh_from_db()
    assert case.number == "LKS-2026-0001"
    events = [entry.event for entry in audit.history(case)]
    assert events == ["draft_begun", "file_added", "submitted"]
    assert "LKS-2026-0001" in browser.get(reverse("account_area")).content.decode()


def test_nobody_begins_a_day_after_the_closing() -> None:
    call = make.call()
    url = make_form.step_url(call, uuid.uuid4(), "idea")
    with clock.frozen("2026-12-13 18:00"):
        late = client_for(user("applicant")).post(url, make_form.answers()["idea"])
    assert late.url == reverse("application_start", args=[call.code])
    assert not Case.objects.exists()


def test_a_call_whose_form_was_never_published_has_nothing_to_fill_in() -> None:
    call = make.call(form=Form.objects.create(code="leer", title={"de": "Leer"}))
    url = reverse("application_form", args=[call.code, uuid.uuid4()])
    assert client_for(user("applicant")).get(url).status_code == 404


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-01 07:59:59", False),
        ("2026-11-01 08:00", True),
        ("2026-12-11 17:59:59", True),
        ("2026-12-11 18:00", False),
    ],
)
def test_a_call_opens_and_closes_at_the_minute(moment: str, is_open: bool) -> None:
    call = make.call()
    page = make.call_page(call)
    programme = page.get_parent()
    start = reverse("application_start", args=[call.code])
    with clock.frozen(moment):
        answer = Client().get(page.url)
        assert (start in answer.content.decode()) == is_open
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert page.url in Client().get(programme.url).content.decode()
        begin = reverse("application_new", args=[call.code])
        assert (begin in Client().get(start).content.decode()) == is_open
        answer = client_for(user("applicant")).get(begin)
        assert (answer.url == start) != is_open


def test_submitting_twice_makes_one_application() -> None:
    case = make.draft()
    browser = client_for(case.owner)
    check = reverse("application_check", args=[case.call.code, case.uuid])
    done = reverse("application_done", args=[case.call.code, case.uuid])
    assert [browser.post(check).url for _click in range(3)] == [done, done, done]
    assert [entry.event for entry in audit.history(case)].count("submitted") == 1
    assert NumberSeries.objects.get().last == 1
    step = make_form.step_url(case.call, case.uuid, "idea")
    assert browser.post(step, {"q-core_title-answer": "Neu"}).url == done
    case.refresh_from_db()
    assert case.title == "Hochbeete am Karlsplatz"


def test_withdrawing_and_deleting() -> None:
    case = make.submitted()
    browser = client_for(case.owner)
    args = [case.call.code, case.uuid]
    assert browser.get(reverse("application_withdraw", args=args)).status_code == 200
    for _click in range(2):
        browser.post(reverse("application_withdraw", args=args), {"reason": "Kein Platz\x00"})
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert case.number
    log = [entry for entry in audit.history(case) if entry.event == "withdrawn"]
    assert [entry.reason for entry in log] == ["Kein Platz"]
    browser.post(reverse("application_delete", args=args))
    assert Case.objects.filter(pk=case.pk).exists()
    draft = make.draft(case.call, case.owner)
    args = [draft.call.code, draft.uuid]
    assert browser.get(reverse("application_delete", args=args)).status_code == 200
    assert browser.post(reverse("application_delete", args=args)).status_code == 302
    assert not Case.objects.filter(pk=draft.pk).exists()
    assert browser.post(reverse("application_delete", args=args)).status_code == 404


@pytest.mark.parametrize("language", ["de-simple", "en", "tr", "ar"])
def test_applying_works_in_every_language(language: str) -> None:
    call = make.call()
    with translation.override(language):
        answer = save_idea(client_for(user("applicant")), call)
    assert answer.url.startswith(f"/{language}/")
    assert Case.objects.get().language == language


def test_the_mailed_code_leads_back_to_the_form(mailoutbox: list[Any]) -> None:
    call = make.call()
    browser = Client()
    answer = browser.get(reverse("application_new", args=[call.code]))
    answer = browser.post(answer.url, code_request("neu@example.org"), follow=True)
    code = re.search(r"^[A-Z0-9-]{6,}$", mailoutbox[-1].body, re.MULTILINE)
    assert code, mailoutbox[-1].body
    confirm = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
    answer = browser.post(confirm, {"code": code.group()}, follow=True)
    assert answer.status_code == 200
    last = answer.redirect_chain[-1][0]
    assert f"/antrag/{call.code}/" in last, answer.redirect_chain
    assert save_idea(browser, call, last.rstrip("/").rpartition("/")[2]).status_code == 302
    assert Case.objects.get().owner.email == "neu@example.org"
