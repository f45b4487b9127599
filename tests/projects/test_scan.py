"""The virus check of attachments: a daemon that speaks clamd's protocol, and one that does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portal.accounts.roles import Role
from portal.kernel import audit
from portal.kernel.files import private_storage
from portal.kernel.mail import OutgoingMail
from portal.setup.groups import set_up_groups
from projects.cases.models import Case, CaseFile
from projects.intake import actions
from projects.intake.actions_scan import scan_file, settle_scan
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.clamd import EICAR, daemons
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Callable[..., None]]:
    """Start the daemon (`clamd()`), perhaps with other words or none at all."""
    with daemons(settings) as start:
        yield start


@pytest.fixture(autouse=True)
def _off(settings: Any) -> None:
    home_page()
    settings.CLAMD_TIMEOUT = 1
    # Nobody listens on the port of discarding.
    settings.CLAMD_ADDRESS = "tcp://127.0.0.1:9"


def added(body: bytes = b"") -> CaseFile:
    case = make.draft()
    return make.attach(case, make.pdf_upload(body=body))


def scans() -> list[list[int]]:
    """The files that the worker was told to check."""
    waiting = DBTaskResult.objects.filter(task_path=scan_file.module_path)
    return [task.args_kwargs["args"] for task in waiting]


def status(case_file: CaseFile, person: Any) -> int:
    case = case_file.case
    address = reverse("case_file", args=[case.call.code, case.uuid, case_file.pk])
    response = client_for(person).get(address)
    if response.streaming:
        assert response.getvalue().startswith(b"%PDF")
    return response.status_code


def again(case_file: CaseFile) -> CaseFile:
    return CaseFile.objects.get(pk=case_file.pk)


def test_without_an_address_nothing_waits(settings: Any) -> None:
    settings.CLAMD_ADDRESS = ""
    file = added()
    assert file.scan == "off"
    assert status(file, file.case.owner) == 200
    assert not scans()


def test_a_clean_file_is_released_by_the_worker(clamd: Callable[..., None]) -> None:
    clamd()
    file = added()
    assert file.scan == "waiting"
    assert status(file, file.case.owner) == 404
    assert scans() == [[file.pk]]
    scan_file.call(file.pk)
    assert again(file).scan == "clean"
    assert status(file, file.case.owner) == 200


def test_an_infected_file_is_deleted_told_and_logged(
    clamd: Callable[..., None], django_capture_on_commit_callbacks: Any
) -> None:
    clamd()
    file = added(EICAR)
    stored = file.file.name
    assert private_storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        scan_file.call(file.pk)
    found = again(file)
    assert (found.scan, found.file.name, found.name) == ("infected", "", file.name)
    assert not private_storage.exists(stored)
    assert status(file, file.case.owner) == 404
    queued = OutgoingMail.objects.latest("pk")
    assert file.case.owner.email in queued.to
    assert "löschen" in queued.subject
    assert [entry.event for entry in audit.history(file.case)][-1] == "file_infected"
    settle_scan(file_id=file.pk, verdict="clean")
    assert again(file).scan == "infected"
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(by=file.case.owner, case=file.case, file_id=file.pk)
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [b"", b"\0", b"stream: INSTREAM size limit exceeded. ERROR\0", b"\xff" * 9000, b"OK\0"],
    ids=["nothing", "empty", "too large", "garbage", "other words"],
)
def test_only_clear_words_release_a_file(clamd: Callable[..., None], answer: bytes) -> None:
    clamd(answer=answer)
    file = added()
    scan_file.call(file.pk)
    call_command("cron", verbosity=0)
    assert again(file).scan == "waiting"
    assert private_storage.exists(file.file.name)


def test_a_slow_daemon_does_not_hold_the_worker(clamd: Callable[..., None], settings: Any) -> None:
    settings.CLAMD_TIMEOUT = 0.2
    clamd(silent=True)
    file = added()
    scan_file.call(file.pk)
    assert again(file).scan == "waiting"


def test_a_file_waits_while_the_daemon_is_down_and_is_checked_later(
    clamd: Callable[..., None],
) -> None:
    file = added()
    other = added(EICAR)
    scan_file.call(file.pk)
    call_command("cron", verbosity=0)
    assert {again(file).scan, again(other).scan} == {"waiting"}
    clamd()
    call_command("cron", verbosity=0)
    assert (again(file).scan, again(other).scan) == ("clean", "infected")


def test_switching_the_check_off_releases_nothing_from_quarantine(settings: Any) -> None:
    file = added()
    settings.CLAMD_ADDRESS = ""
    scan_file.call(file.pk)
    call_command("cron", verbosity=0)
    assert again(file).scan == "waiting"


def test_an_application_is_submitted_while_a_file_waits_and_the_office_sees_it() -> None:
    set_up_groups()
    case = make.draft()
    file = make.attach(case)
    actions.submit_application(by=case.owner, case=case)
    office = user(Role.COORDINATOR)
    address = reverse("cases:inspect", args=[case.pk])
    html = client_for(office).get(address).content.decode()
    assert "wird noch geprüft" in html
    assert f"/dateien/{file.pk}/" not in html
    assert status(file, office) == 404
    actions.deliver_receipt.call(case.pk)
    receipt = CaseFile.objects.get(kind="receipt")
    assert receipt.scan == "off"
    assert Case.objects.get(pk=case.pk).number
