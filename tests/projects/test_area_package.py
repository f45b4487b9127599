"""The whole application as a ZIP, over HTTP."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from portal.kernel import audit, clock
from projects.cases.models import Case
from projects.correspondence.actions import write_to_office
from projects.intake.actions import submit_application
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def package(person: Any, case: Case) -> zipfile.ZipFile:
    address = reverse("application_package", args=[case.call.code, case.uuid])
    answer: Any = client_for(person).get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert ".zip" in answer["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def test_it_holds_answers_files_messages_and_timeline() -> None:
    person = user("applicant")
    draft = make.draft(owner=person)
    make.attach(draft, make.pdf_upload("../../böse.pdf"))
    case = submit_application(by=person, case=draft)
    write_to_office(by=person, case=case, text="Guten <b>Tag</b>", key=uuid.uuid4())
    found = package(person, case)
    names = found.namelist()
    assert f"Antrag-{case.number}.pdf" in names
    assert "dateien/01-böse.pdf" in names
    assert not any(".." in name or name.startswith("/") for name in names)
    assert found.read(f"Antrag-{case.number}.pdf").startswith(b"%PDF")
    answers = json.loads(found.read("antworten.json"))
    assert answers["number"] == case.number
    said = {one["question"]: one["answer"] for one in answers["answers"]}
    assert said["core title"] == case.title
    assert json.loads(found.read("nachrichten.json"))[0]["text"] == "Guten <b>Tag</b>"
    assert json.loads(found.read("verlauf.json"))[0]["text"] == "Antrag begonnen"
    html = found.read("antworten.html").decode()
    assert case.summary in html
    assert "<b>Tag</b>" not in html
    assert audit.history(case).filter(event="package_taken", actor=person).exists()


def test_a_draft_has_one_too() -> None:
    draft = make.draft()
    found = package(draft.owner, draft)
    answers = json.loads(found.read("antworten.json"))["answers"]
    assert any(one["answer"] == "Hochbeete am Karlsplatz" for one in answers)
    assert not any(name.endswith(".pdf") for name in found.namelist())
