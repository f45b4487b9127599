"""The screens of carry-over, of funders of a pot, and of other money of a case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.kernel import clock
from projects.budget import actions, queries
from projects.budget.models import LedgerEntry
from projects.budget.queries_carry import carry_preview
from projects.cases.plan import FinancingItem
from projects.programmes.models import FundingPeriod
from projects.proof.models_proof import Income
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.carrying import periods
from tests.factories.household import funder


@pytest.fixture
def ended() -> Iterator[None]:
    with clock.frozen("2028-01-10 10:00"):
        yield


@pytest.mark.django_db
def test_the_screen_shows_proposes_and_posts_once(ended: None) -> None:
    by, first, second, _case = periods("share", 50)
    house = funder()
    allot = partial(actions.allot, by=by, period=first, reason="Zusage")
    allot(cents=30_000, key="a")
    allot(cents=10_000, key="b", funder=house, purpose="Jugend")
    browser, address = client_for(by), reverse("ledger:carry", args=[first.pk])
    page = browser.get(address).content.decode()
    preview = carry_preview(FundingPeriod.objects.get(pk=first.pk))
    assert (preview.limit, preview.proposed) == (20_000, [15_000, 5_000])
    names = [f"cents_{share.code}" for share in preview.purses]
    for words in (*names, "150,00", "50,00", "Jugend", house.labels["de"]):
        assert words in page
    said = {"target": second.pk, "reason": "Übertrag", "document": "AZ", "key": str(uuid4())}
    amounts = dict(zip(names, ("150", "50"), strict=True))
    for wrong in (
        {"target": ""},
        {"target": first.pk},
        {names[0]: "viel"},
        {names[0]: "150,01"},
        {names[1]: "100,01"},
        {names[0]: "", names[1]: ""},
        {"reason": ""},
        {"key": "kein Schlüssel"},
    ):
        answer = browser.post(address, {**said, **amounts, **wrong})
        assert answer.status_code == 422, wrong
        assert "Übertrag" in answer.content.decode() or "reason" in wrong
    for _click in range(2):
        assert browser.post(address, {**said, **amounts}).status_code == 302
    assert queries.pot_of(second).carried_in == 20_000
    page = browser.get(reverse("ledger:pot", args=[second.pk])).content.decode()
    assert house.labels["de"] in page
    assert "25 %" in page
    lines = browser.get(reverse("ledger:journal_file")).getvalue().decode()
    assert f"{house.labels['de']};Jugend" in lines


@pytest.mark.django_db
def test_the_screen_says_why_nothing_goes_over(ended: None) -> None:
    by, first, _second, _case = periods("none")
    actions.allot(by=by, period=first, cents=100, reason="Bescheid", key="a")
    browser = client_for(by)
    page = browser.get(reverse("ledger:carry", args=[first.pk])).content.decode()
    assert "lassen es nicht zu" in page
    assert 'name="key"' not in page


@pytest.mark.django_db
def test_money_of_a_funder_by_the_forms() -> None:
    by, first, second, _case = periods()
    house, browser = funder(), client_for(user("coordinator"))
    said = {"cents": "50", "reason": "Zusage", "funder": house.pk, "purpose": "Jugend"}
    address = reverse("ledger:allot", args=[first.pk])
    for wrong in ({"funder": 10**6}, {"purpose": "x" * 201}, {"purpose": "a\0b"}):
        answer = browser.post(address, {**said, "key": str(uuid4()), **wrong})
        assert answer.status_code == 422
    assert browser.post(address, {**said, "key": str(uuid4())}).status_code == 302
    entry = LedgerEntry.objects.get()
    assert (entry.funder, entry.purpose) == (house, "Jugend")
    actions.allot(by=by, period=first, cents=100, reason="Bescheid", key="a")
    share = carry_preview(first).purses[0]
    move = {"target": second.pk, "cents": "50", "reason": "x", "key": str(uuid4())}
    address = reverse("ledger:move", args=[first.pk])
    assert browser.post(address, {**move, "purse": "quatsch"}).status_code == 422
    for _click in range(2):
        assert browser.post(address, {**move, "purse": share.code}).status_code == 302
    assert queries.purses_of(second) == {(house.pk, "Jugend"): 5_000}


@pytest.mark.django_db
def test_the_case_shows_money_of_others(office_open: None) -> None:
    case = make.submitted(make.call())
    for number, (source, label, sure) in enumerate(
        [
            ("own", "Vereinskasse", True),
            ("private", "Stiftung A", True),
            ("public", "Land B", False),
        ]
    ):
        FinancingItem.objects.create(
            case=case, source=source, label=label, amount_cents=12_345 + number, is_confirmed=sure
        )
    private = FinancingItem.objects.get(source="private")
    Income.objects.create(case=case, item=private, amount_cents=10_000)
    browser = client_for(user("coordinator"))
    text = browser.get(reverse("cases:inspect", args=[case.pk])).getvalue().decode()
    text = text.replace("\u00a0", " ")
    shown = " ".join(text[text.index("entries") :].split())
    shown = shown[shown.index("Geld anderer im Finanzierungsplan") :]
    shown = shown[: shown.index("</table>")]
    for words in ("Stiftung A", "123,46", "100,00", "Land B", "123,47", "noch nicht"):
        assert words in shown, words
    assert "Vereinskasse" not in shown
