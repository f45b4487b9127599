"""Payments on the screens: list and sums, steps, order, tasks, settings, the carrier's page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.kernel import clock, registry
from projects.cases.models import Case
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import Disbursement, PaymentOrder
from tests.factories import decision
from tests.factories import payments as make
from tests.factories.accounts import client_for, user
from tests.projects.test_case_page import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def rows(count: int) -> None:
    """So many payments in one programme, straight into the database."""
    case, by = make.payee(), user("coordinator")
    Disbursement.objects.bulk_create(
        Disbursement(
            key=uuid4(),
            case=case,
            state="planned",
            cents=100 + number,
            reason=f"Rate {number}",
            due_on=clock.today(),
            by=by,
            at=clock.now(),
        )
        for number in range(count)
    )


@pytest.mark.counted
def test_the_list_asks_few_questions_however_long() -> None:
    rows(10)
    browser, place = client_for(user("finance")), reverse("payments:index")
    browser.get(place)
    few = asked(browser, place)
    rows(190)
    assert asked(browser, place) == few <= 12
    page = browser.get(place)
    assert page.context["page"].paginator.count == 200
    (total,) = page.context["sums"]
    assert (total.code, total.count) == ("planned", 200)
    assert total.cents == sum(Disbursement.objects.values_list("cents", flat=True))


def test_filters_and_sums() -> None:
    of = decision.small_call()
    one, other = make.payee(of), make.payee()
    make.executed(make.certified(make.planned(one, 10_000)))
    make.planned(one, 20_000, due_on=clock.today() + timedelta(days=9))
    make.planned(other, 40_000)
    browser, place = client_for(user("auditor")), reverse("payments:index")

    def found(**query: Any) -> int:
        page = browser.get(place, query)
        assert page.status_code == 200
        return sum(each.cents for each in page.context["sums"])

    first, *_others = browser.get(place).context["page"].object_list
    assert first.cents != 10_000  # paid first, but done
    assert found() == 70_000
    assert found(programme=of.programme.pk) == 30_000
    assert found(programme=of.programme.pk, state="executed") == 10_000
    assert found(number=str(other.number).lower()) == 40_000
    for nonsense in ({"programme": "x"}, {"state": "gone"}, {"number": "\x00"}, {"p": "9" * 30}):
        assert found(**nonsense) in {0, 70_000}


def test_the_whole_way_on_the_screens() -> None:
    case = make.payee()
    desk, money = client_for(user("coordinator")), client_for(user("finance"))
    plan = reverse("payments:plan", args=[case.pk])
    key = desk.get(plan).context["form"].initial["key"]
    data = {"key": key, "cents": "1.550,01", "due_on": "2026-11-30", "reason": "Erste Rate"}
    refused = desk.post(plan, data)
    assert refused.status_code == 422
    assert "1.550,01" in refused.content.decode()
    for said in (
        {"cents": "9" * 40},
        {"cents": "-1"},
        {"due_on": "9999-12-31"},
        {"due_on": "gestern"},
        {"reason": "\x00"},
        {"reason": "x" * 1001},
        {"key": ""},
    ):
        assert desk.post(plan, {**data, "cents": "100", **said}).status_code == 422
    for _click in range(2):
        assert desk.post(plan, {**data, "cents": "500"}).status_code == 302
    payment = Disbursement.objects.get()

    def step(browser: Any, event: str, **said: str) -> int:
        place = reverse("payments:step", args=[payment.pk, event])
        return int(browser.post(place, said).status_code)

    assert step(desk, "certify_substance") == 302
    page = desk.get(reverse("payments:payment", args=[payment.pk]))
    assert "Rechnerisch richtig zeichnet eine andere Person" in page.content.decode()
    assert step(money, "certify_figures") == 302
    make_order = reverse("payments:make_order")
    page = money.get(make_order, {"payment": payment.pk})
    sent = {"payment": [payment.pk, "x", 2**80], "key": page.context["key"]}
    for _click in range(2):
        assert money.post(make_order, sent).status_code == 302
    assert PaymentOrder.objects.count() == 1
    assert step(money, "execute", on="2026-11-23") == 422
    assert step(money, "execute", on="9999-99-99") == 422
    assert step(money, "execute", on="2026-11-22") == 302
    assert Case.objects.get(pk=case.pk).state == "running"
    assert step(money, "come_back", reason="") == 422
    assert step(money, "come_back", reason="Konto erloschen.") == 302
    assert step(money, "nonsense") in {302, 404}
    assert Disbursement.objects.get().state == "returned"


def test_an_order_that_is_refused_says_which_payment() -> None:
    payment = make.certified()
    Case.objects.filter(pk=payment.case_id).update(state="waived")
    browser = client_for(user("finance"))
    sent = {"payment": [payment.pk], "key": str(uuid4())}
    answer = browser.post(reverse("payments:make_order"), sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"{payment.case.number}: " in html
    assert "nicht bestandskräftig" in html
    for key in ("", "kein Schlüssel"):
        assert browser.post(reverse("payments:make_order"), {"key": key}).status_code == 302
    assert browser.get(reverse("payments:make_order")).status_code == 302


def test_tasks_of_the_office_and_of_the_carrier() -> None:
    desk, money, other = user("coordinator"), user("finance"), user("coordinator")

    def titles(person: Any) -> str:
        return "\n".join(task.title for task in registry.tasks(person))

    case = make.final()
    assert "Konto angeben" in titles(case.owner)
    make.with_account(case)
    assert "Konto" not in titles(case.owner)
    payment = make.planned(case, 50_000)
    assert "500,00\u00a0€ sachlich feststellen" in titles(desk)
    assert "sachlich" not in titles(money)
    make.in_substance(payment, desk)
    assert "rechnerisch" in titles(money)
    assert "rechnerisch" in titles(other)
    assert "rechnerisch" not in titles(desk)
    make_certified = reverse("payments:step", args=[payment.pk, "certify_figures"])
    client_for(money).post(make_certified)
    assert "500,00\u00a0€ anordnen" in titles(money)
    make.ordered(payment)
    assert "Ausführung von 500,00\u00a0€ eintragen" in titles(money)
    make.executed(Disbursement.objects.get())
    for person in (desk, money):
        assert "500,00" not in titles(person)
    assert "500,00" not in titles(case.owner)


def test_a_payment_of_an_ended_case_is_no_task() -> None:
    payment = make.planned()
    Case.objects.filter(pk=payment.case_id).update(state="waived")
    assert not [task for task in registry.tasks(user("coordinator")) if "sachlich" in task.title]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, ""),
        ({"product": ""}, "way"),
        ({"way": "sepa", "payer_iban": ""}, "way"),
        ({"way": "sepa", "payer_iban": "DE00123"}, "payer_iban"),
        ({"window_months": "0"}, "window_months"),
        ({"window_months": "x"}, "window_months"),
        ({"funder_address": "\x00"}, "funder_address"),
    ],
)
def test_the_rules_of_payment(change: dict[str, str], wrong: str) -> None:
    programme = decision.small_call().programme
    data = {**make.USUAL, "programme": programme.pk, "way": "cash_order", "window_months": "2"}
    browser = client_for(user("coordinator"))
    answer = browser.post(reverse("payment-settings:add"), {**data, **change})
    if wrong:
        assert wrong in answer.context["form"].errors
        assert not PaymentSettings.objects.exists()
    else:
        assert answer.status_code == 302
        assert PaymentSettings.objects.get().is_complete


def test_the_carrier_asks_for_money_and_sees_what_was_paid() -> None:
    case = make.payee()
    browser = client_for(case.owner)
    done = reverse("application_done", args=[case.call.code, case.uuid])
    ask = reverse("application_payment", args=[case.call.code, case.uuid])
    key = browser.get(ask).context["form"].initial["key"]
    data = {"key": key, "cents": "1.600", "reason": "Holz"}
    refused = browser.post(ask, data)
    assert refused.status_code == 422
    assert "1.600" in refused.content.decode()
    for said in ({"cents": ""}, {"cents": "\x00"}, {"reason": ""}, {"key": "x"}):
        assert browser.post(ask, {**data, "cents": "10", **said}).status_code == 422
    for _click in range(2):
        assert browser.post(ask, {**data, "cents": "200"}).status_code == 302
    payment = Disbursement.objects.get()
    html = browser.get(done).content.decode()
    assert "Sie haben es angefordert" in html
    assert "Geld anfordern" not in html
    make.executed(make.certified(payment))
    html = browser.get(done).content.decode()
    assert "22. November 2026" in html
    assert "Bisher ausgezahlt: 200,00" in html
    assert "Geld anfordern" in html


def test_before_the_notice_the_carrier_sees_nothing_of_money() -> None:
    case = make.final(state="ready")
    done = reverse("application_done", args=[case.call.code, case.uuid])
    assert 'id="payments"' not in client_for(case.owner).get(done).content.decode()
