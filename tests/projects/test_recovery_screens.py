"""Recoveries through the admin and Mein Bereich, as people use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel import clock
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.decision.models_notices import Notice
from projects.recoveries.models import HearingAnswer, Recovery
from projects.recoveries.models_claims import PaymentPlan, WriteOff
from projects.recoveries.queries_claims import standing_of
from tests.factories import recoveries as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def filled(browser: Client, address: str, **change: Any) -> dict[str, Any]:
    """What the form of a page says beforehand, changed."""
    form = browser.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in {**said, **change}.items()}


def open_data(desk: Client, case: Case, **change: Any) -> dict[str, Any]:
    usual = {"ground": "unspent", "legal_way": "partial_revocation", "cents": "500,00"}
    address = reverse("case_recovery_open", args=[case.pk])
    return filled(desk, address, **{**usual, "reason": "Weniger Beete.", **change})


def on(name: str, recovery: Recovery, *more: Any) -> str:
    return reverse(name, args=[recovery.pk, *more])


def mine_at(recovery: Recovery) -> str:
    case = recovery.case
    return reverse("application_recovery", args=[case.call.code, case.uuid, recovery.pk])


def test_the_whole_way_on_the_screens(desk: Client) -> None:
    make.rates(2026, 2027)
    case, other = make.paid_case(), client_for(user("coordinator"))
    make.rules(case)
    inspect = reverse("cases:inspect", args=[case.pk])
    assert "Geld zurückfordern" in desk.get(inspect).content.decode()
    data = open_data(desk, case)
    assert data["undue_from"] == clock.today()
    opened = desk.post(reverse("case_recovery_open", args=[case.pk]), data)
    recovery = Recovery.objects.get()
    assert opened["Location"] == on("recovery", recovery)
    sent = desk.post(
        on("recovery_hearing", recovery), filled(desk, on("recovery_hearing", recovery))
    )
    assert sent.status_code == 302
    mine = client_for(case.owner)
    page = mine.get(mine_at(recovery)).content.decode()
    for words in ("500,00\xa0€", "7. Dezember 2026", "Weniger Beete.", "noch nichts entschieden"):
        assert words in page, words
    said = filled(mine, mine_at(recovery), text="Das Holz war günstiger.")
    assert mine.post(mine_at(recovery), said).status_code == 302
    page = desk.get(on("recovery", recovery)).content.decode()
    assert "Das Holz war günstiger." in page
    weighed = filled(desk, on("recovery_end_hearing", recovery), weighing="Es bleibt dabei.")
    assert desk.post(on("recovery_end_hearing", recovery), weighed).status_code == 302
    draft = {"kind": "recovery", "remedy": "remedy_court"}
    desk.post(reverse("case_notice_draft", args=[case.pk]), draft)
    notice = Notice.objects.get(kind="recovery")
    seen = {"seen": notice.drafted_at.isoformat()}
    desk.post(reverse("case_notice_release", args=[notice.pk]), seen)
    assert pot_of_case(case).claimed == 0
    other.post(reverse("case_notice_release", args=[notice.pk]), seen)
    assert pot_of_case(case).claimed == 50_000
    assert Case.objects.get(pk=case.pk).state == "recovery"
    other.post(on("recovery_order", recovery, "principal"))
    pdf = desk.get(on("recovery_order_pdf", recovery, "principal"))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    with clock.frozen("2027-02-15 10:00"):
        paid = filled(desk, on("recovery_payment", recovery), reason="Auszug 7")
        assert paid["cents"] == "500,00"
        assert desk.post(on("recovery_payment", recovery), paid).status_code == 302
        assert desk.post(on("recovery_payment", recovery), paid).status_code == 302
        assert standing_of(recovery).open == 0
        assert LedgerEntry.objects.filter(kind=EntryKind.RECOVERED).count() == 1
        page = desk.get(on("recovery", recovery)).content.decode()
        assert "22.11.2026 – 31.12.2026" in page
        why = filled(desk, on("recovery_no_interest", recovery), reason="Rechtzeitig gezahlt.")
        desk.post(on("recovery_no_interest", recovery), why)
        desk.post(on("recovery_settle", recovery))
    recovery.refresh_from_db()
    assert recovery.state == "settled"
    assert "erledigt" in mine.get(mine_at(recovery)).content.decode()
    with clock.frozen("2030-01-15 10:00"):  # a year that is over warns only before the notice
        later = desk.get(on("recovery", recovery)).content.decode()
    assert "Zahlungseingänge" in later
    assert "Jahresfrist" not in later


def test_opening_keeps_what_was_typed(desk: Client) -> None:
    case = make.paid_case()
    address = reverse("case_recovery_open", args=[case.pk])
    for wrong in (
        {"cents": "9.999,00"},
        {"cents": "-5"},
        {"cents": "viel"},
        {"cents": "9" * 40},
        {"known_on": "9999-99-99"},
        {"known_on": "2030-01-01"},
        {"undue_from": "0001-01-01"},
        {"reason": "mit \0 Null"},
        {"reason": "x" * 6000},
        {"ground": "anders"},
        {"known_on": "2020-01-01"},
        {"key": "kein Schlüssel"},
    ):
        answer = desk.post(address, open_data(desk, case, **wrong))
        assert answer.status_code == 422, wrong
        assert "Weniger Beete." in answer.content.decode() or "reason" in wrong
    assert not Recovery.objects.exists()


@pytest.mark.parametrize("key", [0, 2**63, 10**30])
def test_no_such_recovery(desk: Client, key: int) -> None:
    recovery = make.hearing()
    for name in ("recovery", "recovery_hearing_pdf", "recovery_drop"):
        assert desk.get(reverse(name, args=[key]), follow=True).status_code == 404
    mine = client_for(recovery.case.owner)
    address = reverse(
        "application_recovery", args=[recovery.case.call.code, recovery.case.uuid, key]
    )
    assert mine.get(address).status_code == 404


def test_a_carrier_of_another_case_finds_nothing() -> None:
    recovery, other = make.hearing(), make.hearing()
    stranger = client_for(other.case.owner)
    assert stranger.get(mine_at(recovery)).status_code == 404
    assert stranger.post(mine_at(recovery), {"text": "Ich."}).status_code == 404
    # Its own case, but the recovery of another one.
    mixed = reverse(
        "application_recovery", args=[other.case.call.code, other.case.uuid, recovery.pk]
    )
    assert stranger.get(mixed).status_code == 404
    assert stranger.get(on("recovery", recovery)).status_code in {302, 403, 404}
    assert not HearingAnswer.objects.exists()


def test_nothing_is_seen_before_the_hearing(desk: Client) -> None:
    recovery = make.opened()
    mine = client_for(recovery.case.owner)
    assert mine.get(mine_at(recovery)).status_code == 404
    place = [recovery.case.call.code, recovery.case.uuid]
    assert "zurückzahlen" not in mine.get(reverse("application_done", args=place)).content.decode()
    assert desk.get(on("recovery_hearing_pdf", recovery)).status_code == 302


def test_an_answer_that_is_too_long_stays(desk: Client) -> None:
    recovery = make.hearing()
    mine = client_for(recovery.case.owner)
    for text in ("", "x" * 5001, "a\0b"):
        answer = mine.post(mine_at(recovery), filled(mine, mine_at(recovery), text=text))
        assert answer.status_code == 422
    assert not HearingAnswer.objects.exists()
    said = filled(mine, mine_at(recovery), text="Einmal.")
    for _click in range(2):
        assert mine.post(mine_at(recovery), said).status_code == 302
    assert HearingAnswer.objects.count() == 1
    assert mine.get(mine_at(recovery) + "brief/")["Content-Type"] == "application/pdf"


def test_instalments_by_the_screen(desk: Client) -> None:
    recovery = make.claimed(cents=10_000)
    address = on("recovery_plan", recovery)
    data = filled(desk, address, count="3", first_on="2027-01-31", reason="Klein.")
    for wrong in ({"count": "0"}, {"count": "9999"}, {"first_on": "2020-01-01"}):
        assert desk.post(address, data | wrong).status_code == 422
    assert desk.post(address, data | {"first_on": "9998-01-01"}).status_code == 422
    assert desk.post(address, data).status_code == 302
    made = PaymentPlan.objects.get().instalments.all()
    assert [(f"{each.due_on}", each.cents) for each in made] == [
        ("2027-01-31", 3_334),
        ("2027-02-28", 3_333),
        ("2027-03-31", 3_333),
    ]
    mine = client_for(recovery.case.owner).get(mine_at(recovery)).content.decode()
    assert "28. Februar 2027" in mine


def test_a_write_off_by_the_screens(desk: Client) -> None:
    recovery = make.claimed()
    address = on("recovery_write_off", recovery)
    data = filled(desk, address, kind="remission", part="principal", reason="Aufgelöst.")
    assert desk.post(address, data | {"cents": "0,00"}).status_code == 422
    assert desk.post(address, data | {"cents": "500,01"}).status_code == 422
    assert desk.post(address, data).status_code == 302
    proposed = WriteOff.objects.get()
    judge = on("recovery_judge_write_off", recovery, proposed.pk)
    desk.post(judge, {"confirmed": "yes"})
    assert standing_of(recovery).open == 50_000
    other = client_for(user("coordinator"))
    assert "Bestätigen" in other.get(on("recovery", recovery)).content.decode()
    other.post(judge, {"confirmed": "yes"})
    assert standing_of(recovery).open == 0
    nobody = on("recovery_judge_write_off", recovery, 10**25)
    assert other.post(nobody, follow=True).status_code == 404


def test_a_refund_by_the_screen() -> None:
    case, money = make.paid_case(), client_for(user("finance"))
    address = reverse("case_refund", args=[case.pk])
    data = filled(money, address, cents="50,00", reason="Von sich aus")
    assert money.post(address, data | {"cents": "2.000,00"}).status_code == 422
    for _click in range(2):
        assert money.post(address, data).status_code == 302
    assert pot_of_case(case).refunded == 5_000


def test_a_payment_above_the_claim_says_so(desk: Client) -> None:
    recovery = make.claimed()
    address = on("recovery_payment", recovery)
    data = filled(desk, address, cents="500,01", reason="Beleg")
    answer = desk.post(address, data)
    assert answer.status_code == 422
    assert "mehr, als" in answer.content.decode()
    assert desk.post(address, data | {"received_on": "2020-01-01", "cents": "1"}).status_code == 422
    assert desk.post(address, data | {"paid_for": "anderes", "cents": "1"}).status_code == 422


def test_an_interest_notice_that_comes_too_early_is_refused_in_words(desk: Client) -> None:
    make.rates(2026)
    recovery = make.claimed()
    draft = {"kind": "interest", "remedy": "remedy_court"}
    answer = desk.post(reverse("case_notice_draft", args=[recovery.case_id]), draft)
    assert answer.status_code == 422
    assert "wenn die Forderung selbst bezahlt" in answer.content.decode()
