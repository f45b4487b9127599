"""The ZIP of a case: the PDF, its papers, an index to read and one to reckon with, the hashes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.kernel.packing import Packed, Packer
from projects.casefile.papers import papers_of
from projects.casefile.pdfs import dossier_pdf
from projects.cases.exports import for_csv
from projects.cases.models import Case

Tell = Callable[[int, int], None]
"""Hears how many of how many steps are done."""
BOM = "\ufeff"
"""Spreadsheet programmes tell by it that a CSV is UTF-8."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many papers are in an archive, and how many lack."""

    papers: int
    missing: int


def write_dossier(
    case: Case, target: IO[bytes], *, made_for: str, at: datetime, with_notes: bool, tell: Tell
) -> Contents:
    """Write the whole case into an open file, in the active language; `tell` hears of each step."""
    papers = papers_of(case)
    steps = len(papers) + 2
    name = f"Akte-{case.number}"
    packer = Packer(target, name)
    for number, paper in enumerate(papers, start=1):
        packer.add(paper)
        tell(number, steps)
    files = list(packer.packed)
    pdf = dossier_pdf(case, files, made_for=made_for, at=at, with_notes=with_notes)
    packer.write(f"{name}.pdf", pdf, kind=_("the whole case"), at=at)
    tell(steps - 1, steps)
    listed = [packer.packed[-1], *files]
    packer.write("index.csv", index_csv(listed), kind=_("index"), at=at)
    packer.write("index.html", index_html(case, listed, at), kind=_("index"), at=at)
    packer.seal()
    tell(steps, steps)
    return Contents(sum(each.is_in for each in files), sum(not each.is_in for each in files))


def index_csv(files: Sequence[Packed]) -> bytes:
    """The index for spreadsheet programmes; formulas are harmless text."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    head = [_("File"), _("Name"), _("Kind"), _("Day"), _("Size in bytes"), "SHA-256", _("Remark")]
    writer.writerow([for_csv(each) for each in head])
    for each in files:
        cells = [each.path, each.name, each.kind, each.added_at, each.size, each.sha256, each.note]
        writer.writerow([for_csv(str(cell) if isinstance(cell, int) else cell) for cell in cells])
    return (BOM + target.getvalue()).encode()


def index_html(case: Case, files: Sequence[Packed], at: datetime) -> bytes:
    """The index as a page that needs nothing but a browser."""
    context = {"case": case, "files": files, "at": at}
    return render_to_string("projects/casefile/index.html", context).encode()
