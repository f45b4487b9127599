"""Rows of a form can be taken away again, with and without JavaScript."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from projects.cases.models import Case
from tests.factories import forms as make
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db


def _step(button: str, **changes: str) -> tuple[Client, Case, str]:
    browser, of, key = client_for(user("member")), make.call(), uuid.uuid4()
    url = make.step_url(of, key, "money")
    data = {**make.marks(browser, url), **make.answers()["money"], **changes, "button": button}
    answer = browser.post(url, data)
    assert answer.status_code in {200, 302}
    return browser, Case.objects.get(uuid=key), url


def test_a_row_is_removed_and_the_others_stay() -> None:
    browser, case, url = _step("drop-q-cost_plan-answer-0")
    assert [line.label for line in case.cost_items.all()] == ["Erde"]
    assert case.amount_cents == 155_000
    shown = browser.get(url).content.decode()
    assert 'value="drop-q-cost_plan-answer-0"' in shown
    assert "Holz" not in shown


def test_removing_comes_back_to_the_rows() -> None:
    browser, of, key = client_for(user("member")), make.call(), uuid.uuid4()
    url = make.step_url(of, key, "money")
    data = {**make.marks(browser, url), **make.answers()["money"]}
    sent = browser.post(url, {**data, "button": "drop-q-cost_plan-answer-1"})
    assert sent["Location"] == f"{url}#id_q-cost_plan-answer"


def test_a_row_that_cannot_be_read_is_removed_too() -> None:
    changes = {"q-cost_plan-answer-1-amount": "viel"}
    _browser, case, _url = _step("drop-q-cost_plan-answer-1", **changes)
    assert [line.label for line in case.cost_items.all()] == ["Holz"]
    assert not case.typed


@pytest.mark.parametrize(
    "button",
    ["drop-", "drop-q-core_title-answer-0", "drop-q-cost_plan-answer-x", "drop-q-cost_plan-answer"],
)
def test_nonsense_removes_nothing(button: str) -> None:
    _browser, case, _url = _step(button)
    assert case.cost_items.count() == 2
