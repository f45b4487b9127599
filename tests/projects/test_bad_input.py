"""Nonsense in the form: a clear message, the answers kept, nothing stored that should not be."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.kernel import clock
from projects.cases.models import Case, CaseFile
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
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


@pytest.mark.parametrize(
    ("name", "content", "fits"),
    [
        ("leer.pdf", b"", False),
        ("bild.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50, False),
        ("seite.pdf", b"<html><script>alert(1)</script>", False),
        ("programm.exe", b"MZ" + b"0" * 100, False),
        ("kaputt.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, False),
        ("gross.pdf", b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), False),
        ("ohne-endung", b"%PDF-1.7\n", False),
        ("../../etc/passwd.pdf", b"%PDF-1.7\n", True),
        ("a" * 240 + ".pdf", b"%PDF-1.7\n", True),
    ],
)
def test_files_are_checked_by_content(name: str, content: bytes, fits: bool) -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    data = make.form_data(call, button="upload")
    answer = browser.post(url, data | {"files": [SimpleUploadedFile(name, content)]})
    assert CaseFile.objects.count() == int(fits)
    assert answer.status_code == (302 if fits else 200)
    if not fits:
        assert 'href="#files"' in answer.content.decode()
        assert Case.objects.get().title == "Hochbeete am Karlsplatz"
    else:
        assert "/" not in CaseFile.objects.get().name


def test_not_more_than_five_files_and_none_twice() -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    files = [make.pdf_upload(f"{n}.pdf", bytes([65 + n])) for n in (0, 0, 1, 2, 3, 4, 5)]
    answer = browser.post(url, make.form_data(call, button="upload") | {"files": files})
    assert answer.status_code == 200
    assert sorted(CaseFile.objects.values_list("name", flat=True)) == [
        "0.pdf",
        "1.pdf",
        "2.pdf",
        "3.pdf",
        "4.pdf",
    ]


HUGE = "x" * 100_000
BAD = [
    {"title": HUGE},
    {"summary": HUGE},
    {"title": "Nul\x00l"},
    {"contact_email": "kein-at"},
    {"contact_phone": "ruf an"},
    {"amount": "-5"},
    {"amount": "9" * 25},
    {"amount": "2.000,01"},
    {"amount": "0"},
    {"amount": "1e5"},
    {"amount": "1.400"},
    {"starts_on": "2026-12-31"},
    {"ends_on": "01.01.2028"},
    {"ends_on": "2027-02-28"},
    {"starts_on": "0001-01-01"},
    {"ends_on": "9999-12-31"},
    {"ends_on": "99999-12-31"},
    {"theme": "\x00"},
    {"theme": "9" * 500},
    {"carrier_kind": "king"},
    {"consent": None},
    {"costs-0-amount": "abc"},
    {"costs-0-amount": ""},
    {"costs-0-label": ""},
    {"costs-0-category": ""},
    {"costs-0-category": "building"},
    {"costs-0-category": "nonsense\x00"},
    {"costs-2-label": HUGE},
    {"costs-TOTAL_FORMS": "1"},
    {"costs-TOTAL_FORMS": "-3"},
    {"costs-TOTAL_FORMS": "many"},
    {"costs-TOTAL_FORMS": None},
]


@pytest.mark.parametrize("changes", BAD, ids=lambda c: f"{next(iter(c))}")
def test_bad_answers_get_a_message_and_are_kept(changes: dict[str, Any]) -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    answer = browser.post(url, make.form_data(call, **changes))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "error-summary" in page
    assert "Gartengruppe" in page
    case = Case.objects.get()
    assert case.is_draft
    assert HUGE not in str(case.unreadable)
    assert browser.get(url).status_code == 200
    assert browser.get(reverse("application_check", args=[call.code, case.uuid])).status_code == 200


def test_an_overlong_answer_leaves_the_saved_one() -> None:
    call = make.call()
    browser, url = client_for(user("applicant")), form_url(call)
    browser.post(url, make.form_data(call))
    browser.post(url, make.form_data(call, summary=HUGE))
    assert Case.objects.get().summary == "Wir bauen 18 Hochbeete."
