"""The list of applications as a table: one row per case, safe to open in a spreadsheet.

Rows are read in chunks by their keys, so that memory does not grow with their number and no
cursor stays open while somebody downloads.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import IO, Any, Protocol

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.amounts import Amount
from projects.cases.models import Case
from projects.cases.plan import CostItem, PlannedIndicator
from projects.cases.queries import attachments

# What a spreadsheet would run as a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"^[\s]*[=+\-@|%\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Column = tuple[Any, Callable[[Case], Any]]
COLUMNS: dict[str, Column] = {
    "number": (_("Reference number"), lambda case: case.number),
    "status": (_("Status"), lambda case: case.internal_status),
    "call": (_("Call"), lambda case: str(case.call.title)),
    "title": (_("Title"), lambda case: case.title),
    "carrier": (_("Carrier"), lambda case: case.carrier_name),
    "carrier_kind": (_("Kind of carrier"), lambda case: str(case.get_carrier_kind_display())),
    "theme": (_("Theme"), lambda case: str(case.theme or "")),
    "amount": (_("Amount asked for (euros)"), lambda case: _euros(case.amount_cents)),
    "starts_on": (_("Begins on"), lambda case: case.starts_on),
    "ends_on": (_("Ends on"), lambda case: case.ends_on),
    "place": (_("Place"), lambda case: case.place),
    "contact": (_("Contact person"), lambda case: case.contact_name),
    "email": (_("E-mail address"), lambda case: case.contact_email),
    "phone": (_("Phone"), lambda case: case.contact_phone),
    "received": (_("Received"), lambda case: _moment(case)),
    "summary": (_("What is planned"), lambda case: case.summary),
    "office": (_("Municipal office"), lambda case: str(case.office or "")),
    "project_type": (_("Type of project"), lambda case: str(case.project_type or "")),
    "target_groups": (_("Target groups"), lambda case: _lines(case.target_groups.all())),
    "goals": (_("Goals of the action plan"), lambda case: _lines(case.goals.all())),
    "costs": (_("Cost plan"), lambda case: _costs(case)),
    "financing": (_("Financing plan"), lambda case: _financing(case)),
    "indicators": (_("Planned outcomes"), lambda case: _lines(case.indicators.all())),
    "files": (_("Files"), lambda case: _lines(item.name for item in attachments(case))),
}
CHUNK = 500
# What a cell of a workbook can hold.
MOST_LETTERS = 32_767

Cells = Callable[[Case], list[Any]]
AnswerColumns = Callable[[Iterable[int]], tuple[list[str], Cells]]
"""Versions of forms in; heads of the columns of their answers, and how to read a row, out."""
_answer_columns: list[AnswerColumns] = []


def register_answer_columns(source: AnswerColumns) -> None:
    """Add who knows the answers of forms (once, at start)."""
    if source not in _answer_columns:
        _answer_columns.append(source)


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def _moment(case: Case) -> Any:
    return clock.local(case.submitted_at).replace(tzinfo=None) if case.submitted_at else None


def for_csv(value: Any) -> str:
    """A cell as text: dates by day, amounts with a comma, formulas as harmless text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if hasattr(value, "strftime"):
        return str(value.strftime("%d.%m.%Y %H:%M" if hasattr(value, "hour") else "%d.%m.%Y"))
    text = for_xlsx(value)
    return f"'{text}" if _FORMULA.match(text) else str(text)


def for_xlsx(value: Any) -> Any:
    """A cell that a workbook accepts: no control characters."""
    return _CONTROL.sub("", value) if isinstance(value, str) else value


def _lines(items: Iterable[Any]) -> str:
    return "\n".join(str(item) for item in items)


def _costs(case: Case) -> str:
    return _lines(
        " · ".join(filter(None, (item.label, str(item.category or ""), _money(item.amount_cents))))
        for item in case.cost_items.all()
    )


def _financing(case: Case) -> str:
    return _lines(
        " · ".join(filter(None, (item.get_source_display(), item.label, _money(item.amount_cents))))
        for item in case.financing_items.all()
    )


def _money(cents: int | None) -> str:
    return "" if cents is None else Amount(cents).short()


class CaseTable:
    """The chosen cases, in their order, with core columns and the answers of all their forms."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = ids
        versions = self._versions()
        self._answers = [source(versions) for source in _answer_columns]

    def _versions(self) -> set[int]:
        found: set[int] = set()
        for keys in self._chunks():
            rows = Case.objects.filter(pk__in=keys, form_version__isnull=False).order_by()
            found.update(rows.values_list("form_version_id", flat=True).distinct())
        return found

    def _chunks(self) -> Iterator[Sequence[int]]:
        return (self.ids[at : at + CHUNK] for at in range(0, len(self.ids), CHUNK))

    @property
    def heads(self) -> list[str]:
        """The head of each column."""
        own = [str(head) for head, _read in COLUMNS.values()]
        return own + [head for heads, _cells in self._answers for head in heads]

    def rows(self) -> Iterator[list[Any]]:
        """Row by row, read in chunks; what was deleted meanwhile is left out."""
        for keys in self._chunks():
            found = whole_rows().in_bulk(list(keys))
            for key in keys:
                if key in found:
                    case = found.pop(key)
                    yield self._row(case)
                    # A prefetched list knows its case: without this cut the two keep each other
                    # in memory until the collector comes by.
                    case._prefetched_objects_cache.clear()

    def _row(self, case: Case) -> list[Any]:
        own = [read(case) for _head, read in COLUMNS.values()]
        return own + [cell for _heads, cells in self._answers for cell in cells(case)]


def whole_rows() -> Any:
    """Cases with all that a row of the table holds: a fixed number of queries for any chunk."""
    return Case.objects.defer("progress", "typed").prefetch_related(
        "call__programme",
        "theme",
        "office",
        "project_type",
        "target_groups",
        "goals",
        "files",
        "financing_items",
        Prefetch("cost_items", CostItem.objects.select_related("category")),
        Prefetch("indicators", PlannedIndicator.objects.select_related("option")),
    )


class Echo:
    """Hands back what a csv writer writes."""

    def write(self, text: str) -> bytes:
        """The line as bytes."""
        return text.encode()


def csv_lines(table: CaseTable) -> Iterator[bytes]:
    """Line by line, with the mark and the semicolons that German spreadsheets expect."""
    writer: Any = csv.writer(Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield writer.writerow([for_csv(head) for head in table.heads])
    for row in table.rows():
        yield writer.writerow([for_csv(cell) for cell in row])


class Table(Protocol):
    """What a workbook is made of: heads, and rows of plain values."""

    @property
    def heads(self) -> list[str]:
        """The head of each column."""

    def rows(self) -> Iterator[list[Any]]:
        """Row by row."""


def write_workbook(table: Table, target: IO[bytes]) -> None:
    """The table as XLSX; texts stay texts, whatever they begin with."""
    write_sheets([("1", table)], target)


def write_sheets(sheets: Iterable[tuple[str, Table]], target: IO[bytes]) -> None:
    """Tables as the sheets of one XLSX file, each with its name (at most 31 characters)."""
    # Here, so that only a process that writes a workbook pays the 18 MB.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True, iso_dates=True)
    for name, table in sheets:
        sheet = workbook.create_sheet(title=name)
        sheet.freeze_panes = "B2"
        for row in chain([table.heads], table.rows()):
            sheet.append([_cell(WriteOnlyCell, sheet, value) for value in row])
    workbook.save(target)


def _cell(make: Any, sheet: Any, value: Any) -> Any:
    plain: Any = for_xlsx(value)
    if hasattr(plain, "strftime"):
        cell = make(sheet, plain)
        cell.number_format = "dd.mm.yyyy hh:mm" if hasattr(plain, "hour") else "dd.mm.yyyy"
        return cell
    cell = make(sheet, plain[:MOST_LETTERS] if isinstance(plain, str) else plain)
    if cell.data_type == "f":
        cell.data_type = "s"
    return cell
