"""Applying through HTTP: from the call to the reference number, the mail and Mein Bereich."""

from __future__ import annotations

import io
import re
import uuid
from typing import Any

import pypdf
import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.kernel import audit, clock
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case, CaseFile
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
OPEN = "2026-11-22 10:00"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen(OPEN):
        yield


def form_url(call: Any, key: Any = None) -> str:
    return reverse("application_form", args=[call.code, key or uuid.uuid4()])


def test_from_the_call_to_the_reference_number() -> None:
    call = make.call()
    page = make.call_page(call)
    visitor = Client()
    answer = visitor.get(page.url)
    start = reverse("application_start", args=[call.code])
    assert start in answer.content.decode()
    answer = visitor.get(start)
    assert reverse("application_new", args=[call.code]) in answer.content.decode()
    answer = visitor.get(reverse("application_new", args=[call.code]))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_request_login_code"))
    assert "next=" in answer.url

    browser = client_for(user("applicant"))
    answer = browser.get(reverse("application_new", args=[call.code]))
    form = answer.url
    assert browser.get(form).status_code == 200
    assert not Case.objects.exists()
    answer = browser.post(form, make.form_data(call) | {"files": [make.pdf_upload(), make.photo_upload()]})
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get()
    assert case.is_draft
    assert case.amount_cents == 155_000
    check = browser.get(answer.url).content.decode()
    assert "1.550,00 €" in check
    assert "angebot.pdf" in check
    answer = browser.post(answer.url)
    assert answer.status_code == 302
    done = browser.get(answer.url).content.decode()
    assert "LKS-2026-0001" in done
    assert "20. Januar 2027" in done
    assert "Das Stadtteilbüro prüft den Antrag." in done
    case.refresh_from_db()
    assert case.number == "LKS-2026-0001"
    assert [entry.event for entry in audit.history(case)] == [
        "draft_begun",
        "file_added",
        "file_added",
        "submitted",
    ]
    area = browser.get(reverse("account_area")).content.decode()
    assert "LKS-2026-0001" in area
