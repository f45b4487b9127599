"""Reminders of unfinished drafts: the regular work, the mails, and stopping them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.mail import OutgoingMail, deliver
from projects.cases.models import Case
from projects.correspondence.actions_reminders import send_reminders
from projects.correspondence.models_reminders import DraftReminder, ReminderStop
from projects.intake.actions import delete_draft, submit_application
from tests.factories import projects as make
from tests.factories.accounts import user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
# The call closes on 11 December 2026 at 18:00.
BEGUN = "2026-11-22 10:00"


@pytest.fixture(autouse=True)
def _site() -> None:
    home_page()
    make.theme()
    return


@pytest.fixture
def person() -> User:
    return user("applicant")


def begun(person: User, at: str = BEGUN, **columns: Any) -> Case:
    with clock.frozen(at):
        return make.draft(owner=person, **columns)


def sent_at(moment: str) -> int:
    """How many reminders the regular work sends at a moment."""
    with clock.frozen(moment):
        return send_reminders()


def stop_path() -> str:
    """The way to stop as the newest mail names it."""
    mail = OutgoingMail.objects.latest("pk")
    found = re.search(r"/de/erinnerungen/[^/\s]+/", mail.text)
    assert found
    return found[0]


def test_two_reminders_once_each(person: User) -> None:
    begun(person)
    found = {
        moment: sent_at(moment)
        for moment in (
            "2026-12-04 17:59",
            "2026-12-04 18:00",
            "2026-12-04 18:15",
            "2026-12-07 12:00",
            "2026-12-09 17:59",
            "2026-12-09 18:00",
            "2026-12-09 18:15",
            "2026-12-11 17:59",
            "2026-12-11 18:00",
        )
    }
    assert [moment for moment, count in found.items() if count] == [
        "2026-12-04 18:00",
        "2026-12-09 18:00",
    ]
    assert list(DraftReminder.objects.order_by("pk").values_list("days", flat=True)) == [7, 2]


def test_a_day_without_regular_work_loses_and_doubles_nothing(person: User) -> None:
    begun(person)
    assert sent_at("2026-12-05 20:00") == 1
    assert sent_at("2026-12-10 20:00") == 1
    assert sent_at("2026-12-10 20:15") == 0


def test_a_week_without_regular_work_sends_the_last_one_only(person: User) -> None:
    begun(person)
    assert sent_at("2026-12-10 20:00") == 1
    assert DraftReminder.objects.get().days == 2


def test_who_begins_later_gets_only_what_still_lies_ahead(person: User) -> None:
    begun(person, "2026-12-06 10:00")
    assert sent_at("2026-12-06 10:15") == 0
    assert sent_at("2026-12-09 18:00") == 1
    begun(user("applicant"), "2026-12-10 10:00")
    assert sent_at("2026-12-10 10:15") == 0


def test_not_when_sent_deleted_or_the_programme_ended(person: User) -> None:
    sent, gone, ended = begun(person), begun(person), begun(person)
    with clock.frozen(BEGUN):
        submit_application(by=person, case=sent)
        delete_draft(by=person, case=gone)
    ended.call.programme.is_active = False
    ended.call.programme.save()
    assert sent_at("2026-12-05 10:00") == 0


def test_a_reminded_draft_can_still_be_deleted(person: User) -> None:
    case = begun(person)
    assert sent_at("2026-12-05 10:00") == 1
    with clock.frozen("2026-12-05 11:00"):
        Client().post(stop_path())
        delete_draft(by=person, case=case)
    assert not DraftReminder.objects.exists()
    # The link of the mail still works, now for all.
    assert "Gar keine" in Client().get(stop_path()).content.decode()
    Client().post(stop_path(), {"List-Unsubscribe": "One-Click"})
    assert ReminderStop.objects.get().case is None


@pytest.mark.parametrize("language", ["de", "de-simple", "en", "tr", "ar"])
def test_the_mail_speaks_the_language_of_the_draft(
    person: User, language: str, mailoutbox: list[Any]
) -> None:
    begun(person, language=language)
    with clock.frozen("2026-12-05 10:00"):
        call_command("cron", verbosity=0)
        mail = OutgoingMail.objects.exclude(headers={}).get()
        deliver.func(mail.pk)
    subject = {"de": "noch nicht abgeschickt", "en": "not sent yet", "tr": "gönderilmedi"}
    assert subject.get(language, "") in mail.subject
    assert f"/{language}/antrag/" in mail.text
    assert f"/{language}/erinnerungen/" in mail.text
    assert "2026" in mail.text
    message = mailoutbox[-1].message()
    unsubscribe = message["List-Unsubscribe"]
    assert unsubscribe.startswith("<http")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert unsubscribe.strip("<>") in mail.text


def test_one_click_stops_this_draft_without_signing_in(person: User) -> None:
    begun(person)
    other = begun(person, title="Anderes")
    assert sent_at("2026-12-05 10:00") == 2
    path = stop_path()
    browser = Client(enforce_csrf_checks=True)
    with clock.frozen("2026-12-05 11:00"):
        assert browser.get(path).status_code == 200
        assert not ReminderStop.objects.exists()
        for _click in range(2):
            answer = browser.post(path, {"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 200
    assert ReminderStop.objects.get().case == other
    assert sent_at("2026-12-10 10:00") == 1


def test_stopping_all_reaches_later_drafts_too(person: User) -> None:
    begun(person)
    assert sent_at("2026-12-05 10:00") == 1
    with clock.frozen("2026-12-05 11:00"):
        answer = Client().post(stop_path(), {"button": "all"})
    assert "keine Erinnerungen mehr" in answer.content.decode()
    begun(person)
    assert sent_at("2026-12-10 10:00") == 0
    begun(user("applicant"))
    assert sent_at("2026-12-10 10:00") == 1


def test_broken_tokens_change_nothing(person: User) -> None:
    begun(person)
    sent_at("2026-12-05 10:00")
    good = stop_path()
    for path in (f"{good[:-3]}xx/", "/de/erinnerungen/x/", f"/de/erinnerungen/{'x' * 5000}/"):
        for answer in (Client().get(path), Client().post(path)):
            assert answer.status_code == 404
            assert "gilt nicht" in answer.content.decode()
    assert not ReminderStop.objects.exists()
