"""Claiming money back: opening, hearing, answers, notice by two people, the claim in the ledger."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.decision.models_notices import Notice
from projects.decision.queries import course_of
from projects.recoveries import actions
from projects.recoveries.models import Recovery
from projects.recoveries.queries import is_settled, revoke_until, settings_of
from projects.recoveries.queries_claims import due_on, standing_of
from tests.factories import decision as notices
from tests.factories import recoveries as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def refused(code: str, act: Callable[[], Any]) -> None:
    with pytest.raises(NotAllowed) as found:
        act()
    assert found.value.code == code


def text_of(body: bytes) -> str:
    reader = PdfReader(io.BytesIO(body))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def fresh(recovery: Recovery) -> Recovery:
    return Recovery.objects.select_related("case", "notice").get(pk=recovery.pk)


def test_the_way_from_opening_to_the_claim() -> None:
    recovery = make.claimed()
    case = Case.objects.get(pk=recovery.case_id)
    assert (recovery.state, case.state) == ("claimed", "recovery")
    entry = LedgerEntry.objects.get(kind=EntryKind.RECOVERY)
    assert recovery.notice
    assert (entry.cents, entry.case_id, entry.document) == (
        50_000,
        case.pk,
        recovery.notice.number,
    )
    assert pot_of_case(case).open_claim == 50_000
    events = [each.event for each in audit.history(case)]
    assert events[-7:] == [
        "recovery_opened",
        "recovery_hearing_sent",
        "recovery_answered",
        "recovery_heard",
        "notice_drafted",
        "notice_released",
        "recover",
    ]
    assert not is_settled(case)


def test_the_notice_says_all_that_it_has_to() -> None:
    recovery = make.claimed()
    assert recovery.notice
    with recovery.notice.file.open("rb") as stored:
        text = text_of(stored.read())
    for words in (
        "500,00 €",
        "fünfhundert Euro",
        "widerrufen wir in Höhe von",
        "§ 49 Absatz 3 VwVfG NRW",
        "Es wurden weniger Hochbeete gebaut.",
        "Das Geld war nicht nötig.",
        "22. November 2026",
        "innerhalb von 30 Tagen",
        "5 Prozentpunkten über dem Basiszinssatz",
        "innerhalb eines Monats nach Bekanntgabe Klage",
        "Ausgezahlt",
        "1.550,00 €",
        "bleibt beim Träger",
        "−1.050,00 €",
    ):
        assert words in text, words
    assert "{" not in text


def test_the_notice_is_archived_and_never_changes() -> None:
    recovery = make.claimed()
    assert recovery.notice
    with recovery.notice.file.open("rb") as stored:
        root: Any = PdfReader(io.BytesIO(stored.read())).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Notice.objects.filter(pk=recovery.notice.pk).update(note="anders")
    number = recovery.notice.number
    assert number
    assert number.endswith("-B2")


def test_no_notice_before_the_hearing_ended() -> None:
    recovery = make.hearing()
    office = user("coordinator")
    with pytest.raises(PermissionDenied):
        notices.draft(recovery.case, "recovery")
    said: dict[str, Any] = {
        "by": office,
        "recovery": recovery,
        "cents": 50_000,
        "weighing": "Nein.",
    }
    refused("hearing_runs", lambda: actions.end_hearing(**said))
    until = recovery.hearing_until
    assert until
    with clock.frozen(f"{until} 23:00"):
        refused("hearing_runs", lambda: actions.end_hearing(**said))
    with clock.frozen(f"{until + timedelta(days=1)} 00:01"):
        assert actions.end_hearing(**said).state == "heard"
        assert notices.draft(recovery.case, "recovery").kind == "recovery"


def test_whoever_drafted_does_not_release() -> None:
    notice = make.drafted()
    with pytest.raises(PermissionDenied):
        notices.release(notice, by=notice.drafted_by)
    assert not LedgerEntry.objects.filter(kind=EntryKind.RECOVERY).exists()
    assert notices.release(notice).is_released


def test_no_more_is_claimed_than_was_paid() -> None:
    case = make.paid_case(cents=100_000)
    refused("above_paid", lambda: make.opened(case, cents=100_001))
    refused("not_all", lambda: make.opened(case, cents=99_999, legal_way="full_revocation"))
    refused("amount", lambda: make.opened(case, cents=0))
    refused("amount", lambda: make.opened(case, cents=10**14))
    refused("amount", lambda: make.opened(case, cents=-1))
    assert make.opened(case, cents=100_000).cents == 100_000


def test_a_refund_after_the_draft_stops_the_release() -> None:
    notice = make.drafted(cents=155_000)
    from projects.recoveries.actions_claims import note_refund

    note_refund(by=user("finance"), case=notice.case, cents=1_000, reason="Überweisung", key="r1")
    refused("above_paid", lambda: notices.release(notice))
    assert not Notice.objects.filter(kind="recovery", released_at__isnull=False).exists()


def test_the_amount_falls_after_the_hearing_and_never_rises() -> None:
    recovery = make.answered()
    said: dict[str, Any] = {"by": user("coordinator"), "recovery": recovery, "weighing": "Gut."}
    refused("above_hearing", lambda: actions.end_hearing(cents=50_001, **said))
    refused("weighing", lambda: actions.end_hearing(**said | {"cents": 1, "weighing": " \0"}))
    actions.end_hearing(cents=30_000, **said)
    draft = notices.draft(recovery.case, "recovery")
    assert draft.content["frozen"]["cents"] == 30_000
    # Weighed anew: the draft with the old amount is gone.
    actions.end_hearing(cents=40_000, **said)
    assert not Notice.objects.filter(pk=draft.pk).exists()
    notices.release(notices.draft(recovery.case, "recovery"))
    assert pot_of_case(recovery.case).claimed == 40_000


def test_one_year_from_the_day_of_knowledge() -> None:
    case = make.paid_case()
    known = date(2025, 11, 22)
    recovery = make.heard(case, known_on=known)
    assert revoke_until(recovery, settings_of(case.call.programme)) == date(2026, 11, 22)
    notice = notices.draft(case, "recovery")
    with clock.frozen("2026-11-23 08:00"):
        refused("year_over", lambda: notices.release(notice))
        refused("year_over", lambda: notices.draft(case, "recovery"))
        said: dict[str, Any] = {"recovery": recovery, "cents": 50_000, "weighing": "Nein."}
        refused("year_over", lambda: actions.end_hearing(by=user("coordinator"), **said))
        why = "Der Träger hat arglistig getäuscht (§ 48 Absatz 4 Satz 2)."
        actions.end_hearing(by=user("coordinator"), late_reason=why, **said)
        assert notices.release(notices.draft(case, "recovery")).is_released


def test_after_a_year_none_is_opened_without_a_reason() -> None:
    case, known = make.paid_case(), date(2025, 11, 21)
    refused("year_over", lambda: make.opened(case, known_on=known))
    assert make.opened(case, known_on=known, late_reason="Arglist.").late_reason


def test_a_resolving_condition_knows_no_year() -> None:
    known = date(2024, 1, 1)
    recovery = make.claimed(known_on=known, legal_way="resolving_condition")
    assert revoke_until(recovery, settings_of(recovery.case.call.programme)) is None


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("ground", {"ground": "gar_nicht"}),
        ("legal_way", {"legal_way": "anders"}),
        ("reason", {"reason": " \0 "}),
        ("long", {"reason": "x" * 5001}),
        ("known_on", {"known_on": date(2026, 11, 23)}),
        ("known_on", {"known_on": date(1, 1, 1)}),
        ("undue_from", {"undue_from": date(9999, 1, 1)}),
        ("undue_from", {"undue_from": date(1999, 12, 31)}),
    ],
)
def test_what_makes_no_sense_is_not_opened(code: str, fields: dict[str, Any]) -> None:
    case = make.paid_case()
    refused(code, lambda: make.opened(case, **fields))
    assert not Recovery.objects.exists()


def test_one_at_a_time() -> None:
    recovery = make.opened()
    refused("is_open", lambda: make.opened(recovery.case))
    office = user("coordinator")
    actions.drop_recovery(by=office, recovery=recovery, reason="Doch belegt.")
    assert make.opened(recovery.case).state == "opened"


def test_a_double_click_opens_one() -> None:
    case, office, key = make.paid_case(), user("coordinator"), uuid4()
    said: dict[str, Any] = {"by": office, "case": case, "claim": make.claim(), "key": key}
    assert actions.open_recovery(**said) == actions.open_recovery(**said)
    assert Recovery.objects.count() == 1


def test_a_full_revocation_ends_the_grant() -> None:
    case = make.paid_case("running", cents=100_000)
    recovery = make.claimed(case, cents=100_000, legal_way="full_revocation", ground="misused")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, recovery.state) == ("revoked", "claimed")
    pot = pot_of_case(case)
    # What was awarded and not paid is free for others.
    assert (pot.committed, pot.claimed, pot.to_pay) == (100_000, 100_000, 0)
    assert not is_settled(case)


def test_a_grant_is_revoked_before_anything_was_paid() -> None:
    case = make.paid_case("final", cents=0)
    refused("legal_way", lambda: make.opened(case, cents=1))
    recovery = make.claimed(case, cents=0, legal_way="full_revocation", ground="misused")
    assert Case.objects.get(pk=case.pk).state == "revoked"
    assert pot_of_case(case).committed == 0
    assert not LedgerEntry.objects.filter(kind=EntryKind.RECOVERY).exists()
    assert standing_of(recovery).open == 0


def test_partial_while_the_project_runs() -> None:
    recovery = make.claimed(make.paid_case("running"))
    assert Case.objects.get(pk=recovery.case_id).state == "running"
    assert pot_of_case(recovery.case).claimed == 50_000


def test_due_some_days_after_it_is_final() -> None:
    recovery = make.posted(make.claimed())
    assert recovery.notice
    # Posted on Sunday 22 November, delivered on the 26th, remedy until Monday 28 December (the
    # 26th is a holiday and a Saturday), final on the 29th.
    course = course_of(recovery.notice)
    assert (course.delivered_on, course.remedy_ends_on, course.final_on) == (
        date(2026, 11, 26),
        date(2026, 12, 28),
        date(2026, 12, 29),
    )
    assert due_on(recovery.notice) == date(2027, 1, 28)


def test_the_notice_keeps_its_days_when_the_rules_change() -> None:
    case = make.paid_case()
    rules = make.rules(case, payment_days=30)
    recovery = make.posted(make.claimed(case))
    rules.payment_days = 90
    rules.save()
    assert recovery.notice
    assert due_on(recovery.notice) == date(2027, 1, 28)


def test_the_database_refuses_what_no_action_does() -> None:
    recovery = make.hearing()
    for wrong in ({"state": "claimed"}, {"hearing_until": None}, {"cents": 0}, {"cents": -1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Recovery.objects.filter(pk=recovery.pk).update(**wrong)
