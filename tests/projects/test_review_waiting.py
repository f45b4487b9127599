"""While an applicant is asked: the reminder, the promised day, the copy of their data."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.mail import OutgoingMail
from portal.kernel.registry import add_exports
from projects.cases.models import Case
from projects.correspondence.telling import next_step, promised_on
from projects.intake.actions import withdraw_application
from projects.review import actions_asking
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def office() -> User:
    return user("coordinator")


def test_one_reminder_before_the_day(office: User) -> None:
    case = work.under_review(office)
    work.ask(office, case)
    OutgoingMail.objects.all().delete()

    def sent(moment: str) -> int:
        with clock.frozen(moment):
            return actions_asking.send_clarification_reminders()

    assert sent("2026-11-30 12:00") == 0
    assert sent("2026-12-01 12:00") == 1
    assert sent("2026-12-02 12:00") == 0
    assert "Erinnerung" in OutgoingMail.objects.get().subject
    withdrawn = work.under_review(office, title="Zweites")
    work.ask(office, withdrawn)
    withdraw_application(by=withdrawn.owner, case=withdrawn)
    assert sent("2026-12-03 12:00") == 0
    with clock.frozen("2026-12-05 12:00"):
        call_command("cron", verbosity=0)
        assert actions_asking.send_clarification_reminders() == 0


def test_the_promised_day_moves_on_by_the_days_of_waiting(office: User) -> None:
    case = work.under_review(office)
    assert promised_on(case) == date(2027, 1, 20)
    work.ask(office, case)
    with clock.frozen("2026-11-25 09:00"):
        waiting = Case.objects.select_related("call").get(pk=case.pk)
        assert promised_on(waiting) == date(2027, 1, 23)
        assert "23. Januar 2027" in next_step(waiting).by
        assert "3 Tage später" in next_step(waiting).by
        work.answer(case)
    with clock.frozen("2026-12-20 09:00"):
        answered = Case.objects.select_related("call").get(pk=case.pk)
        assert promised_on(answered) == date(2027, 1, 23)
        work.ask(office, answered, due=date(2027, 1, 4))
    with clock.frozen("2026-12-21 09:00"):
        again = Case.objects.select_related("call").get(pk=case.pk)
        assert promised_on(again) == date(2027, 1, 24)
        page = client_for(case.owner).get(
            reverse("application_done", args=[case.call.code, case.uuid])
        )
        assert "24. Januar 2027" in page.content.decode()


def test_the_copy_of_ones_data_holds_what_was_asked_and_no_inner_words(office: User) -> None:
    case = work.asked(office)
    actions_asking.save_clarified(
        by=case.owner, case=case, reply="Im März.", read=lambda sheet: work.nothing()
    )
    actions_asking.go_on_without_answer(by=office, case=case, reason="Nur für uns")
    export = BytesIO()
    with ZipFile(export, "w") as archive:
        add_exports(case.owner, archive)
    with ZipFile(export) as archive:
        told = archive.read(f"antraege/{case.number}/nachforderungen.json").decode()
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "Bitte genauer." in told
    assert "Im März." in told
    assert b"Nur f\xc3\xbcr uns" not in everything
    assert office.name.encode() not in everything
