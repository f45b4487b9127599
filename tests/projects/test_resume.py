"""Going on with a draft from any device: one mail with its address, a code, no data without it."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from tests.factories import forms as make_form
from tests.factories import projects as make
from tests.factories.accounts import client_for, code_request, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def test_one_mail_for_each_draft() -> None:
    owner, call = user("applicant"), make_form.call()
    key = make_form.fill(client_for(owner), call)
    mail = OutgoingMail.objects.get()
    assert mail.to == [owner.email]
    assert reverse("application_form", args=[call.code, key]) in mail.text
    assert "Hochbeete" not in mail.text + mail.html


def test_the_mail_speaks_the_language_of_the_draft() -> None:
    make.draft(language="tr")
    assert "/tr/antrag/" in OutgoingMail.objects.get().text


def test_the_link_leads_through_the_code_back_to_the_draft(mailoutbox: list[Any]) -> None:
    case = make.draft()
    link = reverse("application_form", args=[case.call.code, case.uuid])
    other_device = Client()
    answer = other_device.get(link)
    assert answer.status_code == 302
    answer = other_device.post(answer.url, code_request(case.owner.email), follow=True)
    code = re.search(r"^[A-Z0-9-]{6,}$", mailoutbox[-1].body, re.MULTILINE)
    assert code
    answer = other_device.post(answer.redirect_chain[-1][0], {"code": code.group()}, follow=True)
    assert answer.redirect_chain[-1][0] == link
    assert "Hochbeete am Karlsplatz" in answer.content.decode()


def test_links_of_others_deleted_drafts_and_tampered_ones_show_nothing() -> None:
    case = make.draft()
    link = reverse("application_form", args=[case.call.code, case.uuid])
    assert client_for(user("applicant")).get(link).status_code == 404
    other = make.call()
    wrong = reverse("application_form", args=[other.code, case.uuid])
    assert client_for(case.owner).get(wrong).status_code == 404
    assert client_for(case.owner).get(f"{link[:-2]}zz/").status_code == 404
    with clock.frozen("2027-02-01 10:00"):
        assert client_for(case.owner).get(link).status_code == 200
        unknown = reverse("application_form", args=[case.call.code, uuid.uuid4()])
        start = reverse("application_start", args=[case.call.code])
        assert client_for(case.owner).get(unknown).url == start
    assert Case.objects.count() == 1
