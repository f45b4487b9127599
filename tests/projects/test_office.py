"""The office's screens in the admin: list, filters, search, file of a case, CSV and XLSX."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from portal.accounts.roles import Role
from portal.kernel import audit
from projects.cases.actions import take_list_away
from projects.cases.exports import COLUMNS
from projects.cases.models import Case
from tests.factories import projects as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
READERS = {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR}
MANAGERS = {Role.COORDINATOR, Role.ADMIN}


def rows_of(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def seen(answer: Any, *cases: Case) -> list[bool]:
    text = answer.content.decode()
    return [str(case.number) in text for case in cases]


def test_list_filters_and_search() -> None:
    call, other = make.call(), make.call()
    one = make.submitted(call)
    two = make.submitted(other, title="Chorabend", theme=make.theme())
    make.draft(call, title="Geheimer Entwurf")
    office = client_for(user("coordinator"))
    url = reverse("cases:index")
    assert seen(office.get(url), one, two) == [True, True]
    assert "Geheimer Entwurf" not in office.get(url).content.decode()
    assert seen(office.get(url, {"call": call.pk}), one, two) == [True, False]
    assert seen(office.get(url, {"theme": two.theme_id}), one, two) == [False, True]
    assert seen(office.get(url, {"state": "withdrawn"}), one, two) == [False, False]
    assert seen(office.get(url, {"least": "1.550"}), one, two) == [True, True]
    assert seen(office.get(url, {"least": "1.550,01"}), one, two) == [False, False]
    assert seen(office.get(url, {"submitted_at_from": "2026-11-23"}), one, two) == [False, False]
    assert seen(office.get(url, {"q": "Chorabend"}), one, two) == [False, True]
    assert seen(office.get(url, {"q": one.number}), one, two) == [True, False]


@pytest.mark.parametrize(
    "query",
    [
        {"call": "x"},
        {"state": "nope"},
        {"theme": "9" * 40},
        {"least": "-5"},
        {"least": "9" * 400},
        {"submitted_at_from": "9999-99-99"},
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"p": "-1"},
        {"ordering": "owner__password"},
        {"export": "exe"},
    ],
)
def test_senseless_queries_break_nothing(query: dict[str, str]) -> None:
    make.submitted()
    answer = client_for(user("coordinator")).get(reverse("cases:index"), query)
    assert answer.status_code in {200, 404}


def test_the_file_of_a_case() -> None:
    case = make.submitted()
    office = client_for(user("coordinator"))
    text = office.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "<dd>Deutsch</dd>" in text
    for part in ("LKS-2026-0001", "Hochbeete am Karlsplatz", "Holz", "940,00", "1.550,00"):
        assert part in text
    draft = make.draft()
    hidden = office.get(reverse("cases:inspect", args=[draft.pk]), follow=True)
    assert hidden.status_code == 404


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "history", "usage"])
def test_ready_made_writes_do_not_exist(name: str) -> None:
    case = make.submitted()
    with pytest.raises(NoReverseMatch):
        reverse(f"cases:{name}", args=[] if name == "add" else [case.pk])
    office = client_for(user("coordinator"))
    path = {"add": "new/"}.get(name, f"{name}/{case.pk}/")
    for verb in (office.get, office.post):
        assert verb(reverse("cases:index") + path, follow=True).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_and_exports(role: Role) -> None:
    case = make.submitted()
    browser = client_for(user(role))
    urls = [
        reverse("cases:index"),
        reverse("cases:index_results"),
        reverse("cases:inspect", args=[case.pk]),
        reverse("cases:index") + "?export=csv",
        reverse("cases:exports"),
    ]
    for url in urls:
        answer = browser.get(url)
        if role in READERS:
            assert answer.status_code == 200, url
        else:
            assert answer.status_code in {302, 403, 404}, url
            assert str(case.number) not in answer.getvalue().decode(errors="ignore")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "name", ["calls", "programmes", "programme-rules", "funding-periods", "microprojects"]
)
def test_who_manages_programmes(role: Role, name: str) -> None:
    browser = client_for(user(role))
    may_view = role in READERS | MANAGERS
    assert (browser.get(reverse(f"{name}:index")).status_code == 200) == may_view
    assert (browser.get(reverse(f"{name}:add")).status_code == 200) == (role in MANAGERS)


def test_csv_is_complete_and_harmless() -> None:
    make.submitted(title='=HYPERLINK("http://x")', carrier_name="@SUM(1)", place="+1\x0b")
    make.submitted(title='Chor; mit "Gästen"\nund Kuchen')
    office = client_for(user("coordinator"))
    rows = rows_of(office.get(reverse("cases:index") + "?export=csv"))
    assert len(rows) == 3
    cells = {name: index for index, name in enumerate(COLUMNS)}
    harmful = next(row for row in rows[1:] if "HYPERLINK" in row[cells["title"]])
    assert harmful[cells["title"]].startswith("'=")
    assert harmful[cells["carrier"]].startswith("'@")
    assert harmful[cells["place"]].startswith("'+")
    assert harmful[cells["amount"]] == "1550,00"
    assert any(row[cells["title"]] == 'Chor; mit "Gästen"\nund Kuchen' for row in rows[1:])


def test_the_log_names_who_took_the_list_away() -> None:
    call = make.call()
    make.submitted(call)
    make.submitted(call, title="Chorabend")
    make.submitted(make.call())
    person = user("auditor")
    browser = client_for(person)
    url = reverse("cases:index")
    browser.get(url)
    assert list(audit.history(person)) == []
    browser.get(url, {"export": "csv", "call": call.pk, "q": "", "ordering": "title"})
    browser.post(reverse("cases:exports") + "?q=Chorabend&ordering=title&p=2")
    assert browser.get(url, {"export": "csv", "q": "Chor\x00"}).status_code == 200
    entries = list(audit.history(person))
    assert [(entry.event, entry.actor) for entry in entries] == [
        ("applications_exported", person)
    ] * 3
    assert entries[0].data == {"format": "csv", "rows": 2, "filters": {"call": str(call.pk)}}
    assert entries[1].data == {"format": "xlsx", "rows": 1, "filters": {"q": "Chorabend"}}


def test_who_may_not_take_the_list_away_leaves_no_entry() -> None:
    person = user("applicant")
    with pytest.raises(PermissionDenied):
        take_list_away(by=person, file_format="csv", rows=1, filters={})
    assert list(audit.history(person)) == []


def count_queries(office: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = office.get(url)
        assert answer.status_code == 200
        if answer.streaming:
            b"".join(answer.streaming_content)
    return len(queries)


@pytest.mark.counted
@pytest.mark.parametrize("export", ["", "?export=csv"])
def test_the_list_asks_as_often_for_200_as_for_10(export: str) -> None:
    call, owner = make.call(), user("applicant")
    office = client_for(user("coordinator"))
    url = reverse("cases:index") + export
    make.many_cases(call, owner, 10)
    count_queries(office, url)
    few = count_queries(office, url)
    Case.objects.all().delete()
    make.many_cases(call, owner, 200)
    assert count_queries(office, url) == few


def test_a_changed_cap_is_a_new_row_and_the_call_keeps_its_own() -> None:
    call = make.call()
    rules = call.rules
    office = client_for(user("coordinator"))
    edit = office.get(reverse("programme-rules:edit", args=[rules.pk]))
    assert edit.status_code == 302
    data = {
        "programme": call.programme_id,
        "valid_from": "2027-01-01",
        "cap_cents": "2.500,00",
        "rate_percent": "100",
        "financing_type": "full",
        "text_de": "Neu.",
    }
    assert office.get(reverse("programme-rules:copy", args=[rules.pk])).status_code == 200
    answer = office.post(reverse("programme-rules:add"), data)
    assert answer.status_code == 302, answer.content.decode()
    call.refresh_from_db()
    assert call.rules.cap_cents == 200_000
    newer = call.programme.rules.order_by("-valid_from").first()
    assert newer.cap_cents == 250_000
    assert newer.categories.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_at": "2026-10-01 18:00"}, "closes_at"),
        ({"sitting_on": "2026-12-01"}, "sitting_on"),
        ({"decision_promised_on": "2027-01-02"}, "decision_promised_on"),
        ({"opens_at": "1999-01-01 08:00"}, "rules"),
        ({"code": ""}, "code"),
        ({"title_de": ""}, "title"),
    ],
)
def test_a_call_needs_sense(changes: dict[str, str], field: str) -> None:
    call = make.call()
    programme = call.programme
    data = {
        "form": call.form_id,
        "title_de": "Neue Runde",
        "code": "neu",
        "programme": programme.pk,
        "period": programme.periods.get().pk,
        "opens_at": "2026-11-01 08:00",
        "closes_at": "2026-12-11 18:00",
        "sitting_on": "2027-01-15",
        "decision_promised_on": "2027-01-20",
    }
    office = client_for(user("coordinator"))
    answer = office.post(reverse("calls:add"), data | changes)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    if field == "closes_at":
        answer = office.post(reverse("calls:add"), data)
        assert answer.status_code == 302, answer.context["form"].errors
        assert programme.calls.get(code="neu").rules == programme.rules.get()
