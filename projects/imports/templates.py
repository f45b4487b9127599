"""The files that an office fills in: headings and one example row, as XLSX or CSV."""

from __future__ import annotations

import csv
import io

from actors.themes.models import Theme
from projects.imports.columns import COLUMNS


def _rows(kind: str) -> list[list[str]]:
    theme = Theme.objects.first()
    columns = COLUMNS[kind]
    head = [f"{each.headings[0]}{' *' if each.required else ''}" for each in columns]
    example = [str(theme or "") if each.code == "theme" else each.example for each in columns]
    return [head, example]


def template_csv(kind: str) -> bytes:
    """Semicolons and the mark that German spreadsheets expect."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows(_rows(kind))
    return target.getvalue().encode("utf-8-sig")


def template_xlsx(kind: str) -> bytes:
    """One sheet; all cells are text, so that nothing is turned into something else."""
    # Here, so that only a process that writes a workbook pays the 18 MB.
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in _rows(kind):
        sheet.append(row)
    for place, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        width = max(len(str(cell.value)) + 4, 14)
        sheet.column_dimensions[get_column_letter(place)].width = width
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
