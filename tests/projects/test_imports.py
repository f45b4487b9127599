"""Moving in from a spreadsheet: template, dry run, import in one transaction, never twice."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.calls.models import Call
from projects.cases.models import Case
from projects.imports import actions
from projects.imports.models import ImportedFile, ImportedRow, PendingSheet
from projects.showcase.models import Microproject
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.desk import admin_access, sheet
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
PROJECT_HEAD = "Aktenzeichen;Titel;Träger;Jahr;Thema;Betrag;Teilnehmende"


@pytest.fixture(autouse=True)
def _office() -> Any:
    home_page()
    make.theme(code="surroundings", labels={"de": "Wohnumfeld"})
    admin_access()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def old_call() -> Call:
    return make.call(
        opens_at=make.berlin("2020-01-01 08:00"), closes_at=make.berlin("2020-03-01 18:00")
    )


def upload(office: Client, content: bytes, of: Call, name: str = "alt.csv", **more: Any) -> Any:
    data = {"kind": "cases", "call": of.pk, "file": SimpleUploadedFile(name, content), **more}
    return office.post(reverse("imports:index"), data)


def looked_through(by: Any, of: Call, content: bytes) -> PendingSheet:
    return actions.look_through(by=by, name="alt.csv", content=content, kind="cases", call=of)


def test_from_the_file_to_the_cases(old_call: Call) -> None:
    clerk = user("coordinator")
    office = client_for(clerk)
    answer = upload(office, sheet(["A-1", "Nähtreff"], ["A-2", "Chor"]), old_call)
    preview = office.get(answer.url).content.decode()
    assert "2 Zeilen können übernommen werden" in preview
    assert not Case.objects.exists()
    done = office.post(answer.url)
    assert office.post(answer.url).url == reverse("imports:index")
    one = Case.objects.get(number="A-1")
    assert (one.state, one.channel, one.amount_cents) == ("closed", "imported", 123_456)
    assert one.submitted_at == make.berlin("2019-03-14 12:00")
    assert not one.owner.is_active
    entry = audit.history(one).get()
    assert (entry.event, entry.actor) == ("imported", clerk)
    assert "Nähtreff" in office.get(done.url).content.decode()
    assert "A-2" in office.get(reverse("cases:index")).content.decode()
    assert office.get(reverse("cases:inspect", args=[one.pk])).status_code == 200
    assert not PendingSheet.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_the_same_file_and_the_same_number_come_once(old_call: Call) -> None:
    clerk = user("coordinator")
    office = client_for(clerk)
    content = sheet(["A-1", "Nähtreff"])
    actions.import_sheet(by=clerk, pending=looked_through(clerk, old_call, content))
    again = upload(office, content, old_call)
    assert "schon" in str(again.context["form"].errors["file"])
    more = looked_through(clerk, old_call, sheet(["A-1", "Anders"], ["A-2", "Neu"]))
    file = actions.import_sheet(by=clerk, pending=more)
    assert (file.created, file.skipped) == (1, 1)
    assert Case.objects.get(number="A-1").title == "Nähtreff"
    only = looked_through(clerk, old_call, sheet(["A-1", "Noch einmal"]))
    with pytest.raises(NotAllowed, match="nothing"):
        actions.import_sheet(by=clerk, pending=only)


def test_all_or_nothing_or_the_good_rows(old_call: Call) -> None:
    office = client_for(user("coordinator"))
    content = sheet(["A-1", "Gut"], ["A-2", ""], ["A-3", "Auch gut"])
    answer = upload(office, content, old_call)
    assert office.post(answer.url).status_code == 409
    assert not Case.objects.exists()
    assert office.post(answer.url, {"mode": "skip"}).status_code == 302
    assert set(Case.objects.values_list("number", flat=True)) == {"A-1", "A-3"}
    file = ImportedFile.objects.get()
    assert (file.created, file.skipped) == (2, 1)
    assert list(ImportedRow.objects.values_list("row", flat=True)) == [2, 4]


def test_numbers_of_the_portals_series_are_never_given_out_again(old_call: Call) -> None:
    clerk = user("coordinator")
    content = sheet(["LKS-2026-0007", "Alt"])
    actions.import_sheet(by=clerk, pending=looked_through(clerk, old_call, content))
    assert make.submitted().number == "LKS-2026-0008"
    row = looked_through(clerk, old_call, sheet(["LKS-2026-0008", "Doppelt"]))
    with pytest.raises(NotAllowed, match="errors"):
        actions.import_sheet(by=clerk, pending=row)


def test_finished_projects() -> None:
    programme = make.programme()
    office = client_for(user("coordinator"))
    lines = [PROJECT_HEAD, "M-1;Nähtreff;Hof;2019;Wohnumfeld;1.234,56 €;24"]
    lines += ["M-2;Nähtreff;Hof;2019;surroundings;500;viele"]
    data = {"kind": "projects", "programme": programme.pk}
    content = "\r\n".join(lines).encode("cp1252")
    answer = office.post(
        reverse("imports:index"), {**data, "file": SimpleUploadedFile("p.csv", content)}
    )
    assert "keine ganze Zahl" in office.get(answer.url).content.decode()
    done = office.post(answer.url)
    assert office.get(done.url).status_code == 200
    one, two = Microproject.objects.order_by("pk")
    assert (one.code, two.code) == ("nahtreff-2019", "nahtreff-2019-2")
    assert (one.cents, one.participants, two.participants) == (123_456, 24, None)


@pytest.mark.parametrize("kind", ["cases", "projects"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_is_a_file_that_can_be_imported(kind: str, ending: str, old_call: Call) -> None:
    office = client_for(user("coordinator"))
    content = office.get(reverse("imports:template", args=[kind, ending])).content
    file = SimpleUploadedFile(f"vorlage.{ending}", content)
    where = {"kind": kind, "call": old_call.pk, "programme": old_call.programme_id}
    answer = office.post(reverse("imports:index"), {**where, "file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    shown = office.get(answer.url).context
    assert (shown["good"], shown["bad"], shown["sheet"].unused) == (1, 0, ())
    assert not any(row.warnings for row in shown["rows"])


def test_xlsx_with_real_dates_and_numbers(old_call: Call) -> None:
    book = openpyxl.Workbook()
    head = next(csv.reader(io.StringIO(sheet().decode("utf-8-sig")), delimiter=";"))
    day = make.berlin("2019-03-14 00:00").replace(tzinfo=None)
    book.worksheets[0].append(head)
    book.worksheets[0].append([4711, "Nähtreff", "Hof", 1234.5, "rejected", day])
    target = io.BytesIO()
    book.save(target)
    office = client_for(user("coordinator"))
    office.post(upload(office, target.getvalue(), old_call, "alt.xlsx").url)
    one = Case.objects.get()
    assert (one.number, one.amount_cents, one.state) == ("4711", 123_450, "rejected")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_coordination_imports(role: Role, old_call: Call) -> None:
    with pytest.raises(PermissionDenied):
        looked_through(user(role), old_call, sheet(["A-1", "x"]))


def test_a_colleagues_file_does_not_exist(old_call: Call) -> None:
    pending = looked_through(user("coordinator"), old_call, sheet(["A-1", "x"]))
    other = user("coordinator")
    url = reverse("imports:preview", args=[pending.pk])
    assert client_for(other).get(url, follow=True).status_code == 404
    assert client_for(other).post(url).url == reverse("imports:index")
    with pytest.raises(PermissionDenied):
        actions.import_sheet(by=other, pending=pending)


def test_what_nobody_imports_is_forgotten_after_a_day(old_call: Call) -> None:
    clerk = user("coordinator")
    looked_through(clerk, old_call, sheet(["A-1", "x"]))
    call_command("cron", verbosity=0)
    assert PendingSheet.objects.exists()
    with clock.frozen(clock.now() + timedelta(days=1, seconds=1)):
        call_command("cron", verbosity=0)
    assert not PendingSheet.objects.exists()


@pytest.mark.counted
@pytest.mark.parametrize("count", [10, 200])
def test_the_screens_ask_a_fixed_number_of_questions(count: int, old_call: Call) -> None:
    clerk = user("coordinator")
    rows = [[str(uuid.uuid4())[:20], "Titel"] for _each in range(count)]
    pending = looked_through(clerk, old_call, sheet(*rows))
    office = client_for(clerk)
    url = reverse("imports:preview", args=[pending.pk])
    office.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert office.get(url).status_code == 200
    assert len(queries) <= 18
    file = actions.import_sheet(by=clerk, pending=pending)
    with CaptureQueriesContext(connection) as queries:
        assert office.get(reverse("imports:report", args=[file.pk])).status_code == 200
    assert len(queries) <= 18
