"""Claims: payments with their day, instalments, interest, write-offs, orders, the end."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions import counter
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.queries import pot_of_case
from projects.recoveries import actions_claims
from projects.recoveries.models import BaseRate, Recovery
from projects.recoveries.queries import is_settled
from projects.recoveries.queries_claims import for_standing, interest_of, standing_of
from tests.factories import decision as notices
from tests.factories import recoveries as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def refused(code: str, act: Callable[[], Any]) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises((NotAllowed, LedgerError)) as found:
        act()
    assert (found.value.code, LedgerEntry.objects.count()) == (code, before)


def fresh(recovery: Recovery) -> Recovery:
    return for_standing().get(pk=recovery.pk)


def test_payments_are_noted_until_nothing_is_owed() -> None:
    recovery = make.claimed()
    refused("above_claim", lambda: make.pay_back(recovery, 50_001))
    make.pay_back(recovery, 20_000)
    assert standing_of(recovery).open == 30_000
    refused("above_claim", lambda: make.pay_back(recovery, 30_001))
    make.pay_back(recovery, 30_000)
    assert pot_of_case(recovery.case).open_claim == 0
    refused("above_claim", lambda: make.pay_back(recovery, 1, "interest"))


def test_a_double_click_is_one_payment() -> None:
    recovery, by = make.claimed(), user("finance")
    first = make.pay_back(recovery, 10_000, by=by, key="once")
    assert make.pay_back(recovery, 10_000, by=by, key="once") == first
    refused("key_used", lambda: make.pay_back(recovery, 20_000, by=by, key="once"))
    assert standing_of(recovery).paid == 10_000


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 23), date(1, 1, 1)])
def test_money_comes_between_the_notice_and_today(day: date) -> None:
    recovery = make.claimed()
    refused("received_on", lambda: make.pay_back(recovery, 1, received_on=day))


def test_a_payment_that_is_taken_back_counts_no_more() -> None:
    recovery = make.claimed()
    paid = make.pay_back(recovery, 50_000)
    counter(by=user("finance"), entry=paid.entry, reason="Falsche Buchung", key="c1")
    assert standing_of(recovery).open == 50_000
    make.pay_back(recovery, 50_000)
    assert standing_of(recovery).open == 0


def test_refund_before_any_notice() -> None:
    case, by = make.paid_case(), user("finance")
    said: dict[str, Any] = {"by": by, "case": case, "reason": "Von sich aus", "key": "r"}
    entry = actions_claims.note_refund(cents=5_000, **said)
    assert actions_claims.note_refund(cents=5_000, **said) == entry
    assert entry.kind == EntryKind.REFUND
    refused(
        "above_paid", lambda: actions_claims.note_refund(**said | {"cents": 150_001, "key": "s"})
    )
    with pytest.raises(PermissionDenied):
        actions_claims.note_refund(**said | {"cents": 1, "by": user("auditor")})
    assert is_settled(case)


def test_interest_by_the_days_of_the_ledger() -> None:
    make.rates(2026, 2027)
    recovery = make.claimed(undue_from=date(2026, 11, 1), cents=100_000)
    with clock.frozen("2027-01-15 12:00"):
        make.pay_back(recovery, 40_000, received_on=date(2027, 1, 10))
    with clock.frozen("2027-02-15 12:00"):
        make.pay_back(recovery, 60_000, received_on=date(2027, 2, 10))
        found = interest_of(fresh(recovery))
    # The money was paid on 22 November; 1.27 + 5 = 6.27 %.
    assert [(each.first, each.last, each.principal, each.days) for each in found.periods] == [
        (date(2026, 11, 22), date(2026, 12, 31), 100_000, 40),
        (date(2027, 1, 1), date(2027, 1, 10), 100_000, 10),
        (date(2027, 1, 11), date(2027, 2, 10), 60_000, 31),
    ]
    assert [each.cents for each in found.periods] == [687, 172, 320]
    assert (found.is_paid, found.until, found.cents) == (True, date(2027, 2, 10), 1_179)


def test_interest_is_claimed_by_its_own_notice() -> None:
    make.rates(2026, 2027)
    recovery = make.claimed(cents=100_000)
    with pytest.raises(NotAllowed, match="principal_open"):
        notices.draft(recovery.case, "interest")
    with clock.frozen("2027-02-15 12:00"):
        make.pay_back(recovery, 100_000)
        refused(
            "interest_open",
            lambda: actions_claims.settle_recovery(by=user("coordinator"), recovery=recovery),
        )
        draft = notices.draft(recovery.case, "interest")
        with pytest.raises(PermissionDenied):
            notices.release(draft, by=draft.drafted_by)
        notice = notices.release(draft)
        cents = notice.content["frozen"]["cents"]
        entry = LedgerEntry.objects.get(kind=EntryKind.INTEREST)
        assert (entry.cents, entry.document) == (cents, notice.number)
        with notice.file.open("rb") as stored:
            reader = PdfReader(io.BytesIO(stored.read()))
            text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        for words in ("22.11.2026", "15.02.2027", "6,27 %", "Zinsen insgesamt", "§ 49a Absatz 3"):
            assert words in text, words
        with pytest.raises(PermissionDenied):
            notices.draft(recovery.case, "interest")
        make.pay_back(recovery, cents, "interest")
        actions_claims.settle_recovery(by=user("coordinator"), recovery=recovery)
    assert fresh(recovery).state == "settled"
    assert is_settled(recovery.case)


def test_a_payment_takes_an_old_interest_draft_away() -> None:
    make.rates(2026, 2027)
    recovery = make.claimed(cents=100_000)
    with clock.frozen("2027-02-15 12:00"):
        paid = make.pay_back(recovery, 100_000)
        draft = notices.draft(recovery.case, "interest")
        counter(by=user("finance"), entry=paid.entry, reason="Storno", key="c")
        with pytest.raises(NotAllowed, match="principal_open"):
            notices.release(draft)
        make.pay_back(recovery, 100_000, received_on=date(2027, 1, 15))
        assert not recovery.case.notices.filter(kind="interest").exists()


def test_a_missing_base_rate_is_said_and_not_guessed() -> None:
    BaseRate.objects.filter(valid_from__year__gte=2026).delete()
    recovery = make.claimed()
    make.pay_back(recovery, 50_000)
    with pytest.raises(NotAllowed, match="rate_missing"):
        notices.draft(recovery.case, "interest")
    refused(
        "rate_missing",
        lambda: actions_claims.settle_recovery(by=user("coordinator"), recovery=recovery),
    )


def test_small_interest_is_left() -> None:
    make.rates(2026)
    case = make.paid_case()
    make.rules(case, least_interest_cents=100)
    recovery = make.claimed(case)
    make.pay_back(recovery, 50_000)
    with pytest.raises(NotAllowed, match="interest_small"):
        notices.draft(case, "interest")
    settled = actions_claims.settle_recovery(by=user("coordinator"), recovery=recovery)
    again = actions_claims.settle_recovery(by=user("coordinator"), recovery=recovery)
    assert (settled.state, settled.ended_at) == ("settled", again.ended_at)


def test_interest_is_left_with_a_reason() -> None:
    recovery, office = make.claimed(), user("coordinator")
    make.pay_back(recovery, 50_000)
    refused(
        "reason", lambda: actions_claims.leave_interest(by=office, recovery=recovery, reason="")
    )
    actions_claims.leave_interest(by=office, recovery=recovery, reason="Rechtzeitig gezahlt.")
    assert actions_claims.settle_recovery(by=office, recovery=recovery).state == "settled"
