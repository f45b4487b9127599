"""Steps of an application and what nobody sends by accident: refused, never a 500."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel import clock
from projects.calls.models import Call
from projects.cases.models import Case, CaseFile
from tests.factories import forms as make_form
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
OPEN = "2026-11-10 12:00"
MULTIPART = "multipart/form-data; boundary=abc"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen(OPEN):
        yield


@pytest.fixture
def call() -> Call:
    options = {"kinds": ["pdf"], "megabytes": 1, "most": 2}
    files = make_form.question("plan", "files", required=False, options=options)
    helpers = make_form.question("helpers", required=False)
    more = make_form.question(
        "names", required=False, show_if=make_form.only_if("helpers", "never")
    )
    return make_form.call(form=make_form.form(*make_form.steps([files, helpers, more])))


@pytest.fixture
def browser() -> Client:
    return client_for(user("applicant"))


def begun(browser: Client, call: Call) -> tuple[str, Case]:
    """The address of the first step of a draft that holds its answers."""
    key = uuid.uuid4()
    url = make_form.step_url(call, key, "idea")
    data = {**make_form.marks(browser, url), **make_form.answers()["idea"]}
    browser.post(url, {**data, "button": "next"})
    return url, Case.objects.get(uuid=key)


def part(name: bytes, value: bytes) -> bytes:
    head = b'--abc\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n'
    return head + value + b"\r\n"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"q-core_title-answer=%ff%fe%00", "application/x-www-form-urlencoded"),
        (b"q-core_title-answer=a&" * 3000, "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"{}", "application/json"),
        (b"", MULTIPART),
        (b"--abc\r\nnonsense", MULTIPART),
        (b"x" * 5000, "multipart/form-data"),
        (part(b"q-core_title-answer", b"\xff\xfe") + b"--abc--\r\n", MULTIPART),
        (part(b"q-core_title-answer", b"x" * 6_000_000) + b"--abc--\r\n", MULTIPART),
        (b"".join(part(b"f%d" % n, b"x") for n in range(2500)) + b"--abc--\r\n", MULTIPART),
    ],
    ids=[
        "broken utf-8",
        "3000 fields",
        "unknown charset",
        "json",
        "no parts",
        "broken part",
        "no boundary",
        "broken utf-8 in a part",
        "6 MB of text",
        "2500 parts",
    ],
)
def test_absurd_bodies_are_answered_and_keep_the_draft(
    browser: Client, call: Call, body: bytes, content_type: str
) -> None:
    url, case = begun(browser, call)
    answer = browser.generic("POST", url, body, content_type=content_type)
    assert answer.status_code in {200, 302, 400}
    if answer.status_code == 400:
        assert "Diese Anfrage können wir nicht lesen" in answer.content.decode()
    kept = Case.objects.get(pk=case.pk)
    assert kept.title == case.title or kept.typed
    assert browser.get(url).status_code == 200


@pytest.mark.parametrize(
    "extra",
    [
        {"q-unknown-answer": "x", "q-unknown-base": "y"},
        {"q-names-answer": "Hidden"},
        {"q-core_title-base": "\x00tampered"},
        {"q-core_title-base": "x" * 100_000},
        {"owner": "1", "state": "granted", "number": "X-1", "amount_cents": "1"},
        {"button": "remove-99999999999999999999"},
        {"button": "remove-\u0663"},
        {"button": "remove-"},
        {"button": "\x00"},
    ],
    ids=[
        "unknown question",
        "hidden question",
        "tampered mark",
        "huge mark",
        "columns",
        "huge file id",
        "foreign digit",
        "no file id",
        "nul button",
    ],
)
def test_what_the_step_does_not_ask_changes_nothing(
    browser: Client, call: Call, extra: dict[str, str]
) -> None:
    url, case = begun(browser, call)
    data = {**make_form.marks(browser, url), **make_form.answers()["idea"], **extra}
    answer = browser.post(url, data)
    assert answer.status_code in {200, 302}
    kept = Case.objects.get(pk=case.pk)
    assert (kept.owner_id, kept.state, kept.number) == (case.owner_id, "draft", None)
    assert kept.amount_cents is None
    assert "Hidden" not in str(kept.answers)
    assert "unknown" not in str(kept.answers) + str(kept.typed)


@pytest.mark.parametrize("step", ["unknown", "0", "idea-2", "x" * 300], ids=range(4))
def test_unknown_steps_are_not_there(browser: Client, call: Call, step: str) -> None:
    _url, case = begun(browser, call)
    address = make_form.step_url(call, case.uuid, step)
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"button": "next"}).status_code == 404


def test_the_last_step_first_is_fine_and_sending_names_the_rest(
    browser: Client, call: Call
) -> None:
    key = uuid.uuid4()
    url = make_form.step_url(call, key, "consent")
    data = {**make_form.marks(browser, url), **make_form.answers()["consent"], "button": "next"}
    assert browser.post(url, data).status_code == 302
    sent = browser.post(reverse("application_check", args=[call.code, key]))
    assert sent.status_code == 409
    assert sent.context["problems"]
    assert Case.objects.get(uuid=key).state == "draft"


def test_files_of_others_are_neither_removed_nor_handed_out(browser: Client, call: Call) -> None:
    url, _case = begun(browser, call)
    other_browser = client_for(user("applicant"))
    other_url, other = begun(other_browser, call)
    marks = make_form.marks(other_browser, other_url)
    data = {**marks, **make_form.answers()["idea"]}
    other_browser.post(other_url, {**data, "q-plan-files": [make.pdf_upload()]})
    theirs = CaseFile.objects.get(case=other)
    data = {**make_form.marks(browser, url), **make_form.answers()["idea"]}
    browser.post(url, {**data, "button": f"remove-{theirs.pk}"})
    browser.post(other_url, {**data, "button": f"remove-{theirs.pk}"})
    assert CaseFile.objects.get() == theirs
    for of in (other.uuid, _case.uuid):
        address = reverse("case_file", args=[call.code, of, theirs.pk])
        assert browser.get(address).status_code == 404


def test_an_ended_session_saves_nothing_and_leads_to_the_sign_in(
    browser: Client, call: Call
) -> None:
    url, case = begun(browser, call)
    data = {**make_form.marks(browser, url), "q-core_title-answer": "Anders"}
    browser.logout()
    answer = browser.post(url, data, headers={"X-Autosave": "1"})
    assert answer.status_code in {302, 401, 403}
    assert Case.objects.get(pk=case.pk).title == case.title


def test_a_closed_call_begins_no_new_draft_by_a_step(browser: Client, call: Call) -> None:
    url = make_form.step_url(call, uuid.uuid4(), "idea")
    data = {**make_form.marks(browser, url), **make_form.answers()["idea"], "button": "next"}
    with clock.frozen("2030-01-01 12:00"):
        assert browser.post(url, data).status_code in {302, 404}
    assert not Case.objects.exists()
