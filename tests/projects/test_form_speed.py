"""The query bars of applying: a step, its saving while typing, handing in (docs/messwerte.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.bench.applying import AUTOSAVE_QUERIES, STEP_QUERIES, SUBMIT_QUERIES
from projects.cases.models import Case
from projects.cases.plan import CostItem
from tests.factories import forms as make
from tests.factories.accounts import client_for, user
from tests.factories.forms import answers, marks, step_url

pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Autosave": "1"}


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    """No more queries than that; marks of the test's own transaction do not count."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= limit, "\n".join(asked)


@pytest.fixture
def browser() -> Client:
    return client_for(user("applicant"))


def test_every_step_is_read_in_few_questions(browser: Client) -> None:
    call = make.call()
    key = make.fill(browser, call)
    for step in answers():
        with at_most(STEP_QUERIES):
            assert browser.get(step_url(call, key, step)).status_code == 200


def test_saving_while_typing_takes_few_questions(browser: Client) -> None:
    call = make.call()
    key = make.fill(browser, call)
    for step, typed in answers().items():
        url = step_url(call, key, step)
        bases = marks(browser, url)
        changed = {name: f"{text}1" if text.isalpha() else text for name, text in typed.items()}
        with at_most(AUTOSAVE_QUERIES):
            assert browser.post(url, {**changed, **bases}, headers=AUTOSAVE).status_code == 200


def test_handing_in_takes_few_questions(browser: Client) -> None:
    call = make.call()
    key = make.fill(browser, call)
    with at_most(SUBMIT_QUERIES):
        browser.post(reverse("application_check", args=[call.code, key]))
    assert Case.objects.get(uuid=key).number


def plan(*labels: str) -> dict[str, str]:
    """A plan of lines with these names, 10 € each."""
    data = {"q-core_amount-answer": "1.550,00"}
    for place, label in enumerate(labels):
        start = f"q-cost_plan-answer-{place}"
        data |= {f"{start}-label": label, f"{start}-category": "material", f"{start}-amount": "10"}
    return data


def test_a_line_keeps_its_row_while_others_come_and_go(browser: Client) -> None:
    call = make.call()
    key = make.fill(browser, call)
    url = step_url(call, key, "money")
    first = list(CostItem.objects.filter(case__uuid=key).values_list("pk", flat=True))
    for labels in (["Holz", "Sand", "Leim"], ["Holz", "Kies"], ["Holz"], []):
        browser.post(url, {**marks(browser, url), **plan(*labels)}, headers=AUTOSAVE)
        rows = CostItem.objects.filter(case__uuid=key)
        assert [row.label for row in rows] == labels
        assert [row.pk for row in rows][:2] == first[: min(len(labels), 2)]
        shown = browser.get(url).context["asked"]
        assert all(not each.theirs for each in shown)


def test_what_the_page_keeps_as_marks_fits_what_is_stored(browser: Client) -> None:
    """Else the next saving would take one's own text for somebody else's."""
    call = make.call()
    key = make.fill(browser, call)
    for step, typed in answers().items():
        url = step_url(call, key, step)
        sent = browser.post(url, {**marks(browser, url), **typed}, headers=AUTOSAVE).json()
        kept = {name.removeprefix("b-"): mark for name, mark in marks(browser, url).items()}
        assert {name: sent["bases"][name] for name in kept} == kept
