"""Bad files and bad rows of an import: a clear message, nothing stored."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.kernel import clock
from projects.calls.models import Call
from projects.cases.models import Case
from projects.imports import actions
from projects.imports.checking import judged
from projects.imports.models import PendingSheet
from projects.imports.reading import MAX_BYTES, read_sheet
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.desk import HEAD, admin_access, sheet
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


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


def xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_macro() -> bytes:
    target = io.BytesIO(xlsx(HEAD.split(";")))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("alt.csv", b"", "leer"),
        ("alt.csv", b"\r\n ; ;\r\n", "leer"),
        ("alt.csv", HEAD.encode(), "nichts zu übernehmen"),
        ("alt.csv", b"x" * (MAX_BYTES + 1), "zu groß"),
        ("alt.csv", b"PK\x03\x04", "keine CSV-Datei"),
        ("alt.csv", b"a;b\x00c", "keine CSV-Datei"),
        ("alt.csv", b'"a;b', "beschädigt"),
        ("alt.csv", b"a;" + b"x" * 200_000 + b"\n", "beschädigt"),
        ("alt.csv", b"\x81\x8d\x8f", "Zeichenkodierung"),
        ("alt.csv", b"Titel;Ort\nA;B", "fehlen diese Spalten"),
        ("alt.csv", f"{HEAD};Titel\n".encode(), "doppelt"),
        ("alt.csv", (HEAD + "\n" + "A;B\n" * 5001).encode(), "5000"),
        ("alt.xls", b"\xd0\xcf\x11\xe0", "XLSX"),
        ("alt.xlsm", with_macro(), "XLSX"),
        ("alt.xlsx", with_macro(), "Makros"),
        ("alt.xlsx", b"PK\x03\x04garbage", "XLSX"),
        ("alt.xlsx", b"<html>", "XLSX"),
        ("alt.pdf", b"%PDF-1.7", "XLSX"),
        ("alt", b"x", "XLSX"),
        ("\u202e.xlsx", xlsx(["x"]), "fehlen diese Spalten"),
    ],
    # A workbook holds the second in which it was made: as a name it differs between workers.
    ids=lambda each: "file" if isinstance(each, bytes) else None,
)
def test_bad_files(name: str, content: bytes, words: str, old_call: Call) -> None:
    office = client_for(user("coordinator"))
    file = SimpleUploadedFile(name, content)
    data = {"kind": "cases", "call": old_call.pk, "file": file}
    answer = office.post(reverse("imports:index"), data)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors["file"])
    assert not PendingSheet.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "x"}, "kind"),
        ({"call": ""}, "call"),
        ({"call": "9" * 40}, "call"),
        ({"kind": "projects"}, "programme"),
        ({"file": ""}, "file"),
    ],
)
def test_a_form_with_gaps(changes: dict[str, Any], field: str, old_call: Call) -> None:
    file = SimpleUploadedFile("alt.csv", sheet(["A-1", "x"]))
    data = {"kind": "cases", "call": old_call.pk, "file": file, **changes}
    answer = client_for(user("coordinator")).post(reverse("imports:index"), data)
    assert field in answer.context["form"].errors


def report(of: Call, content: bytes, name: str = "alt.csv") -> list[Any]:
    pending = PendingSheet(kind="cases", programme=of.programme, call=of)
    return judged(read_sheet(name, content, "cases"), pending)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        (0, "", "Aktenzeichen fehlt"),
        (0, "x" * 31, "zu lang"),
        (1, "x" * 151, "zu lang"),
        (1, "=1+1", "Formel"),
        (3, "viel", "kein Betrag"),
        (3, "-5", "kein Betrag"),
        (3, "9" * 40, "kein Betrag"),
        (4, "eingereicht", "kein Endstand"),
        (5, "31.02.2019", "kein Datum"),
        (5, "gestern", "kein Datum"),
        (5, "14.03.0019", "kein Datum"),
        (5, "23.11.2026", "in der Zukunft"),
        (5, "%(x)s %s {0}", "kein Datum"),
    ],
)
def test_bad_cells(cell: int, value: str, words: str, old_call: Call) -> None:
    line = ["A-1", "Titel", "Hof", "1.234,56 €", "abgeschlossen", "14.03.2019"]
    line[cell] = value
    (row,) = report(old_call, sheet(line))
    assert any(words in error for error in row.errors), row.errors
    assert not row.is_good


def test_formulas_and_errors_in_xlsx(old_call: Call) -> None:
    good = ["A-1", "Titel", "Hof", 5, "abgeschlossen", "14.03.2019"]
    rows = report(
        old_call,
        xlsx(HEAD.split(";"), ["A-0", *good[1:3], "=SUM(A1)", *good[4:]], good),
        "alt.xlsx",
    )
    assert "Formel" in rows[0].errors[0]
    assert rows[1].is_good


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("1.234,56 €", 123_456), ("1234.56", 123_456), ("1 234 EUR", 123_400), ("0", 0)],
)
def test_amounts_as_people_write_them(typed: str, cents: int, old_call: Call) -> None:
    (row,) = report(old_call, sheet(["A-1", "T", "H", typed, "abgelehnt", "2019-03-14"]))
    assert row.values["amount"] == cents


def test_twice_in_one_file_and_an_end_before_the_start(old_call: Call) -> None:
    head = f"{HEAD};Beginn;Ende;Thema;Unbekannt"
    base = "Titel;Hof;5;abgelehnt;14.03.2019"
    lines = [head, f"A-1;{base};01.05.2019;01.04.2019;Mond;x", f"A-1;{base};;;Wohnumfeld;"]
    one, two = report(old_call, "\n".join(lines).encode("utf-8"))
    assert "Ende" in one.errors[0]
    assert "Mond" in one.warnings[0]
    assert "mehr als einmal" in two.errors[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_kinds_of_csv(delimiter: str, encoding: str, old_call: Call) -> None:
    text = sheet(["A-1", "Nähtreff", "Träger", "5"]).decode("utf-8-sig").replace(";", delimiter)
    (row,) = report(old_call, text.encode(encoding))
    assert (row.errors, row.values["title"]) == ([], "Nähtreff")


def test_a_race_of_two_imports_leaves_one(old_call: Call) -> None:
    clerk, other = user("coordinator"), user("coordinator")
    content = sheet(["A-1", "x"])
    both = [
        actions.look_through(by=by, name="a.csv", content=content, kind="cases", call=old_call)
        for by in (clerk, other)
    ]
    actions.import_sheet(by=clerk, pending=both[0])
    url = reverse("imports:preview", args=[both[1].pk])
    assert client_for(other).post(url).status_code == 409
    assert Case.objects.count() == 1
