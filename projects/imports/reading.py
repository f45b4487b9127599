"""Reading a spreadsheet: CSV (UTF-8 or Windows-1252, semicolon, comma or tab) and XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from portal.kernel.files import MEGABYTE, XLSX, kind_of
from projects.imports.columns import Column, named, plain

MAX_BYTES = 5 * MEGABYTE
MAX_UNPACKED = 60 * MEGABYTE
MAX_ROWS = 5_000
MAX_LINES = 4 * MAX_ROWS
"""Lines looked at, empty ones included."""
MAX_COLUMNS = 60
BROKEN = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    zipfile.BadZipFile,
)
DELIMITERS = ";,\t"


class SheetError(Exception):
    """The file cannot be used; `text` says why and what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Formula(str):
    """A cell that holds a formula: nobody knows what it was worth."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns found, the headings nobody knows, and the rows: number and cells by code."""

    columns: tuple[tuple[str, Column], ...]
    unused: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, Any]], ...]


def read_sheet(name: str, content: bytes, kind: str) -> Sheet:
    """The table in a file; raises SheetError."""
    if not content:
        raise SheetError(_("This file is empty. Please choose another one."))
    if len(content) > MAX_BYTES:
        text = _("This file is too large: at most %(limit)s MB are possible.")
        raise SheetError(text % {"limit": MAX_BYTES // MEGABYTE})
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        lines = _xlsx(name, content)
    elif ending in {"csv", "txt"}:
        lines = _csv(content)
    else:
        raise SheetError(
            _("Please save the table as XLSX (without macros) or CSV and choose it again.")
        )
    return _table(lines, kind)


def _xlsx(name: str, content: bytes) -> Iterator[list[Any]]:
    if kind_of(ContentFile(content, name)) != XLSX:
        raise SheetError(
            _("This is no XLSX file, or it holds macros. Please save it anew as XLSX.")
        )
    # Here, so that only a process that reads a workbook pays the 18 MB.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise SheetError(_("This file is packed too tightly to be read safely."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        for row in book.worksheets[0].iter_rows(max_col=MAX_COLUMNS, max_row=MAX_LINES + 1):
            yield [_cell(cell) for cell in row]
    except (*BROKEN, InvalidFileException) as error:
        raise SheetError(_("This file cannot be read. Please save it anew as XLSX.")) from error


def _cell(cell: Any) -> Any:
    if getattr(cell, "data_type", "") == "f":
        return Formula(cell.value)
    if getattr(cell, "data_type", "") == "e":
        return Formula("#")
    return cell.value


def _csv(content: bytes) -> Iterator[list[Any]]:
    if content.startswith(b"PK") or b"\x00" in content:
        raise SheetError(_("This is no CSV file. Please save the table as CSV or XLSX."))
    text = _decoded(content)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [Formula(cell) if cell.lstrip().startswith("=") else cell for cell in row]
    except csv.Error as error:
        raise SheetError(_("This CSV file is broken. Please save it anew.")) from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError(_("This CSV file has an unknown encoding. Please save it as UTF-8."))


def _filled(row: Iterable[Any]) -> bool:
    return any(str(cell).strip() for cell in row if cell is not None)


def _table(lines: Iterator[list[Any]], kind: str) -> Sheet:
    numbered = ((number, row) for number, row in enumerate(lines, 1) if _filled(row))
    head = next(numbered, None)
    if head is None:
        raise SheetError(_("This file is empty. Please choose another one."))
    places, unused = _places(head[1], kind)
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, row in numbered:
        if len(rows) == MAX_ROWS or number > MAX_LINES:
            text = _("This file has more than %(count)s rows. Please split it.")
            raise SheetError(text % {"count": MAX_ROWS})
        cells = {
            column.code: row[place] for place, (_h, column) in places.items() if place < len(row)
        }
        rows.append((number, cells))
    if not rows:
        raise SheetError(_("Below the headings there is nothing to take over."))
    return Sheet(tuple(places.values()), tuple(unused), tuple(rows))


def _places(head: list[Any], kind: str) -> tuple[dict[int, tuple[str, Column]], list[str]]:
    known, places, unused = named(kind), {}, []
    for place, heading in enumerate(head[:MAX_COLUMNS]):
        column = known.get(plain(heading))
        if column:
            places[place] = (str(heading)[:80], column)
        elif str(heading or "").strip():
            unused.append(str(heading)[:80])
    found = [column.code for _heading, column in places.values()]
    names = {column.headings[0] for _h, column in places.values() if found.count(column.code) > 1}
    if names:
        text = _("These columns are there twice: %(names)s.")
        raise SheetError(text % {"names": ", ".join(sorted(names))})
    missing = [c.headings[0] for c in set(known.values()) if c.required and c.code not in found]
    if missing:
        text = _("These columns are missing in the first row: %(names)s.")
        raise SheetError(text % {"names": ", ".join(sorted(missing))})
    return places, unused
