"""The page of a step hears by itself when the virus check of its files has ended."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.kernel import clock
from projects.cases.models import Case, CaseFile
from projects.intake.actions import submit_application
from projects.intake.actions_scan import settle_scan
from tests.factories import forms as make
from tests.factories import members as make_member
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.versions import EXTRA, begin
from tests.portal.editing import portal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _site(settings: Any) -> Any:
    portal()
    records.theme()
    # Nobody listens on the port of discarding: files wait until a test settles them.
    settings.CLAMD_ADDRESS = "tcp://127.0.0.1:9"
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def visitor() -> Client:
    return client_for(user("applicant"))


@pytest.fixture
def case(visitor: Client) -> Case:
    return begin(visitor, make.call(form=make.form(*make.steps(EXTRA))))


def step(browser: Client, case: Case) -> str:
    return browser.get(make.step_url(case.call, case.uuid, "idea")).content.decode()


def asks(html: str) -> str:
    """The address that a piece of page asks, empty where it asks none."""
    found = re.search(r'data-hx-get="([^"]+)" data-hx-trigger="every \d+s"', html)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("verdict", "words"), [("clean", "/dateien/"), ("infected", "Schadsoftware")]
)
def test_the_page_asks_until_the_check_has_ended(
    visitor: Client, case: Case, verdict: str, words: str
) -> None:
    file = CaseFile.objects.get(case=case)
    page = step(visitor, case)
    address = asks(page)
    assert "every 3s" in page
    assert "frontend/vendor/htmx.min.js" in page
    assert 'value="upload"' in page
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address, headers=HTMX).status_code == 204
    assert len(asked) <= 6, [each["sql"][:120] for each in asked]
    settle_scan(file_id=file.pk, verdict=verdict)
    news = visitor.get(address, headers=HTMX)
    assert news.status_code == 200
    text = news.content.decode()
    assert not asks(text)
    assert words in text
    assert file.name in text
    assert "<html" not in text
    assert not asks(step(visitor, case))


def test_it_asks_more_and_more_rarely(visitor: Client, case: Case) -> None:
    first = asks(step(visitor, case))
    for minutes, seconds in ((2, 15), (20, 60)):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            text = visitor.get(first, headers=HTMX).content.decode()
            assert f"every {seconds}s" in text
            assert visitor.get(asks(text), headers=HTMX).status_code == 204


def test_a_page_without_waiting_files_asks_nothing(
    visitor: Client, case: Case, settings: Any
) -> None:
    settings.CLAMD_ADDRESS = ""
    CaseFile.objects.all().delete()
    page = step(visitor, case)
    assert not asks(page)
    other = visitor.get(make.step_url(case.call, case.uuid, "who")).content.decode()
    assert "htmx" not in other


def test_who_may_not_see_them_stops_asking_and_learns_nothing(visitor: Client, case: Case) -> None:
    address = asks(step(visitor, case))
    reader = client_for(make_member.member(case, "view"))
    for browser in (Client(), client_for(user("applicant")), reader):
        answer = browser.get(address, headers=HTMX)
        assert (answer.status_code, answer.content) == (286, b"")
        assert answer["HX-Reswap"] == "none"
    assert client_for(user("applicant")).get(address).status_code == 404
    assert visitor.get(address).status_code == 302
    writer = client_for(make_member.member(case))
    assert writer.get(address, headers=HTMX).status_code == 204
    submit_application(by=case.owner, case=case)
    assert visitor.get(address, headers=HTMX).status_code == 286


@pytest.mark.parametrize("question", ["x", "9" * 3000, "%00", "plan-2"])
def test_unknown_questions_have_no_files(visitor: Client, case: Case, question: str) -> None:
    address = asks(step(visitor, case)).replace("/plan/", f"/{question}/")
    answer = visitor.get(address, headers=HTMX)
    assert answer.status_code == 200
    assert "question-files__file" not in answer.content.decode()
    gone = address.replace(str(case.uuid), str(uuid.uuid4()))
    assert visitor.get(gone, headers=HTMX).status_code == 286
