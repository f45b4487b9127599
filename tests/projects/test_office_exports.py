"""Taking the list away: every answer in CSV and XLSX, made by the worker, for its owner alone."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from portal.forms.actions import freeze_form
from portal.forms.schema import Schema
from portal.kernel import audit, clock
from portal.kernel.files import private_storage
from projects.cases.actions import ask_for_workbook
from projects.cases.desk import ExportJob
from projects.cases.exports import COLUMNS
from projects.cases.models import Case
from projects.intake.actions import submit_application
from tests.factories import forms
from tests.factories import projects as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def work() -> None:
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


def table_of(person: Any, query: str = "") -> list[dict[str, str]]:
    answer = client_for(person).get(f"{reverse('cases:index')}?export=csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def apply(call: Any, **extra: str) -> Case:
    """An application through the form with further answers on its first step."""
    owner = user("applicant")
    browser = client_for(owner)
    key = forms.fill(browser, call)
    url = forms.step_url(call, key, "idea")
    data = forms.answers()["idea"] | extra
    browser.post(url, {**forms.marks(browser, url), **data, "button": "next"})
    return submit_application(by=owner, case=Case.objects.get(uuid=key))


def test_answers_of_all_versions_have_a_column_for_each_code() -> None:
    first = (forms.question("helpers", text="Wer hilft?"), forms.question("tools", required=False))
    record = forms.form(*forms.steps(first))
    call = forms.call(form=record)
    old = apply(call, **{"q-helpers-answer": "=1+1", "q-tools-answer": "Spaten"})
    hidden = forms.question("more", text="Was noch?", show_if=forms.only_if("helpers", "alle"))
    second = (forms.question("helpers", text="Wer hilft Ihnen?"), hidden)
    freeze_form(by=None, form=record, schema=Schema(forms.labels("Antrag"), forms.steps(second)))
    new = apply(call, **{"q-helpers-answer": "Nachbarn"})
    make.submitted(forms.call())
    rows = {row["Aktenzeichen"]: row for row in table_of(user("coordinator"))}
    assert len(rows) == 3
    heads = list(rows[str(old.number)])
    assert heads[len(COLUMNS) :] == [
        "Wer hilft Ihnen? [helpers]",
        "Was noch? [more]",
        "tools [tools]",
    ]
    assert rows[str(old.number)]["Wer hilft Ihnen? [helpers]"] == "'=1+1"
    assert rows[str(old.number)]["tools [tools]"] == "Spaten"
    assert rows[str(new.number)]["Wer hilft Ihnen? [helpers]"] == "Nachbarn"
    assert rows[str(new.number)]["tools [tools]"] == ""
    assert "Holz · Material · 940" in rows[str(new.number)]["Kostenplan"]


def test_filters_choose_the_rows_of_the_file() -> None:
    one = make.submitted(title="Chorabend")
    make.submitted()
    rows = table_of(user("auditor"), "&q=Chorabend")
    assert [row["Aktenzeichen"] for row in rows] == [one.number]
    assert table_of(user("auditor"), "&call=x") == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_workbook_for_its_owner() -> None:
    make.submitted(title='=HYPERLINK("http://x")', carrier_name="@SUM(1)", place="+1")
    make.submitted(title="Chorabend")
    person = user("coordinator")
    browser, url = client_for(person), reverse("cases:exports")
    assert "2 Anträge" in browser.get(url).content.decode()
    for _twice in range(2):
        assert browser.post(url)["Location"] == url
    job = ExportJob.objects.get()
    assert "wird erstellt" in browser.get(url).content.decode()
    file = reverse("cases:export_file", args=[job.uuid])
    assert browser.get(file, follow=True).status_code == 404
    work()
    work()
    assert file in browser.get(url).content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(file).getvalue())).active
    table = list(sheet.iter_rows())
    cells = {name: index for index, name in enumerate(COLUMNS)}
    assert len(table) == 3
    assert all(cell.data_type != "f" for row in table for cell in row)
    assert {row[cells["amount"]].value for row in table[1:]} == {1550}
    assert {row[cells["title"]].value for row in table[1:]} >= {'=HYPERLINK("http://x")'}
    assert client_for(user("coordinator")).get(file, follow=True).status_code == 404
    person.groups.clear()
    assert client_for(person).get(file).status_code in {302, 404}


def test_a_workbook_holds_what_the_filters_left() -> None:
    one = make.submitted(title="Chorabend")
    make.submitted()
    person = user("finance")
    client_for(person).post(reverse("cases:exports") + "?q=Chorabend")
    job = ExportJob.objects.get()
    assert (job.case_ids, job.filters) == ([one.pk], {"q": "Chorabend"})
    assert [entry.data["format"] for entry in audit.history(person)] == ["xlsx"]


@pytest.mark.django_db(transaction=True)
def test_old_workbooks_are_deleted() -> None:
    case, person = make.submitted(), user("coordinator")
    job = ask_for_workbook(by=person, case_ids=[case.pk], filters={})
    work()
    job.refresh_from_db()
    assert private_storage.exists(job.file.name)
    with clock.frozen("2026-11-28 10:00"):
        call_command("cron", verbosity=0)
    assert ExportJob.objects.exists()
    with clock.frozen("2026-11-30 10:00"):
        call_command("cron", verbosity=0)
    assert not ExportJob.objects.exists()


@pytest.mark.parametrize("role", ["applicant", "editor", "admin"])
def test_who_may_not_list_makes_no_file(role: str) -> None:
    case, person = make.submitted(), user(role)
    with pytest.raises(PermissionDenied):
        ask_for_workbook(by=person, case_ids=[case.pk], filters={})
    assert client_for(person).post(reverse("cases:exports")).status_code in {302, 403, 404}
    assert not ExportJob.objects.exists()
