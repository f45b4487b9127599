"""Nonsense in answers and files: a clear message, nothing stored that should not be."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from portal.kernel import clock
from projects.cases.models import Case, CaseFile
from tests.factories import forms as make_form
from tests.factories import projects as make
from tests.factories.accounts import client_for
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
OPEN = "2026-11-22 10:00"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen(OPEN):
        yield


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.pdf", b"", "empty"),
        ("bild.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "kind"),
        ("seite.pdf", b"<html><script>alert(1)</script>", "kind"),
        ("programm.exe", b"MZ" + b"0" * 100, "kind"),
        ("kaputt.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "image"),
        ("gross.pdf", b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), "too_large"),
        ("ohne-endung", b"%PDF-1.7\n", "kind"),
    ],
)
def test_files_are_checked_by_content(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make.attach(make.draft(), SimpleUploadedFile(name, content))
    assert refused.value.code in {code, "disguised"}
    assert refused.value.messages
    assert not CaseFile.objects.exists()


def test_names_are_harmless_and_photos_do_not_say_where_they_were_taken() -> None:
    case = make.draft()
    for name in ("../../etc/passwd.pdf", "a" * 240 + ".pdf"):
        body = name.encode()
        assert "/" not in make.attach(case, make.pdf_upload(name, body)).name
    with make.attach(case, make.photo_upload()).file.open() as photo:
        assert not Image.open(photo).getexif()


def test_not_more_than_five_files_and_none_twice() -> None:
    case = make.draft()
    for number in (0, 0, 1, 2, 3, 4):
        make.attach(case, make.pdf_upload(f"{number}.pdf", bytes([65 + number])))
    with pytest.raises(ValidationError) as refused:
        make.attach(case, make.pdf_upload("5.pdf", b"5"))
    assert refused.value.code == "too_many"
    names = sorted(CaseFile.objects.values_list("name", flat=True))
    assert names == [f"{number}.pdf" for number in range(5)]


HUGE = "x" * 100_000
BAD = [
    ("idea", "title", HUGE),
    ("idea", "summary", HUGE),
    ("idea", "theme", "\x00"),
    ("idea", "theme", "9" * 500),
    ("who", "carrier-kind", "king"),
    ("who", "contact-email", "kein-at"),
    ("who", "contact-phone", "ruf an"),
    ("when", "period-from", "2026-12-31"),
    ("when", "period-to", "01.01.2028"),
    ("when", "period-to", "2027-02-28"),
    ("when", "period-from", "0001-01-01"),
    ("when", "period-to", "9999-12-31"),
    ("when", "period-to", "99999-12-31"),
    ("money", "amount", "-5"),
    ("money", "amount", "9" * 25),
    ("money", "amount", "2.000,01"),
    ("money", "amount", "0"),
    ("money", "amount", "1e5"),
    ("money", "amount", "1.400"),
    ("money", "costs-0-amount", "abc"),
    ("money", "costs-0-amount", ""),
    ("money", "costs-0-label", ""),
    ("money", "costs-0-category", ""),
    ("money", "costs-0-category", "building"),
    ("money", "costs-0-category", "nonsense\x00"),
    ("consent", "consent", ""),
]


def named(part: str) -> str:
    """The name of the field as the page has it."""
    question, _sep, rest = part.partition("-")
    kind = "cost_plan" if question == "costs" else f"core_{question}"
    return "-".join(filter(None, (f"q-{kind}-answer", rest)))


def test_bad_answers_are_no_crash_and_keep_the_application_from_being_sent() -> None:
    wrong = []
    case = make.draft()
    browser = client_for(case.owner)
    check = reverse("application_check", args=[case.call.code, case.uuid])
    for step, field, value in BAD:
        url = make_form.step_url(case.call, case.uuid, step)
        good = make_form.answers()[step]
        bad = {**good, named(field): value}
        answer = browser.post(url, {**make_form.marks(browser, url), **bad, "button": "next"})
        page = browser.get(check)
        said = bool(page.context["problems"]) or value == HUGE  # too long: what was there stays
        if answer.status_code not in {200, 302} or page.status_code != 200 or not said:
            wrong.append((step, field, value[:20], answer.status_code, page.status_code))
        browser.post(url, {**make_form.marks(browser, url), **good, "button": "next"})
    assert not wrong
    case = Case.objects.get()
    assert (case.summary, case.typed) == ("Wir bauen 18 Hochbeete.", {})
    assert browser.get(check).context["problems"] == []
