"""After and beside the award: giving it up, change notices, formal rejection, early start."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from portal.kernel.registry import tasks
from projects.budget.queries import left_in, open_commitment
from projects.cases.models import Case
from projects.decision import actions_carrier as actions
from projects.decision import guards
from projects.decision.actions import Ruling, carry_out
from projects.decision.actions_notices import draft_notice
from projects.decision.kinds import DecidedBy
from projects.decision.models_notices import EarlyStartRequest, Notice
from projects.decision.queries import last_day_of
from projects.review.actions import reject_formally, reopen_check
from tests.factories import decision as make
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def address(name: str, case: Case) -> str:
    return reverse(name, args=[case.call.code, case.uuid])


def test_giving_the_grant_up_frees_its_money() -> None:
    case = make.decided()
    with pytest.raises(PermissionDenied):
        actions.give_up(by=case.owner, case=case)
    make.release(make.draft(case))
    case.refresh_from_db()
    draft_notice(
        by=user("coordinator"), case=case, kind="reallocation", remedy="none", note="Mehr Erde."
    )
    mine, here = client_for(case.owner), address("application_give_up", case)
    assert mine.get(here).status_code == 200
    assert mine.post(here, {"reason": "Kein Platz."}).status_code == 422
    assert open_commitment(case) == 155_000
    for _twice in range(2):
        assert mine.post(here, {"sure": "on", "reason": "Kein Platz.\x00"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "waived"
    assert open_commitment(case) == 0
    assert left_in(case.call.period) == 1_000_000
    assert [entry.event for entry in audit.history(case)].count("waive") == 1
    assert not Notice.objects.filter(released_at=None).exists()
    assert mine.get(here).status_code == 302


def test_only_the_owner_gives_up() -> None:
    notice = make.released()
    for role in (None, "applicant", "coordinator", "finance"):
        with pytest.raises(PermissionDenied):
            actions.give_up(by=user(role), case=notice.case)
    assert client_for(user("applicant")).get(
        address("application_give_up", notice.case)
    ).status_code in {302, 404}


def change(case: Case, kind: str = "extension", by: Any = None, **fields: Any) -> Notice:
    usual = {"ends_on": date(2027, 12, 15), "note": "Der Winter kam früh."}
    return draft_notice(
        by=by or user("coordinator"), case=case, kind=kind, remedy="none", **{**usual, **fields}
    )


def test_an_extension_moves_the_last_day_and_nothing_else() -> None:
    case = Case.objects.get(pk=make.released().case_id)
    assert last_day_of(case) == date(2027, 9, 30)
    for wrong in (
        {"ends_on": None},
        {"ends_on": date(2027, 9, 30)},
        {"ends_on": date(9999, 1, 1)},
    ):
        with pytest.raises(NotAllowed, match="ends_on"):
            change(case, **wrong)
    with pytest.raises(NotAllowed, match="note"):
        change(case, note=" \x00")
    with pytest.raises(NotAllowed, match="long"):
        change(case, note="x" * 100_000)
    draft = change(case)
    assert last_day_of(case) == date(2027, 9, 30)
    words = str(draft.content)
    for part in ("30. September 2027", "15. Dezember 2027", "15. Februar 2028", "Der Winter"):
        assert part in words, part
    make.release(draft)
    case.refresh_from_db()
    assert (case.state, last_day_of(case)) == ("notified", date(2027, 12, 15))
    later = make.release(change(case, ends_on=date(2028, 1, 31)))
    assert "15. Dezember 2027" in str(later.content)
    assert later.number == f"{case.number}-B3"
    assert Notice.objects.count() == 3


def test_a_reallocation_says_what_changes() -> None:
    case = Case.objects.get(pk=make.released().case_id)
    notice = make.release(change(case, "reallocation", note="200 € mehr für Erde."))
    assert "200 € mehr für Erde." in str(notice.content)
    assert (notice.ends_on, open_commitment(case)) == (None, 155_000)
    with pytest.raises(PermissionDenied):
        change(make.decided(), "reallocation")


def test_the_screen_asks_for_the_change() -> None:
    case, desk = Case.objects.get(pk=make.released().case_id), client_for(user("coordinator"))
    here = reverse("case_notice_draft", args=[case.pk])
    data = {"kind": "extension", "remedy": "remedy_court", "note": "Mein Grund"}
    for day in ("", "gestern", "2027-01-01", "9999-12-31"):
        answer = desk.post(here, {**data, "ends_on": day})
        assert answer.status_code == 422, day
        assert "Mein Grund" in answer.content.decode()
    assert desk.post(here, {**data, "ends_on": "2027-12-15", "note": "a\x00b"}).status_code == 422
    assert desk.post(here, {**data, "kind": "award"}).status_code == 422
    assert desk.post(here, {**data, "ends_on": "2027-12-15"}).status_code == 302
    assert Notice.objects.get(kind="extension").ends_on == date(2027, 12, 15)


def test_a_formal_rejection_has_its_notice() -> None:
    by, other = user("coordinator"), user("coordinator")
    case = reject_formally(by=by, case=work.under_review(by), reason="Nicht im Gebiet.")
    notice = make.release(make.draft(case, "formal", by=by), by=other)
    words = str(notice.content)
    assert "Nicht im Gebiet." in words
    assert "22. November 2026" in words
    case.refresh_from_db()
    assert case.state == "rejected_formally"
    with pytest.raises(NotAllowed, match="notice_released"):
        make.draft(case, "formal", by=by)
    reopen_check(by=by, case=case, reason="Neues Papier.")
    with pytest.raises(PermissionDenied):
        make.draft(case, "formal", by=by)


def test_asking_for_an_early_start() -> None:
    case, by = make.ready(), user("coordinator")
    mine, here = client_for(case.owner), address("application_early_start", case)
    assert mine.get(here).status_code == 200
    good = {"starts_on": "2027-01-10", "reason": "Die Pflanzen warten nicht."}
    for wrong in (
        {"starts_on": ""},
        {"starts_on": "gestern"},
        {"starts_on": "2026-11-21"},
        {"starts_on": "9999-12-31"},
        {"reason": " "},
        {"reason": "a\x00b"},
        {"reason": "x" * 100_000},
    ):
        answer = mine.post(here, good | wrong)
        assert answer.status_code == 422, wrong
    assert not EarlyStartRequest.objects.exists()
    for _twice in range(2):
        assert mine.post(here, good).status_code == 302
    assert EarlyStartRequest.objects.count() == 1
    inspect = reverse("cases:inspect", args=[case.pk])
    assert "Die Pflanzen warten nicht." in client_for(by).get(inspect).content.decode()
    assert any("vorzeitigen Beginn" in task.title for task in tasks(by))
    OutgoingMail.objects.all().delete()
    make.release(make.draft(case, "early_start", by=by))
    assert not any("vorzeitigen Beginn" in task.title for task in tasks(by))
    assert OutgoingMail.objects.count() == 1
    case.refresh_from_db()
    assert case.state == "ready"
    assert "vorher" not in mine.get(address("application_done", case)).content.decode()
    for person in (user(), by):
        with pytest.raises(PermissionDenied):
            actions.ask_early_start(
                by=person, case=case, starts_on=date(2027, 1, 10), reason="Bitte."
            )
    decided = make.decided()
    assert (
        client_for(decided.owner).get(address("application_early_start", decided)).status_code
        == 302
    )


def test_a_draft_that_came_too_late_is_nobodys_task() -> None:
    case, by, other = make.ready(), user("coordinator"), user("coordinator")

    def told() -> list[str]:
        return [task.title for task in tasks(other) if "Bescheid freigeben" in task.title]

    make.draft(case, "early_start", by=by)
    assert len(told()) == 1
    make.decide(case, by=by)
    assert told() == []


def test_a_deferral_is_told_and_nothing_else_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_body_checks", [])
    monkeypatch.setattr(guards, "_sittings", [_planned])
    case, by = make.ready(make.small_call(0)), user("coordinator")
    carry_out(
        by=by,
        case=case,
        ruling=Ruling("postponed", reason="Der Plan der Kosten fehlt."),
        key=uuid4(),
        decided_by=DecidedBy.BODY,
        resolution="Beschluss 4/2026",
        decided_on=date(2026, 11, 22),
    )
    case.refresh_from_db()
    assert (case.state, case.is_sealed) == ("postponed", False)
    notice = make.release(make.draft(case, "deferral", by=by))
    words = str(notice.content)
    assert "Der Plan der Kosten fehlt." in words
    assert "Klage" not in words
    assert (notice.remedy, Case.objects.get(pk=case.pk).state) == ("none", "postponed")
    page = client_for(case.owner).get(address("application_done", case)).content.decode()
    assert "noch keine Entscheidung" in page


def _planned(case: Case) -> bool:
    return True


@pytest.mark.counted
def test_tasks_ask_as_much_with_many_cases_as_with_one() -> None:
    office, of = user("coordinator"), make.small_call(pot=10_000_000)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert list(tasks(office))
        return len(queries)

    def add() -> None:
        make.decided(make.WITH_OBLIGATION, of=of)
        make.draft(make.decided(of=of))
        make.release(make.draft(make.decided(make.REJECT, of=of), "rejection"))
        early = make.ready(of)
        actions.ask_early_start(
            by=early.owner, case=early, starts_on=date(2027, 1, 10), reason="Bitte."
        )

    add()
    one = asked()
    for _more in range(3):
        add()
    assert asked() <= one
