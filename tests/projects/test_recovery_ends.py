"""How claims end: instalments, write-offs by two people, orders to the cash office, settling."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from portal.kernel.reports import as_data
from projects.budget.models import LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.queries import pot_of_case
from projects.casefile.content_recovery import recoveries
from projects.casefile.papers import papers_of
from projects.recoveries import actions_claims, actions_ends
from projects.recoveries.dues import Due
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import AcceptanceOrder, WriteOff
from projects.recoveries.queries import is_settled
from projects.recoveries.queries_claims import standing_of
from tests.factories import recoveries as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def refused(code: str, act: Callable[[], Any]) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises((NotAllowed, LedgerError)) as found:
        act()
    assert (found.value.code, LedgerEntry.objects.count()) == (code, before)


def write_off(recovery: Recovery, cents: int, by: Any = None, **fields: Any) -> WriteOff:
    usual = {"kind": "permanent", "part": "principal", "reason": "Verein aufgelöst."}
    said = {**usual, "key": uuid4(), **fields}
    by = by or user("finance")
    return actions_ends.propose_write_off(by=by, recovery=recovery, cents=cents, **said)


def plan(recovery: Recovery, *parts: tuple[date, int], **fields: Any) -> Any:
    said = {"by": user("coordinator"), "reason": "Kleine Gruppe.", "key": uuid4(), **fields}
    return actions_ends.agree_plan(recovery=recovery, instalments=parts, **said)


def test_two_people_give_a_claim_up() -> None:
    recovery, one = make.claimed(), user("coordinator")
    refused("above_claim", lambda: write_off(recovery, 50_001))
    refused("amount", lambda: write_off(recovery, 0))
    refused("reason", lambda: write_off(recovery, 1, reason=" "))
    refused("state", lambda: write_off(recovery, 1, kind="einfach so"))
    proposed = write_off(recovery, 50_000, by=one)
    with pytest.raises(PermissionDenied):
        actions_ends.judge_write_off(by=one, write_off=proposed, confirmed=True)
    with pytest.raises(PermissionDenied):
        actions_ends.judge_write_off(by=user("finance"), write_off=proposed, confirmed=True)
    assert standing_of(recovery).open == 50_000
    other = user("coordinator")
    done = actions_ends.judge_write_off(by=other, write_off=proposed, confirmed=True)
    assert actions_ends.judge_write_off(by=other, write_off=proposed, confirmed=False).entry == (
        done.entry
    )
    assert standing_of(recovery).open == pot_of_case(recovery.case).open_claim == 0


def test_a_refused_write_off_changes_nothing() -> None:
    recovery = make.claimed()
    proposed = write_off(recovery, 50_000)
    actions_ends.judge_write_off(by=user("coordinator"), write_off=proposed, confirmed=False)
    assert standing_of(recovery).open == 50_000
    late = write_off(recovery, 50_000)
    make.pay_back(recovery, 1)
    refused(
        "above_claim",
        lambda: actions_ends.judge_write_off(
            by=user("coordinator"), write_off=late, confirmed=True
        ),
    )


def test_instalments_and_what_is_late() -> None:
    recovery = make.claimed()
    first, second = date(2026, 12, 15), date(2027, 1, 15)
    plan(recovery, (first, 20_000), (second, 30_000))
    make.pay_back(recovery, 5_000)
    standing = standing_of(recovery)
    assert standing.dues == [Due(first, 15_000), Due(second, 30_000)]
    assert (standing.overdue(first), standing.overdue(first + timedelta(days=1))) == (0, 15_000)
    assert standing.next_due(date(2026, 12, 16)) == Due(second, 30_000)


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [(date(2026, 12, 15), 49_999)],
        [(date(2026, 12, 15), 50_001)],
        [(date(2026, 11, 21), 50_000)],
        [(date(2026, 12, 15), 25_000), (date(2026, 12, 15), 25_000)],
        [(date(2027, 12, 15), 25_000), (date(2026, 12, 15), 25_000)],
        [(date(2026, 12, 15), 50_001), (date(2026, 12, 16), -1)],
        [(date(9999, 12, 15), 50_000)],
    ],
)
def test_instalments_that_make_no_sense(parts: list[tuple[date, int]]) -> None:
    recovery = make.claimed()
    refused("instalments", lambda: plan(recovery, *parts))


def test_reminders_come_once_before_and_once_after() -> None:
    recovery = make.claimed()
    day = date(2026, 12, 15)
    plan(recovery, (day, 50_000))
    OutgoingMail.objects.all().delete()
    assert actions_ends.remind_of_claims() == 0
    with clock.frozen("2026-12-08 09:00"):
        assert actions_ends.remind_of_claims() == 1
        assert actions_ends.remind_of_claims() == 0
    with clock.frozen("2026-12-16 09:00"):
        assert actions_ends.remind_of_claims() == 1
        assert actions_ends.remind_of_claims() == 0
    assert OutgoingMail.objects.count() == 2
    with clock.frozen("2026-12-17 09:00"):
        make.pay_back(recovery, 50_000)
        assert actions_ends.remind_of_claims() == 0


def test_the_order_to_the_cash_office() -> None:
    case = make.paid_case()
    recovery = make.claimed(case)
    assert recovery.notice
    said: dict[str, Any] = {"recovery": recovery, "part": "principal"}
    finance = user("finance")
    refused("no_account", lambda: actions_ends.order_acceptance(by=finance, **said))
    make.rules(case)
    drafted_by = recovery.notice.drafted_by
    refused("four_eyes", lambda: actions_ends.order_acceptance(by=drafted_by, **said))
    interest = said | {"part": "interest"}
    refused("no_recovery", lambda: actions_ends.order_acceptance(by=finance, **interest))
    order = actions_ends.order_acceptance(by=finance, **said)
    assert actions_ends.order_acceptance(by=user("coordinator"), **said) == order
    with order.file.open("rb") as stored:
        body = stored.read()
    assert sha256(body).hexdigest() == order.sha256
    reader = PdfReader(io.BytesIO(body))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        f"{recovery.notice.number}-A",
        "Annahmeanordnung",
        "500,00 €",
        "fünfhundert Euro",
        "05.03.01",
        "459100",
        "Gartengruppe",
        drafted_by.name,
        finance.name,
        "Sachlich und rechnerisch richtig",
    ):
        assert words in text, words
    assert AcceptanceOrder.objects.count() == 1
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AcceptanceOrder.objects.update(cents=1)


def test_money_of_a_revoked_grant_is_free_when_it_came_back() -> None:
    case = make.paid_case(cents=100_000)
    recovery = make.claimed(case, cents=100_000, legal_way="full_revocation")
    make.pay_back(recovery, 100_000)
    office = user("coordinator")
    actions_claims.leave_interest(by=office, recovery=recovery, reason="Am selben Tag gezahlt.")
    actions_claims.settle_recovery(by=office, recovery=recovery)
    pot = pot_of_case(case)
    assert (pot.committed, pot.kept, pot.to_pay) == (0, 0, 0)
    assert is_settled(case)


def test_nothing_is_settled_while_something_is_owed() -> None:
    recovery = make.claimed()
    make.pay_back(recovery, 49_999)
    office = user("coordinator")
    refused("open_claim", lambda: actions_claims.settle_recovery(by=office, recovery=recovery))


def test_the_case_as_a_file_tells_of_it() -> None:
    make.rates(2026)
    case = make.paid_case()
    make.rules(case)
    recovery = make.claimed(case)
    make.pay_back(recovery, 20_000)
    order = actions_ends.order_acceptance(by=user("finance"), recovery=recovery, part="principal")
    actions_ends.judge_write_off(
        by=user("coordinator"), write_off=write_off(recovery, 30_000), confirmed=True
    )
    told = as_data([recoveries(case)])
    words = str(told)
    for text in ("Es wurden weniger", "Das Holz war günstiger.", "200,00", "300,00", order.number):
        assert text in words, text
    assert [(each.name, each.sha256) for each in papers_of(case)][-1:] == [
        (f"Annahmeanordnung-{order.number}.pdf", order.sha256)
    ]
    assert recoveries(make.paid_case()).parts[0].texts == ["Nichts wurde zurückgefordert."]
