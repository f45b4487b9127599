"""Applying with a form through HTTP, without JavaScript: step by step to the number."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from portal.kernel import clock
from projects.cases.models import AnswerChange, Case
from projects.cases.plan import CostItem
from projects.intake.pdfs import receipt_pdf
from tests.factories import forms as make_form
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


def test_from_the_first_step_to_the_number() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    start = browser.get(reverse("application_new", args=[call.code]))
    tasks = browser.get(start.url)
    assert "Was haben Sie vor?" in tasks.content.decode()
    assert not Case.objects.exists()
    key = uuid.UUID(start.url.rstrip("/").rpartition("/")[2])
    make_form.fill(browser, call, key)
    case = Case.objects.get(uuid=key)
    assert case.title == "Hochbeete am Karlsplatz"
    assert case.amount_cents == 155_000
    assert str(case.starts_on) == "2027-03-01"
    assert [(row.label, row.amount_cents) for row in CostItem.objects.filter(case=case)] == [
        ("Holz", 94_000),
        ("Erde", 61_000),
    ]
    check = browser.get(reverse("application_check", args=[call.code, key]))
    page = check.content.decode()
    assert "1.550\u00a0€" in page
    assert "Hochbeete am Karlsplatz" in page
    assert check.context["problems"] == []
    sent = browser.post(reverse("application_check", args=[call.code, key]))
    done = browser.get(sent.url).content.decode()
    case.refresh_from_db()
    assert case.number
    assert case.number in done
    again = browser.post(reverse("application_check", args=[call.code, key]))
    assert again.url == sent.url
    assert Case.objects.count() == 1


def test_the_copy_holds_every_answer() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key = make_form.fill(browser, call)
    browser.post(reverse("application_check", args=[call.code, key]))
    copy = receipt_pdf(Case.objects.get(uuid=key))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(copy)).pages)
    for words in ("Hochbeete am Karlsplatz", "Gartengruppe", "Holz", "610,00", "Wer sind Sie?"):
        assert words in text


def test_what_is_missing_is_named_with_the_way_to_it() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key = make_form.fill(
        browser, call, **{"q-core_contact-answer-email": "", "q-core_amount-answer": "1.500"}
    )
    check = browser.get(reverse("application_check", args=[call.code, key]))
    texts = [problem["text"] for problem in check.context["problems"]]
    assert len(texts) == 2
    assert "1.550" in texts[1]
    assert "1.500" in texts[1]
    for problem in check.context["problems"]:
        way = browser.get(problem["url"].partition("#")[0])
        assert problem["text"] in way.content.decode()
    sent = browser.post(reverse("application_check", args=[call.code, key]))
    assert sent.status_code == 409
    assert Case.objects.get().is_draft


def test_typed_nonsense_is_kept_and_shown_again() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key, step = uuid.uuid4(), "money"
    url = make_form.step_url(call, key, step)
    data = make_form.answers()[step] | {"q-core_amount-answer": "sehr viel"}
    page = browser.post(url, {**make_form.marks(browser, url), **data, "button": "next"})
    assert page.status_code == 200
    assert "sehr viel" in page.content.decode()
    assert page.context["forms"]
    case = Case.objects.get()
    assert case.amount_cents is None
    assert CostItem.objects.filter(case=case).count() == 2
    assert "sehr viel" in browser.get(url).content.decode()


def test_a_question_comes_and_goes_with_its_condition() -> None:
    extra = [
        make_form.question("helpers"),
        make_form.question("who_helps", show_if=make_form.only_if("helpers", "ja")),
    ]
    call = make_form.call(form=make_form.form(*make_form.steps(extra)))
    browser = client_for(user("applicant"))
    key = uuid.uuid4()
    url = make_form.step_url(call, key, "idea")
    data = make_form.answers()["idea"] | {"button": "next", "q-helpers-answer": "nein"}
    hidden = data | {"q-who_helps-answer": "heimlich"}
    sent = browser.post(url, {**make_form.marks(browser, url), **hidden})
    assert sent.url == make_form.step_url(call, key, "who")
    assert "who_helps" not in Case.objects.get().answers
    sent = browser.post(url, {**make_form.marks(browser, url), **data, "q-helpers-answer": "ja"})
    assert sent.url == url
    shown = {each.question.id: each.is_asked for each in browser.get(url).context["asked"]}
    assert shown["who_helps"]


def test_two_at_once_lose_nothing() -> None:
    call = make_form.call()
    owner = user("applicant")
    one, two = client_for(owner), client_for(owner)
    key = make_form.fill(one, call)
    url = make_form.step_url(call, key, "idea")
    first, second = make_form.marks(one, url), make_form.marks(two, url)
    data = make_form.answers()["idea"]
    one.post(url, {**first, **data, "q-core_title-answer": "Beete für alle", "button": "next"})
    page = two.post(
        url,
        {
            **second,
            **data,
            "q-core_title-answer": "Obst für alle",
            "q-core_summary-answer": "Wir pflanzen Obst.",
            "button": "next",
        },
    )
    case = Case.objects.get()
    assert case.title == "Beete für alle"
    assert case.summary == "Wir pflanzen Obst."
    text = page.content.decode()
    assert "Beete für alle" in text
    assert "Obst für alle" in text
    assert ("core_title", "Obst für alle", True) in make_form.changes(case)
    shown = {each.base_name: each.base for each in page.context["asked"] if each.form}
    two.post(url, {**shown, **data, "q-core_title-answer": "Obst und Beete", "button": "next"})
    case.refresh_from_db()
    assert case.title == "Obst und Beete"


def test_typing_is_one_entry_of_the_log() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key = uuid.uuid4()
    url = make_form.step_url(call, key, "idea")
    for text in ("H", "Hoch", "Hochbeete"):
        data = {"q-core_title-answer": text}
        sent = browser.post(
            url, {**make_form.marks(browser, url), **data}, headers={"X-Autosave": "1"}
        )
        assert sent.json()["bases"]["core_title"]
    case = Case.objects.get()
    assert make_form.changes(case) == [("core_title", "Hochbeete", False)]
    with make_form.later(case, 11):
        marks = make_form.marks(browser, url)
        browser.post(url, {**marks, "q-core_title-answer": "Beete"})
    assert AnswerChange.objects.filter(question="core_title").count() == 2


def test_files_answer_their_question() -> None:
    options = {"kinds": ["pdf"], "megabytes": 1, "most": 1}
    extra = [make_form.question("plan", "files", options=options)]
    call = make_form.call(form=make_form.form(*make_form.steps(extra)))
    browser = client_for(user("applicant"))
    key = uuid.uuid4()
    url = make_form.step_url(call, key, "idea")
    base = {**make_form.marks(browser, url), **make_form.answers()["idea"]}
    page = browser.post(url, {**base, "q-plan-files": [make.photo_upload()], "button": "next"})
    assert page.status_code == 200
    assert page.context["errors"]
    browser.post(url, {**base, "q-plan-files": [make.pdf_upload()], "button": "next"})
    page = browser.post(
        url, {**base, "q-plan-files": [make.pdf_upload("b.pdf", b"other")], "button": "next"}
    )
    assert page.context["errors"]
    case = Case.objects.get()
    stored = case.files.get()
    assert stored.question == "plan"
    assert stored.name in browser.get(url).content.decode()
    browser.post(url, {**base, "button": f"remove-{stored.pk}"})
    assert not case.files.exists()


def test_the_case_of_others_does_not_exist() -> None:
    call = make_form.call()
    key = make_form.fill(client_for(user("applicant")), call)
    url = make_form.step_url(call, key, "idea")
    stranger = client_for(user("applicant"))
    assert stranger.get(url).status_code == 404
    assert stranger.post(url, {"button": "next"}).status_code == 404
    assert Client().get(url).status_code == 302
    other = make_form.call()
    owner = client_for(Case.objects.get().owner)
    assert owner.get(make_form.step_url(other, key, "idea")).status_code == 404
    assert owner.get(make_form.step_url(call, key, "nowhere")).status_code == 404


def test_a_call_that_closes_keeps_what_is_typed() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key = uuid.uuid4()
    url = make_form.step_url(call, key, "idea")
    marks = make_form.marks(browser, url)
    with clock.frozen("2026-12-11 18:05"):
        browser.post(url, {**marks, **make_form.answers()["idea"], "button": "next"})
        assert Case.objects.get().title == "Hochbeete am Karlsplatz"
        page = browser.get(reverse("application_check", args=[call.code, key]))
        assert page.context["is_closed"]
        sent = browser.post(reverse("application_check", args=[call.code, key]))
        assert sent.status_code == 409


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"b-core_title": "x" * 5000, "q-core_title-answer": "y" * 100_000},
        {"b-core_title": "", "q-core_title-answer": "\x00nul"},
        {"b-unknown": "1", "q-unknown-answer": "2", "button": "rows-unknown"},
        {"button": "remove-99999999999999999999999"},
        {"button": "rows-../../x"},
        {"b-core_period": "1", "q-core_period-answer-from": "99.99.9999"},
        {"b-core_amount": "1", "q-core_amount-answer": "-5"},
        {"b-core_theme": "1", "q-core_theme-answer": "nowhere"},
    ],
)
def test_bad_input_is_no_crash(post: dict[str, str]) -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key = uuid.uuid4()
    for step in ("idea", "when", "money"):
        sent = browser.post(make_form.step_url(call, key, step), post)
        assert sent.status_code in (200, 302)
        assert browser.get(make_form.step_url(call, key, step)).status_code == 200
    assert set(Case.objects.get().answers) == set()


def test_steps_ask_few_questions_of_the_database() -> None:
    call = make_form.call()
    browser = client_for(user("applicant"))
    key = make_form.fill(browser, call)
    url = make_form.step_url(call, key, "idea")
    marks = make_form.marks(browser, url)
    with CaptureQueriesContext(connection) as shown:
        browser.get(url)
    assert len(shown) <= 10, "\n".join(each["sql"][:150] for each in shown)
    data = {**marks, **make_form.answers()["idea"], "q-core_title-answer": "Neu"}
    with CaptureQueriesContext(connection) as saved:
        browser.post(url, data, headers={"X-Autosave": "1"})
    assert len(saved) <= 12, "\n".join(each["sql"][:150] for each in saved)
    with CaptureQueriesContext(connection) as sent:
        browser.post(reverse("application_check", args=[call.code, key]))
    assert len(sent) <= 35, "\n".join(each["sql"][:150] for each in sent)
    assert not mail.outbox
