"""Judging the rows of a spreadsheet before anything is stored: what comes of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from actors.themes.models import Theme
from projects.cases.lifecycle import CASE
from projects.cases.models import Case, carrier_kinds
from projects.imports.cells import FINAL, READERS, SOFT, SPOKEN, Known, Wrong, is_blank
from projects.imports.columns import COLUMNS, plain
from projects.imports.models import ImportedRow, Kind, PendingSheet
from projects.imports.reading import Sheet


@dataclass(slots=True)
class Row:
    """What comes of one row of the file, in words."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    known: bool = False
    """Its old number was taken over before: it is left out."""

    @property
    def is_good(self) -> bool:
        """Whether it will be taken over."""
        return not self.errors and not self.known

    @property
    def title(self) -> str:
        """Old number and title, as far as they could be read."""
        return " · ".join(str(self.values[n]) for n in ("number", "title") if self.values.get(n))


class Judge:
    """Judges all rows of a file; lists are read once."""

    def __init__(self, pending: PendingSheet) -> None:
        self.kind = pending.kind
        self.lists = _known()
        self.headings = {column.code: column.headings[0] for column in COLUMNS[self.kind]}
        rows = ImportedRow.objects.filter(programme=pending.programme, kind=self.kind)
        self.known = set(rows.values_list("old_number", flat=True))
        cases = self.kind == Kind.CASES
        taken = Case.objects.filter(number__isnull=False) if cases else Case.objects.none()
        self.taken = set(taken.values_list("number", flat=True))
        self.seen: set[str] = set()

    def row(self, number: int, cells: dict[str, Any]) -> Row:
        """What comes of one row."""
        found = Row(number)
        readers = READERS[self.kind]
        for code, (reader, required) in readers.items():
            raw = cells.get(code)
            try:
                value = None if is_blank(raw) else reader(self.lists, code, raw)
                if value is None and required:
                    raise Wrong(_("%(column)s is missing."))
            except Wrong as wrong:
                text = str(wrong) % {"column": self.headings[code], "value": str(raw)[:60]}
                (found.errors if required or code not in SOFT else found.warnings).append(text)
                value = None
            found.values[code] = value
        self._number(found)
        self._order(found)
        return found

    def _number(self, row: Row) -> None:
        number = row.values.get("number")
        if not number:
            return
        if number in self.seen:
            row.errors.append(_("This number stands in the file more than once."))
        elif number in self.known:
            row.known = True
        elif number in self.taken:
            row.errors.append(_("An application of the portal has this number already."))
        self.seen.add(number)

    def _order(self, row: Row) -> None:
        start, end = row.values.get("starts_on"), row.values.get("ends_on")
        if start and end and end < start:
            row.errors.append(_("The end lies before the start."))


def judged(sheet: Sheet, pending: PendingSheet) -> list[Row]:
    """All rows of a file with what comes of them."""
    judge = Judge(pending)
    return [judge.row(number, cells) for number, cells in sheet.rows]


def _known() -> Known:
    """What cells may name, by all names."""
    themes = {
        plain(name): theme
        for theme in Theme.objects.all()
        for name in (theme.code, *dict(theme.labels).values())
    }
    carriers = {plain(name): code for code, label in carrier_kinds() for name in (code, label)}
    states = {**SPOKEN, **{code: code for code in FINAL}}
    states |= {plain(_(CASE.state(code).internal)): code for code in FINAL}
    return Known(themes, carriers, states)
