"""The formal check through the admin, as the office uses it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel.registry import add_exports
from projects.cases.models import Case
from projects.review.models import CarrierPaper, Checklist, CheckResult
from projects.review.queries import check_lines
from tests.factories import projects as make
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def office() -> User:
    return user("coordinator")


@pytest.fixture
def desk(office: User) -> Client:
    return client_for(office)


def form_of(desk: Client, case: Case) -> dict[str, Any]:
    """What the screen would send if nothing was changed."""
    form = desk.get(reverse("case_check", args=[case.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def item(case: Case, code: str) -> int:
    return next(line.item.pk for line in check_lines(case) if line.item.code == code)


def test_the_whole_check_on_the_screen(desk: Client) -> None:
    case = make.submitted()
    page = desk.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "Formale Prüfung beginnen" in page
    desk.post(reverse("case_check_begin", args=[case.pk]))
    check = reverse("case_check", args=[case.pk])
    data = form_of(desk, case)
    assert desk.post(check, data).status_code == 302
    assert not CheckResult.objects.filter(by__isnull=False).exists()
    case.refresh_from_db()
    aim, new = item(case, "aim"), item(case, "new")
    data |= {f"result_{aim}": "met", f"result_{new}": "not_met"}
    refused = desk.post(check, data)
    assert refused.status_code == 422
    assert "Bitte schreiben Sie in die Notiz, warum." in refused.content.decode()
    assert refused.context["form"][f"result_{aim}"].value() == "met"
    assert desk.post(reverse("case_check_ready", args=[case.pk])).status_code == 302
    case.refresh_from_db()
    assert case.state == "under_review"
    desk.post(check, data | {f"result_{new}": "met"})
    desk.post(reverse("case_check_ready", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == "ready"
    page = desk.get(check).content.decode()
    assert "Ergebnisse festhalten" not in page
    assert "Das Portal" in page or "das Portal" in page


def test_bad_input_is_refused_and_kept(desk: Client, office: User) -> None:
    case = work.under_review(office)
    check, aim = reverse("case_check", args=[case.pk]), item(case, "aim")
    kept = CheckResult.objects.count()
    for change in (
        {f"note_{aim}": "a\x00b"},
        {f"note_{aim}": "x" * 100_000},
        {f"result_{aim}": "vielleicht"},
        {f"seen_{aim}": "9" * 30},
        {f"result_{aim}": "met", f"seen_{aim}": "1"},
    ):
        answer = desk.post(check, form_of(desk, case) | change)
        assert answer.status_code == 422, change
    assert desk.post(check, {}).status_code == 422
    assert CheckResult.objects.count() == kept
    for name in ("case_check", "case_check_reject", "case_check_paper"):
        assert desk.get(reverse(name, args=[10**18])).status_code in {302, 404}
        assert desk.get(f"/admin/antraege/{10**30}/pruefung/").status_code in {302, 404}


def test_papers_and_rejection(desk: Client, office: User) -> None:
    case = make.draft()
    file = make.attach(case)
    case = work.begin_review(
        by=office, case=make.actions.submit_application(by=case.owner, case=case)
    )
    paper = reverse("case_check_paper", args=[case.pk])
    wrong = desk.post(paper, {"kind": "statutes", "file": file.pk, "valid_until": "gestern"})
    assert wrong.status_code == 422
    data = {"kind": "statutes", "file": file.pk, "valid_until": "2027-05-01"}
    assert desk.post(paper, data).status_code == 302
    assert CarrierPaper.objects.get().file == file
    assert "1. Mai 2027" in desk.get(reverse("case_check", args=[case.pk])).content.decode()
    reject = reverse("case_check_reject", args=[case.pk])
    assert desk.post(reject, {"reason": " "}).status_code == 422
    assert desk.post(reject, {"reason": "Außerhalb."}).status_code == 302
    case.refresh_from_db()
    assert case.state == "rejected_formally"
    assert desk.get(reject).status_code == 302
    assert desk.get(paper).status_code == 302
    page = client_for(case.owner).get(reverse("application_done", args=[case.call.code, case.uuid]))
    assert "Außerhalb." in page.content.decode()


def test_applicants_see_neither_results_nor_notes(office: User) -> None:
    case = work.under_review(office)
    work.say(office, case, "aim", "not_met", "Geheime Einschätzung")
    owner = client_for(case.owner)
    assert owner.get(reverse("case_check", args=[case.pk])).status_code in {302, 403, 404}
    page = owner.get(reverse("application_done", args=[case.call.code, case.uuid]))
    assert page.status_code == 200
    assert b"Geheime" not in page.content
    export = BytesIO()
    with ZipFile(export, "w") as archive:
        add_exports(case.owner, archive)
    with ZipFile(export) as archive:
        assert archive.namelist()
        assert not any(b"Geheime" in archive.read(name) for name in archive.namelist())
    colleague = user("coordinator")
    mine = work.under_review(office, owner=colleague)
    work.say(office, mine, "aim", "not_met", "Geheime Einschätzung")
    own = client_for(colleague)
    assert own.get(reverse("case_check", args=[mine.pk])).status_code in {302, 404}
    assert b"Geheime" not in own.get(reverse("cases:inspect", args=[mine.pk])).content
    assert b"Geheime" not in own.get(reverse("cases:print", args=[mine.pk])).content


def test_finance_and_audit_read(office: User) -> None:
    case = work.under_review(office)
    for role in ("finance", "auditor"):
        reader = client_for(user(role))
        page = reader.get(reverse("case_check", args=[case.pk]))
        assert page.status_code == 200
        assert b"<textarea" not in page.content
        assert reader.post(reverse("case_check", args=[case.pk])).status_code in {302, 404}


def test_the_office_edits_its_checklist(desk: Client, office: User) -> None:
    case = work.under_review(office)
    checklist = Checklist.objects.get()
    edit = reverse("checklists:edit", args=[checklist.pk])
    assert desk.get(edit).status_code == 200
    data = posted(checklist)
    data["items-0-labels_de"] = "Alles da"
    data["items-1-is_active"] = ""
    answer = desk.post(edit, data)
    assert answer.status_code == 302, answer.context["form"].formsets["items"].errors
    labels = [str(line.item) for line in check_lines(case)]
    assert "Alles da" in labels
    assert len(labels) == checklist.items.count() - 1
    gone = desk.post(edit, posted(checklist) | {"items-0-DELETE": "on"})
    assert gone.status_code == 200
    assert "außer Gebrauch" in gone.content.decode()
    twice = desk.post(edit, posted(checklist) | {"items-1-code": "complete"})
    assert twice.status_code == 200
    lone = desk.post(edit, posted(checklist) | {"items-0-test": ""})
    assert lone.status_code == 200
    assert checklist.items.filter(code="complete").count() == 1


def posted(checklist: Checklist) -> dict[str, Any]:
    """What the form of a checklist sends if nothing was changed."""
    rows = list(checklist.items.order_by("position", "pk"))
    data: dict[str, Any] = {
        "programme": checklist.programme_id,
        "area_words": checklist.area_words,
        "alike_percent": checklist.alike_percent,
        "answer_days": checklist.answer_days,
        "reminder_days": checklist.reminder_days,
        "routes-TOTAL_FORMS": 0,
        "routes-INITIAL_FORMS": 0,
        "items-TOTAL_FORMS": len(rows),
        "items-INITIAL_FORMS": len(rows),
        "items-MIN_NUM_FORMS": 0,
        "items-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        at = f"items-{number}-"
        data |= {
            f"{at}id": row.pk,
            f"{at}code": row.code,
            f"{at}position": row.position,
            f"{at}kind": row.kind,
            f"{at}test": row.test,
            f"{at}labels_de": row.labels["de"],
            f"{at}is_required": "on" if row.is_required else "",
            f"{at}is_active": "on" if row.is_active else "",
        }
    return data


@pytest.mark.counted
def test_the_checklist_costs_few_queries_whatever_lies_around(desk: Client, office: User) -> None:
    of = make.call()
    case = work.under_review(office, of)
    address = reverse("case_check", args=[case.pk])
    desk.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get(address)
    for number in range(20):
        make.submitted(of, carrier_name=f"Chor {number}", title=f"Singen {number}")
    for _round in range(3):
        work.say(office, case, "aim", "not_met", f"Nein {_round}")
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) == len(few) <= 25


def test_the_page_of_a_case_asks_for_the_check_sparingly(desk: Client, office: User) -> None:
    case = work.under_review(office)
    address = reverse("cases:inspect", args=[case.pk])
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        desk.get(address)
    ours = [query["sql"] for query in asked if "check" in query["sql"]]
    assert len(ours) == 1
    members = [query["sql"] for query in asked if "membership" in query["sql"]]
    assert len(members) == 1
