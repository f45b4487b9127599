"""Money of the funder: what is due, asked for, received, spent in time, sent back."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock, registry
from portal.kernel.lifecycle import NotAllowed
from projects.budget.models import LedgerEntry
from projects.budget.queries import pot_of
from projects.payments import actions, actions_drawdown
from projects.payments.models_payments import Disbursement, Drawdown, DrawdownMove
from projects.payments.queries_drawdown import proposal_of
from tests.factories import payments as make
from tests.factories.accounts import client_for, user
from tests.projects.test_payments import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def case_of(**columns: Any) -> Any:
    return make.drawing(make.payee(**columns))


def test_only_what_is_due_within_the_window_is_asked_for() -> None:
    case = case_of()
    soon = make.planned(case, 40_000, due_on=clock.today() + timedelta(days=30))
    late = make.planned(case, 60_000, due_on=clock.today() + timedelta(days=90))
    period = case.call.period
    assert proposal_of(period).payments == [soon]
    make.settings_for(case.call.programme, window_months=3)
    assert proposal_of(period).payments == [soon, late]
    make.settings_for(case.call.programme, window_months=2)
    with pytest.raises(NotAllowed, match="gone"):
        make.drawdown(soon, late)
    drawn = make.drawdown(soon, note="Bitte bald.")
    assert (drawn.cents, drawn.covered_cents) == (40_000, 0)
    assert drawn.number == "LKS-MA-2026-0001"
    assert not proposal_of(period).is_due
    pot = pot_of(period)
    assert (pot.asked, pot.received, pot.at_hand) == (40_000, 0, 0)


def test_no_order_before_the_money_is_there() -> None:
    case = case_of()
    payment = make.certified(make.planned(case, 40_000))
    other = make.certified(make.planned(case, 10_000))
    refused("not_drawn", lambda: make.ordered(payment))
    drawn = make.drawdown(payment, other)
    make.received(drawn, 40_000)
    order = make.ordered(payment)
    assert order.cents == 40_000
    refused("not_drawn", lambda: make.ordered(other))  # what is ordered is not there twice
    make.executed(Disbursement.objects.get(pk=payment.pk))
    make.received(drawn, 10_000)
    make.executed(other)
    pot = pot_of(case.call.period)
    assert (pot.drawn, pot.paid, pot.at_hand) == (50_000, 50_000, 0)


def test_the_ledger_is_the_last_word_on_money_that_is_not_there() -> None:
    case = case_of()
    payment = make.certified(make.planned(case, 40_000))
    drawn = make.received(make.drawdown(payment))
    make.ordered(payment)
    actions_drawdown.send_back(
        by=user("finance"), drawdown=drawn, cents=1, on=clock.today(), key=uuid4()
    )
    refused("above_drawn", lambda: make.executed(Disbursement.objects.get()))
    assert Disbursement.objects.get().state == "ordered"


def test_money_at_hand_is_taken_off() -> None:
    case = case_of()
    first = make.certified(make.planned(case, 40_000))
    make.received(make.drawdown(first))
    actions.cancel_payment(by=user("finance"), payment=first, reason="Kommt später.")
    second = make.planned(case, 60_000)
    proposal = proposal_of(case.call.period)
    assert (proposal.spare, proposal.whole.cents) == (40_000, 20_000)
    drawn = make.drawdown(second)
    assert (drawn.cents, drawn.covered_cents) == (20_000, 40_000)
    third = make.planned(case, 5_000)
    assert proposal_of(case.call.period).whole.cents == 5_000
    actions.cancel_payment(by=user("finance"), payment=second, reason="Kommt später.")
    with pytest.raises(NotAllowed, match="covered"):
        make.drawdown(third)


def test_money_that_lies_too_long_is_told() -> None:
    case = case_of()
    payment = make.certified(make.planned(case, 40_000))
    drawn = make.drawdown(payment)
    Drawdown.objects.update(at=clock.now() - timedelta(days=100))
    make.received(drawn, 30_000, days_ago=90)
    make.received(drawn, 10_000, days_ago=5)
    proposal = proposal_of(case.call.period)
    assert proposal.late == 30_000
    finance = user("finance")
    titles = [task.title for task in registry.tasks(finance)]
    assert any("nicht fristgerecht" in title for title in titles)
    html = client_for(finance).get(reverse("drawdowns:index")).content.decode()
    assert "300,00" in html
    assert "nicht ausgegeben" in html
    make.executed(payment)
    assert proposal_of(case.call.period).late == 0


def test_receipts_in_parts_and_never_more() -> None:
    drawn = make.drawdown(make.planned(case_of(), 40_000))
    finance = user("finance")
    today, key = clock.today(), uuid4()
    note: dict[str, Any] = {"by": finance, "drawdown": drawn, "on": today}
    for _click in range(2):
        actions_drawdown.note_received(cents=30_000, key=key, **note)
    assert DrawdownMove.objects.count() == 1
    refused("above_open", lambda: actions_drawdown.note_received(cents=10_001, key=uuid4(), **note))
    refused("amount", lambda: actions_drawdown.note_received(cents=0, key=uuid4(), **note))
    note["on"] = today + timedelta(days=1)
    refused("day", lambda: actions_drawdown.note_received(cents=1, key=uuid4(), **note))
    note["on"] = today - timedelta(days=1)
    refused("day", lambda: actions_drawdown.note_received(cents=1, key=uuid4(), **note))
    note["on"] = today
    refused("above_received", lambda: actions_drawdown.send_back(cents=30_001, key=uuid4(), **note))
    actions_drawdown.send_back(cents=30_000, key=uuid4(), **note)
    assert pot_of(drawn.period).at_hand == 0


def test_a_request_is_withdrawn_before_money_comes() -> None:
    payment = make.planned(case_of(), 40_000)
    drawn, finance = make.drawdown(payment), user("finance")
    refused(
        "reason",
        lambda: actions_drawdown.withdraw_drawdown(by=finance, drawdown=drawn, reason=" "),
    )
    for _click in range(2):
        actions_drawdown.withdraw_drawdown(by=finance, drawdown=drawn, reason="Falscher Monat.")
    assert pot_of(drawn.period).asked == 0
    with pytest.raises(NotAllowed, match="withdrawn"):
        make.received(drawn)
    again = make.received(make.drawdown(payment))
    refused(
        "received",
        lambda: actions_drawdown.withdraw_drawdown(by=finance, drawdown=again, reason="Nein."),
    )


def test_a_double_click_is_one_request_and_two_people_do_not_ask_twice() -> None:
    payment, finance, key = make.planned(case_of(), 40_000), user("finance"), uuid4()
    said: dict[str, Any] = {"period": payment.case.call.period, "payments": [payment.pk]}
    one = actions_drawdown.ask_drawdown(by=finance, key=key, **said)
    assert actions_drawdown.ask_drawdown(by=finance, key=key, **said) == one
    with pytest.raises(NotAllowed, match="none"):
        actions_drawdown.ask_drawdown(by=user("coordinator"), key=uuid4(), **said)
    assert LedgerEntry.objects.filter(kind="drawdown_asked").count() == 1


def test_a_programme_with_its_money_draws_nothing() -> None:
    payment = make.planned(make.payee())
    with pytest.raises(NotAllowed, match="not_drawing"):
        make.drawdown(payment)
    place = reverse("drawdowns:ask", args=[payment.case.call.period_id])
    assert client_for(user("finance")).get(place, follow=True).status_code == 404


@pytest.mark.parametrize("role", [*Role])
def test_coordination_and_finance_draw(role: Role) -> None:
    payment, person = make.planned(case_of(), 40_000), user(role)
    drawn = make.drawdown(payment)
    acts = (
        lambda: make.drawdown(make.planned(payment.case, 10_000), by=person),
        lambda: actions_drawdown.note_received(
            by=person, drawdown=drawn, cents=1, on=clock.today(), key=uuid4()
        ),
        lambda: actions_drawdown.send_back(
            by=person, drawdown=drawn, cents=1, on=clock.today(), key=uuid4()
        ),
    )
    for act in acts:
        if role in {Role.COORDINATOR, Role.FINANCE}:
            assert act()
        else:
            with pytest.raises(PermissionDenied):
                act()


def test_the_whole_way_on_the_screens() -> None:
    payment = make.certified(make.planned(case_of(), 40_000))
    browser, period = client_for(user("finance")), payment.case.call.period
    tasks = [task.title for task in registry.tasks(user("finance"))]
    assert any("400,00" in title and "abrufen" in title for title in tasks)
    ask = reverse("drawdowns:ask", args=[period.pk])
    key = browser.get(ask).context["form"].initial["key"]
    assert browser.post(ask, {"key": key, "note": ""}).status_code == 422
    bad = {"key": key, "payments": ["0", str(2**70), "x"], "note": "\x00"}
    assert browser.post(ask, bad).status_code == 422
    for _click in range(2):
        sent = browser.post(ask, {"key": key, "payments": [payment.pk], "note": "Danke."})
        assert sent.status_code == 302
    drawn = Drawdown.objects.get()
    place = reverse("drawdowns:drawdown", args=[drawn.pk])
    step = reverse("drawdowns:step", args=[drawn.pk, "received"])
    key = browser.get(place).context["forms"]["received"].initial["key"]
    wrong = browser.post(step, {"key": key, "cents": "400,01", "on": "2026-11-22"})
    assert wrong.status_code == 422
    assert "400,01" in wrong.content.decode()
    for said in ({"cents": "9" * 40}, {"on": "9999-99-99"}, {"cents": "\x00"}):
        data = {"key": key, "cents": "1", "on": "2026-11-22", **said}
        assert browser.post(step, data).status_code == 422
    assert browser.post(step, {"key": key, "cents": "400", "on": "2026-11-22"}).status_code == 302
    assert pot_of(period).at_hand == 40_000
    assert "400,00" in browser.get(reverse("drawdowns:index")).content.decode()
    other = reverse("drawdowns:step", args=[drawn.pk, "nonsense"])
    sent = browser.post(other, {"key": key, "cents": "1", "on": "2026-11-22"})
    assert (sent.status_code, DrawdownMove.objects.count()) == (302, 1)  # there is no such page


def test_the_request_names_the_projects_and_is_tagged() -> None:
    case = case_of(title="Hochbeete am Karlsplatz")
    drawn = make.drawdown(make.planned(case, 40_000), note="Wir danken für die Prüfung.")
    place = reverse("drawdowns:file", args=[drawn.pk])
    answer = client_for(user("auditor")).get(place)
    assert "no-store" in answer["Cache-Control"]
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("de")
    text = " ".join("".join(page.extract_text() for page in paper.pages).split())
    said = [
        *("Regiestelle (Beispiel)", "Mittelabruf LKS-MA-2026-0001", case.number, "400,00 €"),
        *("Hochbeete am Karlsplatz", "22. Januar 2027", "Wir danken für die Prüfung."),
    ]
    assert [words for words in said if words not in text] == []


@pytest.mark.counted
def test_few_questions_however_many_drawdowns(
    django_assert_max_num_queries: Any,
) -> None:
    case = case_of(of=None)
    for _each in range(2):
        make.drawdown(make.planned(case, 1_000))
    browser, place = client_for(user("finance")), reverse("drawdowns:index")
    browser.get(place)
    with django_assert_max_num_queries(30) as few:
        browser.get(place)
    first = len(few)
    for _each in range(10):
        make.drawdown(make.planned(case, 1_000))
    with django_assert_max_num_queries(first):
        assert browser.get(place).status_code == 200


def test_a_programme_may_begin_to_draw_down_after_it_paid() -> None:
    case = make.payee()
    make.executed(make.certified(make.planned(case, 20_000)))
    make.drawing(case)
    payment = make.certified(make.planned(case, 30_000))
    drawn = make.received(make.drawdown(payment))
    assert pot_of(case.call.period).at_hand == 10_000
    refused("not_drawn", lambda: make.ordered(payment))
    assert drawn.cents == 30_000
