"""The check before an application: questions from the rules, honest exits, nothing stored."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from portal.kernel import clock
from projects.calls.models import Call
from projects.cases.models import Case
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db
RULES = {
    "carrier_kinds": ["initiative", "association"],
    "area": {"de": "im Hammer Norden"},
    "refuses_other_funding": True,
}
GOOD = {
    "carrier": "initiative",
    "place": "fits",
    "time": "fits",
    "amount": "fits",
    "costs": "fits",
    "others": "fits",
}


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        yield


def strict_call(**fields: Any) -> Call:
    return make.call(programme=make.programme(**RULES), **fields)


def ask(call: Call, **changes: str) -> Any:
    url = reverse("application_suitability", args=[call.code])
    return Client().get(f"{url}?{urlencode(GOOD | changes | {'check': '1'})}")


def test_the_start_page_leads_to_the_check_and_the_check_to_the_draft() -> None:
    call = strict_call()
    start = Client().get(reverse("application_start", args=[call.code])).content.decode()
    assert reverse("application_suitability", args=[call.code]) in start
    page = ask(call)
    assert page.context["verdict"].fits
    assert reverse("application_new", args=[call.code]) in page.content.decode()


def test_the_rules_make_the_questions() -> None:
    call = strict_call()
    url = reverse("application_suitability", args=[call.code])
    page = Client().get(url)
    assert list(page.context["form"].fields) == list(GOOD)
    text = page.content.decode()
    assert "im Hammer Norden" in text
    assert "2.000\u00a0€" in text
    assert "Bauen" in text
    plain = make.call()
    fields = Client().get(reverse("application_suitability", args=[plain.code])).context["form"]
    assert list(fields.fields) == ["carrier", "time", "amount", "costs"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("carrier", "business"),
        ("place", "no"),
        ("time", "begun"),
        ("time", "outside"),
        ("amount", "no"),
        ("costs", "no"),
        ("others", "no"),
    ],
)
def test_every_no_is_an_honest_exit_and_no_lock(question: str, answer: str) -> None:
    call = strict_call()
    page = ask(call, **{question: answer})
    exits = page.context["verdict"].exits
    assert [each.code for each in exits] == [question]
    text = page.content.decode()
    assert escape(exits[0].text) in text
    assert "mailto:" in text
    assert reverse("application_new", args=[call.code]) in text


def test_exits_name_other_calls_that_help() -> None:
    call = strict_call()
    small = make.call(title={"de": "Kleine Runde"})
    big = make.call(programme=make.programme(cap_cents=900_000), title={"de": "Große Runde"})
    over = make.call(title={"de": "Vorbei"}, closes_at=make.berlin("2026-11-10 08:00"))
    text = ask(call, amount="no").content.decode()
    assert reverse("application_suitability", args=[big.code]) in text
    assert "Kleine Runde" not in text
    text = ask(call, carrier="business").content.decode()
    assert reverse("application_suitability", args=[small.code]) in text
    assert over.code not in text
    picky = strict_call(title={"de": "Auch nur Vereine"})
    assert picky.code not in ask(call, carrier="business").content.decode()


def test_unsure_is_no_no() -> None:
    page = ask(strict_call(), **dict.fromkeys(GOOD, "unsure"))
    assert page.context["verdict"].fits
    assert len(page.context["verdict"].unsure) == len(GOOD)


@pytest.mark.parametrize(
    "query",
    [
        {"check": "1"},
        {"check": "1", "carrier": "\x00", "place": "nirgends"},
        {"check": "1", "carrier": "x" * 3000, "amount": "999999999999999999"},
        {"carrier": "initiative"},
    ],
)
def test_bad_input_is_said_kindly(query: dict[str, str]) -> None:
    url = reverse("application_suitability", args=[strict_call().code])
    page = Client().get(f"{url}?{urlencode(query)}")
    assert page.status_code == 200
    assert "verdict" not in page.context
    assert bool(page.context["form"].errors) == ("check" in query)
    assert Client().get("/de/antrag/gibt-es-nicht/eignung/").status_code == 404
    assert Client().get(f"/de/antrag/{'a' * 200}/eignung/").status_code == 404


def test_nothing_is_stored() -> None:
    page = ask(strict_call(), place="no")
    assert not page.cookies
    assert not Session.objects.exists()
    assert not Case.objects.exists()


def test_a_closed_call_says_so() -> None:
    call = strict_call()
    with clock.frozen("2026-12-12 10:00"):
        text = ask(call).content.decode()
    assert reverse("application_new", args=[call.code]) not in text


def test_coordination_changes_the_questions() -> None:
    programme = make.programme()
    rules = programme.rules.get()
    set_up()
    address = f"/admin/programme-rules/edit/{rules.pk}/"
    text = client_for(user("coordinator")).get(address).content.decode()
    assert 'name="carrier_kinds"' in text
    assert 'name="refuses_other_funding"' in text
    rules.carrier_kinds = ["initiative", "nonsense"]
    with pytest.raises(ValidationError):
        rules.full_clean()


def test_few_queries_however_many_calls() -> None:
    call = strict_call()
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            ask(call, place="no")
        counts.append(len(asked))
        for _number in range(10):
            make.call(programme=call.programme)
    assert counts[1] <= counts[0] + 1
