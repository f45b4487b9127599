"""Applying through HTTP: from the call to the reference number, the mail and Mein Bereich."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from portal.kernel import audit, clock
from portal.kernel.numbers import NumberSeries
from projects.cases.models import Case, CaseFile
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


def form_url(call: Any, key: Any = None) -> str:
    return reverse("application_form", args=[call.code, key or uuid.uuid4()])


def test_from_the_call_to_the_reference_number() -> None:
    call = make.call()
    page = make.call_page(call)
    visitor = Client()
    answer = visitor.get(page.url)
    start = reverse("application_start", args=[call.code])
    assert start in answer.content.decode()
    answer = visitor.get(start)
    assert reverse("application_new", args=[call.code]) in answer.content.decode()
    answer = visitor.get(reverse("application_new", args=[call.code]))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_request_login_code"))
    assert "next=" in answer.url

    browser = client_for(user("applicant"))
    answer = browser.get(reverse("application_new", args=[call.code]))
    form = answer.url
    assert browser.get(form).status_code == 200
    assert not Case.objects.exists()
    answer = browser.post(
        form, make.form_data(call) | {"files": [make.pdf_upload(), make.photo_upload()]}
    )
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get()
    assert case.is_draft
    assert case.amount_cents == 155_000
    check = browser.get(answer.url).content.decode()
    assert "1.550,00\u00a0€" in check
    assert "angebot.pdf" in check
    answer = browser.post(answer.url)
    assert answer.status_code == 302
    done = browser.get(answer.url).content.decode()
    assert "LKS-2026-0001" in done
    assert "20. Januar 2027" in done
    assert "Das Stadtteilbüro prüft den Antrag." in done
    case.refresh_from_db()
    assert case.number == "LKS-2026-0001"
    assert [entry.event for entry in audit.history(case)] == [
        "draft_begun",
        "file_added",
        "file_added",
        "submitted",
    ]
    area = browser.get(reverse("account_area")).content.decode()
    assert "LKS-2026-0001" in area


def test_a_draft_keeps_everything_and_goes_on_later() -> None:
    call, owner = make.call(), user("applicant")
    browser, url = client_for(owner), form_url(call)
    typed = {
        "button": "save",
        "title": "Nur ein Titel",
        "carrier_kind": "",
        "amount": "etwa tausend",
        "starts_on": "32.13.2027",
        "contact_email": "",
        "consent": None,
        "costs-1-amount": "viel",
    }
    answer = browser.post(url, make.form_data(call, **typed))
    assert answer.status_code == 200
    assert "etwa tausend" in answer.content.decode()
    case = Case.objects.get()
    assert case.title == "Nur ein Titel"
    assert case.amount_cents is None
    assert case.unreadable == {
        "amount": "etwa tausend",
        "starts_on": "32.13.2027",
        "costs-1-amount": "viel",
    }
    again = browser.get(url).content.decode()
    for text in ("Nur ein Titel", "etwa tausend", "viel", "Erde"):
        assert text in again
    area = browser.get(reverse("account_area")).content.decode()
    assert url in area
    answer = browser.post(url, make.form_data(call, button="save"))
    assert answer.url == reverse("account_area")
    case.refresh_from_db()
    assert case.unreadable == {}
    assert case.amount_cents == 155_000
    assert Case.objects.count() == 1


def test_an_incomplete_application_says_what_is_missing_with_links() -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    empty = {key: "" for key in make.form_data(call) if not key.endswith("_FORMS")}
    answer = browser.post(
        url, empty | {"button": "check", "costs-TOTAL_FORMS": "5", "costs-INITIAL_FORMS": "5"}
    )
    page = answer.content.decode()
    assert "error-summary" in page
    for name in ("carrier_name", "title", "summary", "theme", "starts_on", "amount", "consent"):
        assert f'href="#id_{name}"' in page, name
    assert 'href="#costs"' in page
    case = Case.objects.get()
    check = reverse("application_check", args=[call.code, case.uuid])
    assert browser.post(check).status_code == 409
    case.refresh_from_db()
    assert case.is_draft
    assert not NumberSeries.objects.exists()


def test_more_lines_and_files_without_javascript() -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    answer = browser.post(url, make.form_data(call, button="add_row"))
    assert "rows=8" in answer.url
    page = browser.get(answer.url).content.decode()
    assert 'name="costs-7-label"' in page
    assert 'name="costs-8-label"' not in page
    browser.post(url, make.form_data(call, button="upload") | {"files": [make.photo_upload()]})
    stored = CaseFile.objects.get()
    with stored.file.open() as photo:
        assert not Image.open(photo).getexif()
    assert stored.case.cost_items.count() == 2
    browser.post(url, make.form_data(call, button=f"remove-{stored.pk}"))
    assert not CaseFile.objects.exists()


def test_a_call_that_closes_while_someone_types() -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    with clock.frozen("2026-12-11 17:59:59"):
        assert browser.get(url).status_code == 200
    with clock.frozen("2026-12-11 18:00"):
        answer = browser.post(url, make.form_data(call), follow=True)
        page = answer.content.decode()
        assert "stadtteilbuero@example.org" in page
        case = Case.objects.get()
        assert case.is_draft
        assert case.title == "Hochbeete am Karlsplatz"
        check = reverse("application_check", args=[call.code, case.uuid])
        assert browser.post(check).status_code == 409
        assert browser.get(url).status_code == 200
    with clock.frozen("2026-12-13 18:00"):
        late = browser.post(form_url(call), make.form_data(call))
        assert late.url == reverse("application_start", args=[call.code])
        assert Case.objects.count() == 1
    case.refresh_from_db()
    assert case.number is None


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
    answer = browser.post(form_url(case.call, case.uuid), make.form_data(case.call, title="Neu"))
    assert answer.url == done
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
    browser = client_for(user("applicant"))
    url = f"/{language}/antrag/{call.code}/{uuid.uuid4()}/"
    answer = browser.post(url, make.form_data(call))
    assert answer.status_code == 302
    assert answer.url.startswith(f"/{language}/")
    assert browser.post(answer.url).status_code == 302
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
    assert browser.post(last, make.form_data(call)).status_code == 302
    assert Case.objects.get().owner.email == "neu@example.org"
