"""The journal as a table: one line per entry, known for good by the number of the entry."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.kernel import clock
from projects.budget.models import LedgerEntry
from projects.budget.queries_journal import in_chunks
from projects.budget.sums import OF_FUNDERS
from projects.cases.exports import Echo, for_csv


def journal_lines(entries: QuerySet[LedgerEntry]) -> Iterator[bytes]:
    """Line by line, with the mark and the semicolons that German spreadsheets expect."""
    writer: Any = csv.writer(Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield writer.writerow([for_csv(head) for head in _heads()])
    for entry in in_chunks(entries):
        yield writer.writerow([for_csv(cell) for cell in _cells(entry)])


def _heads() -> list[str]:
    return [
        _("Entry"),
        _("When"),
        _("Programme"),
        _("Period"),
        _("Kind (code)"),
        _("Kind"),
        _("Amount (euros)"),
        _("Change of what is left (euros)"),
        _("Reference number"),
        _("Takes back entry"),
        _("Reason"),
        _("Document"),
        _("Who"),
        _("Funder"),
        _("Purpose or restriction"),
    ]


def _cells(entry: LedgerEntry) -> list[Any]:
    return [
        str(entry.pk),
        clock.local(entry.at).replace(tzinfo=None),
        entry.period.programme.name,
        entry.period.span,
        entry.kind,
        entry.what,
        Decimal(entry.cents).scaleb(-2),
        Decimal(entry.signed_cents).scaleb(-2),
        entry.case.number if entry.case else "",
        str(entry.corrects_id or ""),
        entry.reason,
        entry.document,
        entry.by.name if entry.by else _("the portal"),
        _funder(entry),
        entry.purpose,
    ]


def _funder(entry: LedgerEntry) -> str:
    """Whose money comes into the pot or leaves it; what awards hold is of no funder alone."""
    if entry.kind not in OF_FUNDERS:
        return ""
    return str(entry.funder or entry.period.programme.funder)
