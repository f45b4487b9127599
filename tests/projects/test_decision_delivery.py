"""From the released notice to finality: consent, retrieval, post, waiver, the regular work."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from portal.kernel.registry import add_exports, tasks
from projects.cases.models import Case
from projects.decision import actions_delivery as actions
from projects.decision.actions_notices import record_dispatch
from projects.decision.models_notices import Notice
from projects.decision.queries import course_of, wants_portal
from tests.factories import decision as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def events(case: Case) -> Counter[str]:
    return Counter(audit.history(case).values_list("event", flat=True))


def in_portal(ruling: object = None, kind: str = "award") -> Notice:
    case = make.decided(ruling or make.APPROVE)  # type: ignore[arg-type]
    actions.choose_delivery(by=case.owner, case=case, in_portal=True)
    OutgoingMail.objects.all().delete()
    return make.release(make.draft(case, kind))


def state(notice: Notice) -> str:
    return Case.objects.values_list("state", flat=True).get(pk=notice.case_id)


def fresh(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def test_opened_in_the_portal_then_final_by_itself() -> None:
    notice = in_portal()
    owner = notice.case.owner
    mail = OutgoingMail.objects.get()
    assert notice.case.title in mail.text
    assert "1.550" not in mail.text
    assert "2. Dezember 2026" in mail.text
    assert [task.title for task in tasks(owner)]
    with clock.frozen("2026-11-24 23:30"):
        for _twice in range(2):
            actions.retrieve_notice(by=owner, notice=notice)
        course = course_of(fresh(notice))
        assert course.delivered_on == date(2026, 11, 25)
        assert course.remedy_ends_on == date(2026, 12, 28)
        assert actions.make_notices_final() == 0
    with clock.frozen("2026-12-28 23:59"):
        assert actions.make_notices_final() == 0
    with clock.frozen("2026-12-29 00:05"):
        assert actions.make_notices_final() == 1
        assert actions.make_notices_final() == 0
    assert state(notice) == "final"
    found = events(notice.case)
    assert (found["notify"], found["notice_retrieved"], found["become_final"]) == (1, 1, 1)
    final = audit.history(notice.case).get(event="become_final")
    assert final.actor is None


def test_unopened_for_too_long_it_goes_by_post() -> None:
    notice, by = in_portal(), user("coordinator")
    with clock.frozen("2026-12-02 10:00"), pytest.raises(NotAllowed, match="not_by_post"):
        record_dispatch(by=by, notice=notice, sent_on=date(2026, 12, 2))
    with clock.frozen("2026-12-03 10:00"):
        with pytest.raises(NotAllowed, match="lapsed"):
            actions.retrieve_notice(by=notice.case.owner, notice=notice)
        assert course_of(fresh(notice)).is_lapsed
        assert any(notice.case.title in task.title for task in tasks(by))
        record_dispatch(by=by, notice=notice, sent_on=date(2026, 12, 3))
        assert course_of(fresh(notice)).delivered_on == date(2026, 12, 7)
        assert not any(notice.case.title in task.title for task in tasks(by))
        actions.retrieve_notice(by=notice.case.owner, notice=notice)
    assert events(notice.case)["notice_retrieved"] == 0


def test_without_consent_it_goes_by_post() -> None:
    notice = make.released()
    assert not notice.deliveries.exists()
    with pytest.raises(NotAllowed, match="not_delivered"):
        actions.waive_remedy(by=notice.case.owner, notice=notice)
    record_dispatch(by=user("coordinator"), notice=notice, sent_on=clock.today())
    assert course_of(fresh(notice)).delivered_on == date(2026, 11, 26)


def test_waiving_the_remedy_makes_it_final_at_once() -> None:
    notice = in_portal()
    owner = notice.case.owner
    with pytest.raises(NotAllowed, match="not_delivered"):
        actions.waive_remedy(by=owner, notice=notice)
    actions.retrieve_notice(by=owner, notice=notice)
    for role in (None, "coordinator", "finance"):
        with pytest.raises(PermissionDenied):
            actions.waive_remedy(by=user(role), notice=notice)
    for _twice in range(2):
        actions.waive_remedy(by=owner, notice=notice)
    assert state(notice) == "final"
    assert course_of(fresh(notice)).final_on == clock.today()
    assert events(notice.case)["become_final"] == events(notice.case)["remedy_waived"] == 1
    assert actions.make_notices_final() == 0


def test_a_waiver_that_came_back_on_paper() -> None:
    notice, by = make.released(), user("coordinator")
    desk, here = client_for(by), reverse("case_notice_waived", args=[notice.pk])
    page = reverse("case_notice", args=[notice.pk])
    desk.post(here)
    assert state(notice) == "notified"
    record_dispatch(by=by, notice=notice, sent_on=clock.today())
    assert here in desk.get(page).content.decode()
    for role in ("finance", "auditor", "applicant"):
        client_for(user(role)).post(here)
    assert state(notice) == "notified"
    for _twice in range(2):
        assert desk.post(here).status_code == 302
    assert state(notice) == "final"
    assert fresh(notice).waiver.on_paper
    assert here not in desk.get(page).content.decode()
    assert events(notice.case)["remedy_waived"] == 1
    with pytest.raises(PermissionDenied):
        actions.record_paper_waiver(by=notice.case.owner, notice=notice)


def test_a_final_notice_has_no_remedy_to_waive() -> None:
    notice = in_portal()
    actions.retrieve_notice(by=notice.case.owner, notice=notice)
    with clock.frozen("2027-03-01 10:00"), pytest.raises(NotAllowed, match="final"):
        actions.waive_remedy(by=notice.case.owner, notice=notice)


def test_a_rejection_is_delivered_and_stays_rejected() -> None:
    notice = in_portal(make.REJECT, "rejection")
    actions.retrieve_notice(by=notice.case.owner, notice=notice)
    actions.waive_remedy(by=notice.case.owner, notice=notice)
    with clock.frozen("2027-06-01 10:00"):
        assert actions.make_notices_final() == 0
    assert state(notice) == "rejected"


def test_a_wrong_remedy_notice_gives_a_year() -> None:
    case, by = make.decided(), user("coordinator")
    actions.choose_delivery(by=case.owner, case=case, in_portal=True)
    draft = make.draft(case)
    Notice.objects.filter(pk=draft.pk).update(remedy="none")
    notice = make.release(fresh(draft), by=by)
    actions.retrieve_notice(by=case.owner, notice=notice)
    assert course_of(fresh(notice)).final_on == date(2027, 11, 24)


def test_who_chooses_and_opens() -> None:
    case = make.decided()
    for person in (user(), user("coordinator"), user("auditor")):
        with pytest.raises(PermissionDenied):
            actions.choose_delivery(by=person, case=case, in_portal=True)
    for choice in (True, True, False):
        actions.choose_delivery(by=case.owner, case=case, in_portal=choice)
        assert wants_portal(case) is choice
    assert events(case)["delivery_chosen"] == 2
    notice = in_portal()
    for person in (user(), user("coordinator"), case.owner):
        with pytest.raises(PermissionDenied):
            actions.retrieve_notice(by=person, notice=notice)


def test_obligations_are_tasks_with_a_day() -> None:
    notice = in_portal(make.WITH_OBLIGATION)
    owner, office = notice.case.owner, user("coordinator")
    due = [task for task in tasks(owner) if task.due == "2027-03-15"]
    assert len(due) == 1
    assert not [task for task in tasks(office) if task.due == "2027-03-15"]
    with clock.frozen("2027-03-16 09:00"):
        assert [task for task in tasks(office) if task.due == "2027-03-15"]


def test_the_tasks_of_the_office_follow_the_notice() -> None:
    first, second = user("coordinator"), user("coordinator")
    case = make.decided()

    def told(person: object) -> list[str]:
        return [task.title for task in tasks(person) if task.title.startswith(str(case.number))]

    assert len(told(first)) == len(told(second)) == 1
    notice = make.draft(case, by=first)
    assert told(first) == []
    assert len(told(second)) == 1
    make.release(notice, by=second)
    assert len(told(first)) == len(told(second)) == 1
    record_dispatch(by=first, notice=notice, sent_on=clock.today())
    assert told(first) == told(second) == []


def test_the_copy_of_ones_data_holds_opened_letters() -> None:
    notice = in_portal(make.WITH_OBLIGATION)
    owner = notice.case.owner

    def names() -> list[str]:
        target = io.BytesIO()
        with ZipFile(target, "w") as archive:
            add_exports(owner, archive)
        with ZipFile(target) as archive:
            return archive.namelist()

    wanted = f"antraege/{notice.case.number}/{notice.file_name}"
    assert wanted not in names()
    actions.retrieve_notice(by=owner, notice=notice)
    assert wanted in names()
