"""A copy of one's data and asking for deletion, over HTTP."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from portal.accounts.actions_requests import forget_old_exports, make_export
from portal.accounts.models import User
from portal.accounts.models_requests import DataExport, DeletionRequest
from portal.kernel import audit, clock
from portal.kernel.files import private_storage
from portal.kernel.mail import OutgoingMail
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def person() -> User:
    return user("applicant")


def made_export(person: User) -> DataExport:
    browser = client_for(person)
    for _click in range(2):
        assert browser.post(reverse("my_data"), {"button": "export"}).status_code == 302
    export = DataExport.objects.get()
    for _run in range(2):
        make_export.func(export.pk)
    export.refresh_from_db()
    return export


def test_a_copy_of_ones_own_data_and_nobody_elses(person: User) -> None:
    case, other = make.submitted(owner=person), make.submitted(title="Fremdes Vorhaben")
    OutgoingMail.objects.all().delete()
    export = made_export(person)
    mail = OutgoingMail.objects.get()
    assert mail.to == [person.email]
    assert "29. November 2026" in mail.text
    address = reverse("my_data_file", args=[export.pk])
    answer: Any = client_for(person).get(address)
    assert "no-store" in answer["Cache-Control"]
    found = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert json.loads(found.read("konto.json"))["email"] == person.email
    names = found.namelist()
    assert f"antraege/{case.number}/antworten.json" in names
    everything = b"".join(found.read(name) for name in names)
    assert b"Fremdes" not in everything
    assert str(other.number) not in " ".join(names)
    assert address in client_for(person).get(reverse("my_data")).content.decode()
    for role in ("applicant", "coordinator", "admin"):
        assert client_for(user(role)).get(address).status_code == 404


def test_a_copy_goes_after_a_week_and_can_be_asked_for_again(
    person: User, django_capture_on_commit_callbacks: Any
) -> None:
    export = made_export(person)
    name = export.file.name or ""
    address = reverse("my_data_file", args=[export.pk])
    with clock.frozen("2026-11-29 10:00"):
        assert client_for(person).get(address).status_code == 404
        with django_capture_on_commit_callbacks(execute=True):
            assert forget_old_exports() == 1
        assert not private_storage.exists(name)
        assert client_for(person).post(reverse("my_data"), {"button": "export"}).status_code == 302
        assert DataExport.objects.count() == 1


def test_a_request_for_deletion_reaches_the_office_once(person: User) -> None:
    browser = client_for(person)
    address = reverse("my_data")
    for _click in range(2):
        sent = browser.post(address, {"button": "delete", "sure": "on", "note": "Bitte alles."})
        assert sent.status_code == 302
    request = DeletionRequest.objects.get()
    assert sorted(mail.to[0] for mail in OutgoingMail.objects.all()) == sorted(
        [person.email, "stadtteilbuero@example.org"]
    )
    assert not any("Bitte alles." in mail.text for mail in OutgoingMail.objects.all())
    assert "22. November 2026" in browser.get(address).content.decode()
    set_up()
    office = client_for(user("coordinator"))
    inspect = reverse("deletion_requests:inspect", args=[request.pk])
    assert "Bitte alles." in office.get(inspect).content.decode()
    close = reverse("deletion_requests:close", args=[request.pk])
    office.post(close, {"decision": "refused", "reason": "  "})
    request.refresh_from_db()
    assert request.state == "open"
    for _click in range(2):
        office.post(close, {"decision": "refused", "reason": "Das Konto ist nicht Ihres."})
    request.refresh_from_db()
    assert request.outcome == "Das Konto ist nicht Ihres."
    events = [entry.event for entry in audit.history(person)]
    assert events == ["deletion_asked", "deletion_closed"]
    assert office.get(close).status_code == 405


@pytest.mark.parametrize(
    "data", [{}, {"note": "x"}, {"sure": "on", "note": "x" * 2001}, {"sure": "on", "note": "a\x00"}]
)
def test_bad_input_is_said_and_kept(person: User, data: dict[str, str]) -> None:
    answer = client_for(person).post(reverse("my_data"), {"button": "delete", **data})
    assert answer.status_code == 422
    assert not DeletionRequest.objects.exists()


def test_nobody_closes_their_own_request() -> None:
    set_up()
    office = user("coordinator")
    client_for(office).post(reverse("my_data"), {"button": "delete", "sure": "on"})
    request = DeletionRequest.objects.get()
    close = reverse("deletion_requests:close", args=[request.pk])
    client_for(office).post(close, {"decision": "granted"})
    request.refresh_from_db()
    assert request.state == "open"
