"""The documentation for the programme office: frozen figures, files, what a newer one changes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import Any
from uuid import uuid4

import openpyxl
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.accounts.roles import Role
from portal.kernel import audit, clock
from projects.budget.queries import pot_of, pots_of_cases
from projects.cases.models import Case
from projects.cases.plan import PlannedIndicator
from projects.programmes.models import FundingPeriod, FundingProgramme, ProgrammeOption
from projects.reports.actions import make_files, make_report
from projects.reports.content import content_from
from projects.reports.gathering import MONEY, OF_FUNDER
from projects.reports.models import YearReport
from tests.factories import decision
from tests.factories import proof as proofs
from tests.factories import reports as make
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def period() -> tuple[FundingPeriod, Case]:
    """A period with a running, a closed, a rejected, a waiting and a begun project."""
    of = decision.small_call()
    first = make.running(of, title="Hochbeete")
    make.paid(first, "refund", 5_000)
    closed = make.running(of, cents=100_000, title="Chorabend")
    Case.objects.filter(pk=closed.pk).update(state="closed")
    decision.decided(decision.REJECT, of=of, title="Feuerwerk")
    decision.ready(of, title="Schachklub")
    option = ProgrammeOption.objects.create(
        programme=of.programme, kind="indicator", code="people", labels={"de": "Menschen"}
    )
    for case, planned in ((first, 12), (closed, 30)):
        PlannedIndicator.objects.create(case=case, option=option, planned=planned)
    return of.period, first


def words(report: YearReport) -> str:
    with report.pdf.open("rb") as source:
        pages = pypdf.PdfReader(io.BytesIO(source.read())).pages
        return " ".join(word for page in pages for word in page.extract_text().split())


def sheets(report: YearReport) -> dict[str, list[tuple[Any, ...]]]:
    with report.xlsx.open("rb") as source:
        book = openpyxl.load_workbook(io.BytesIO(source.read()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_figures_are_those_of_the_ledger() -> None:
    of, _case = period()
    report = make.made(of)
    content, pot = content_from(report.content), pot_of(of)
    assert content.money == {name: getattr(pot, name) for name in content.money}
    assert set(MONEY) - set(content.money) == OF_FUNDER
    assert sum(each.awarded for each in content.projects) == pot.committed == 310_000
    assert sum(each.paid for each in content.projects) == pot.paid == 255_000
    assert sum(each.kept for each in content.projects) == pot.kept == 250_000
    assert sum(each.came_back for each in content.projects) == pot.came_back == 5_000
    assert {each.title for each in content.projects} == {"Hochbeete", "Chorabend"}
    assert content.applications == 4
    FundingProgramme.objects.filter(pk=of.programme_id).update(draws_down=True)
    drawing = make.asked(FundingPeriod.objects.get(pk=of.pk))
    assert list(content_from(drawing.content).money) == list(MONEY)
    assert sum(content.states.values()) == 4
    assert [each.title for each in content.decisions].count("Feuerwerk") == 1
    assert "Schachklub" not in str(report.content)


def test_pdf_and_workbook_say_the_same() -> None:
    of, _case = period()
    report = make.made(of)
    text, tables = words(report), sheets(report)
    for part in ("Hochbeete", "Chorabend", "Feuerwerk", "1.550,00 €", "2.550,00 €", "Holz", "42"):
        assert part in text, part
    money = dict(row[:2] for row in tables["Überblick"])
    assert money["An Träger ausgezahlt"] == 2550
    head, *rows = tables["Projekte"]
    paid = head.index("Ausgezahlt")
    assert sum(row[paid] for row in rows) == 2550
    assert sum(row[3] for row in tables["Wirkungsziele"][1:]) == 42
    with report.pdf.open("rb") as source:
        pdf = source.read()
    assert hashlib.sha256(pdf).hexdigest() == report.pdf_sha256
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_a_report_never_changes_and_a_newer_one_says_what_did() -> None:
    of, case = period()
    first = make.made(of)
    make.paid(case, "refund", 10_000)
    Case.objects.filter(pk=case.pk).update(state="proof_check")
    second = make.made(of)
    assert (first.number, second.number) == (1, 2)
    assert YearReport.objects.get(pk=first.pk).content == first.content
    told = "\n".join(second.changes).replace("\xa0", " ")
    assert "Von Trägern zurückgekommen: 150,00 € statt 50,00 €" in told
    assert f"{case.number} Hochbeete" in told
    assert "Stand: Verwendungsnachweis statt in Durchführung" in told
    assert "Chorabend" not in told
    assert "150,00 € statt 50,00 €" in words(second)
    third = make.made(of)
    assert third.changes == []
    assert "Seit Bericht Nr. 2 hat sich nichts geändert." in words(third)


def test_what_comes_later_is_not_in_it() -> None:
    """The files are made of what was frozen, however late the worker comes."""
    of, case = period()
    report = make.asked(of)
    make.paid(case, "refund", 99_900)
    Case.objects.filter(pk=case.pk).update(title="Anders")
    make_files.func(report.pk)
    text = words(YearReport.objects.get(pk=report.pk))
    assert "Hochbeete" in text
    assert "Anders" not in text
    assert "999,00" not in text


def test_the_database_refuses_changes() -> None:
    of, _case = period()
    waiting = make.asked(of)
    done = make.made(of)
    for report, change in (
        (waiting, {"content": {}}),
        (waiting, {"changes": ["anders"]}),
        (done, {"pdf_sha256": "0" * 64}),
        (done, {"state": "waiting"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            YearReport.objects.filter(pk=report.pk).update(**change)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            YearReport.objects.all().delete()


def test_a_second_click_and_a_second_run_make_one() -> None:
    of, _case = period()
    by, key = user("coordinator"), uuid4()
    report = make_report(by=by, period=of, key=key)
    assert make_report(by=by, period=of, key=key) == report
    make_files.func(report.pk)
    made = YearReport.objects.get(pk=report.pk)
    make_files.func(report.pk)
    again = YearReport.objects.get(pk=report.pk)
    assert (again.pdf.name, again.made_at) == (made.pdf.name, made.made_at)
    assert (made.done, made.total) == (4, 4)
    events = [entry.event for entry in audit.history(made)]
    assert events == ["report_asked", "report_made"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordination_has_reports_made(role: Role) -> None:
    of = decision.small_call().period
    with pytest.raises(PermissionDenied):
        make_report(by=user(role.value), period=of, key=uuid4())
    assert not YearReport.objects.exists()


def test_an_empty_period_has_a_report_too() -> None:
    report = make.made(decision.small_call(pot=0).period)
    assert "Noch ist kein Projekt bewilligt." in words(report)
    assert "Noch ist nichts entschieden." in words(report)


@pytest.mark.counted
def test_gathering_asks_no_more_for_many_projects() -> None:
    of = decision.small_call(pot=50_000_000)
    by = user("coordinator")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            make_report(by=by, period=of.period, key=uuid4())
        return len(caught)

    make.running(of)
    asked()
    few = asked()
    for _number in range(12):
        make.running(of)
    assert asked() == few
    assert len(pots_of_cases(of.period)) == 13
    assert clock.now().tzinfo


def test_checked_proofs_tell_what_was_accepted_and_reached() -> None:
    of = decision.small_call()
    case = proofs.running(of=of, title="Hochbeete")
    proofs.indicator(case, planned=20)
    proofs.receipt(case)
    proofs.receipt(case, replace(proofs.SOIL, cents=50_000), line=1)
    handed = proofs.handed_in(case)
    told = content_from(make.made(of.period).content).projects[0]
    assert [line.accepted for line in told.lines] == [None, None]
    assert [one.reached for one in told.outcomes] == [None]
    proofs.settled(handed)
    report = make.made(of.period)
    told = content_from(report.content).projects[0]
    assert [(line.label, line.accepted) for line in told.lines] == [
        ("Holz", 94_000),
        ("Erde", 50_000),
    ]
    assert [(one.planned, one.reached) for one in told.outcomes] == [(20, 20)]
    assert told.result == "Wir haben gebaut."
    assert "Hochbeete: Ergebnisse und Wirkungsziele" in "\n".join(report.changes)
    assert "Wir haben gebaut." in words(report)


def test_what_is_beyond_the_tolerance_counts_once_the_office_agrees() -> None:
    of = decision.small_call()
    case = proofs.running(of=of, title="Hochbeete")
    proofs.receipt(case, replace(proofs.WOOD, cents=130_000))
    result = proofs.settled(proofs.handed_in(case))
    told = content_from(make.made(of.period).content).projects[0]
    assert [line.accepted for line in told.lines] == [112_800, 0]  # 940 € and 20 %
    assert sum(line.accepted or 0 for line in told.lines) == result.costs_cents
