"""Reports to the programme office in the admin."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import audit
from portal.kernel.files import private_storage
from projects.reports.actions import make_files
from projects.reports.models import YearReport
from tests.factories import reports as make
from tests.factories.accounts import client_for, user
from tests.factories.packs import status
from tests.projects.test_reports import period

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def test_from_the_button_to_the_files(desk: Client) -> None:
    of, case = period()
    page = reverse("reports:period", args=[of.pk])
    assert page in desk.get(reverse("reports:index")).text
    assert "noch keinen Bericht" in desk.get(page).text
    key = str(uuid4())
    for _click in range(2):
        assert desk.post(page, {"key": key}).status_code == 302
    report = YearReport.objects.get()
    assert "wird erstellt" in desk.get(page).text
    make_files.func(report.pk)
    shown = desk.get(reverse("reports:report", args=[report.pk])).text
    for part in (case.number, "Hochbeete", "2.550,00", report.pdf.name and "SHA-256"):
        assert str(part) in shown, part
    assert reverse("cases:inspect", args=[case.pk]) in shown
    source = f"{reverse('ledger:journal')}?period={of.pk}&amp;kind=disbursement"
    assert source in shown
    assert desk.get(source.replace("&amp;", "&")).status_code == 200
    for kind, mime in (("pdf", "application/pdf"), ("xlsx", "application/vnd")):
        answer = desk.get(reverse("reports:file", args=[report.pk, kind]))
        assert answer.headers["Content-Type"].startswith(mime)
        assert f"{report.stem}.{kind}" in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"].startswith("private, no-store")
        assert b"".join(answer.streaming_content)
    taken = [entry.data["kind"] for entry in audit.history(report) if entry.event == "report_taken"]
    assert taken == ["pdf", "xlsx"]


def test_wrong_addresses_and_lost_files(desk: Client) -> None:
    of, _case = period()
    waiting, done = make.asked(of), make.made(of)
    private_storage.delete(done.pdf.name or "")
    for address in (
        reverse("reports:file", args=[waiting.pk, "pdf"]),
        reverse("reports:file", args=[done.pk, "pdf"]),
        reverse("reports:file", args=[done.pk, "docx"]),
        reverse("reports:report", args=[10**25]),
        reverse("reports:period", args=[10**25]),
    ):
        assert desk.get(address, follow=True).status_code == 404, address


@pytest.mark.parametrize("key", ["", "x", "\0", "9" * 500])
def test_a_broken_form_makes_nothing(desk: Client, key: str) -> None:
    of, _case = period()
    answer = desk.post(reverse("reports:period", args=[of.pk]), {"key": key})
    assert answer.status_code == 422
    assert "Bitte öffnen Sie diese Seite neu" in answer.text
    assert not YearReport.objects.exists()


def test_finance_and_audit_read_and_make_none() -> None:
    of, _case = period()
    report = make.made(of)
    page = reverse("reports:period", args=[of.pk])
    for role in ("finance", "auditor"):
        browser = client_for(user(role))
        assert "Bericht jetzt erstellen" not in browser.get(page).text
        assert browser.post(page, {"key": str(uuid4())}, follow=True).status_code == 404
        assert status(browser, reverse("reports:file", args=[report.pk, "xlsx"])) == 200
    assert YearReport.objects.count() == 1


@pytest.mark.counted
def test_the_screens_ask_no_more_for_many_reports(desk: Client) -> None:
    of, _case = period()
    make.made(of)
    addresses = [reverse("reports:index"), reverse("reports:period", args=[of.pk])]

    def asked() -> list[int]:
        found = []
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(connection) as caught:
                desk.get(address)
            found.append(len(caught))
        return found

    few = asked()
    for _number in range(9):
        make.asked(of)
    assert asked() == few
