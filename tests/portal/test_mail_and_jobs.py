"""Mails are written with the change and sent once by the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from portal.kernel import clock
from portal.kernel.files import private_storage
from portal.kernel.mail import OutgoingMail, deliver, queue_mail

pytestmark = pytest.mark.django_db(transaction=True)


def _queue(**extra: object) -> OutgoingMail:
    return queue_mail(
        to=["a@example.org"],
        subject="Ein\nBetreff",
        template="portal/mail/base",
        context={},
        reason="Sie haben gefragt.",
        **extra,  # type: ignore[arg-type]
    )


def _work() -> None:
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


def test_committed_is_sent_once_with_its_attachment() -> None:
    stored = private_storage.save("test/paper.txt", ContentFile(b"paper"))
    with transaction.atomic():
        letter = _queue(attachments=[{"name": "paper.txt", "stored": stored}])
    assert mail.outbox == []
    _work()
    assert [m.subject for m in mail.outbox] == ["Ein Betreff"]
    assert "Sie haben gefragt." in mail.outbox[0].body
    assert mail.outbox[0].attachments[0][:2] == ("paper.txt", "paper")
    deliver.call(letter.pk)
    assert len(mail.outbox) == 1


def test_rolled_back_is_never_sent() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        _queue()
        raise RuntimeError
    _work()
    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


def test_a_task_of_a_dead_worker_is_put_back_and_done() -> None:
    _queue()
    then = clock.now() - timedelta(minutes=20)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=then)
    _work()
    assert mail.outbox == []
    call_command("cron", verbosity=0)
    _work()
    assert len(mail.outbox) == 1


def test_a_mail_is_tried_again_after_the_server_was_away(settings: Settings) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = _queue()
    _work()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    settings.EMAIL_BACKEND = working
    call_command("cron", verbosity=0)
    _work()
    assert mail.outbox == []  # not before a quarter of an hour has passed
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        call_command("cron", verbosity=0)
    _work()
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert letter.sent_at


def test_old_mails_are_forgotten() -> None:
    letter = _queue()
    _work()
    OutgoingMail.objects.filter(pk=letter.pk).update(sent_at=clock.now() - timedelta(days=91))
    call_command("cron", verbosity=0)
    assert not OutgoingMail.objects.exists()
