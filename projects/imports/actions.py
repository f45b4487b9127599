"""Taking over earlier applications and projects from a spreadsheet."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.cms.fields import Labels
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.numbers import NumberSeries
from portal.templatetags.formats import datetime_long
from projects.calls.models import Call
from projects.cases.models import Case, Channel
from projects.imports.checking import Row, judged
from projects.imports.models import ImportedFile, ImportedRow, Kind, PendingSheet
from projects.imports.permissions import may_import
from projects.imports.reading import SheetError, read_sheet
from projects.intake.actions_paper import nobodys_account
from projects.programmes.models import FundingProgramme
from projects.showcase.models import Microproject

FORGOTTEN_AFTER = timedelta(days=1)
NOON = time(12)


@transaction.atomic
def look_through(
    *,
    by: Any,
    name: str,
    content: bytes,
    kind: str,
    call: Call | None = None,
    programme: FundingProgramme | None = None,
) -> PendingSheet:
    """Keep a readable file for a day, so that it can be imported after a look at its rows.

    Earlier applications need a call, projects a programme. Raises PermissionDenied, SheetError.
    """
    if not may_import(by):
        raise PermissionDenied
    of = call.programme if call else programme
    if of is None or (kind == Kind.CASES and call is None):
        raise SheetError(_("Please choose where the rows belong."))
    read_sheet(name, content, kind)
    digest = hashlib.sha256(content).hexdigest()
    before = ImportedFile.objects.filter(sha256=digest).first()
    if before:
        text = _("This file was imported already on %(when)s.")
        raise SheetError(text % {"when": datetime_long(before.at)})
    PendingSheet.objects.filter(by=by).delete()
    clean = "".join(each for each in name if each.isprintable())[-200:]
    return PendingSheet.objects.create(
        sha256=digest, name=clean, kind=kind, programme=of, call=call, content=content, by=by
    )


@transaction.atomic
def import_sheet(*, by: Any, pending: PendingSheet, skip_bad: bool = False) -> ImportedFile:
    """Take over the rows of a file in one transaction.

    With `skip_bad` rows with errors are left out, else one of them keeps the whole file out.
    Rows whose old number was taken over before are always left out. Raises PermissionDenied, and
    NotAllowed (`errors`, `nothing`, `again`: the same file was imported meanwhile).
    """
    if not may_import(by) or pending.by_id != by.pk:
        raise PermissionDenied
    FundingProgramme.objects.select_for_update().get(pk=pending.programme_id)
    if ImportedFile.objects.filter(sha256=pending.sha256).exists():
        raise NotAllowed("again")
    sheet = read_sheet(pending.name, bytes(pending.content), pending.kind)
    rows = judged(sheet, pending)
    if not skip_bad and any(row.errors for row in rows):
        raise NotAllowed("errors")
    good = [row for row in rows if row.is_good]
    if not good:
        raise NotAllowed("nothing")
    file = ImportedFile.objects.create(
        sha256=pending.sha256,
        name=pending.name,
        kind=pending.kind,
        created=len(good),
        skipped=len(rows) - len(good),
        by=by,
        at=clock.now(),
    )
    if pending.kind == Kind.CASES:
        _import_cases(by, pending, file, good)
    else:
        _import_projects(by, pending, file, good)
    data = {"kind": pending.kind, "created": file.created, "skipped": file.skipped}
    audit.record(actor=by, subject=file, event="imported", data={**data, "sha256": file.sha256})
    pending.delete()
    return file


def _import_cases(by: Any, pending: PendingSheet, file: ImportedFile, rows: list[Row]) -> None:
    owner, now, call = nobodys_account(), clock.now(), pending.call
    assert call is not None
    _keep_series(pending.programme.number_series, [row.values["number"] for row in rows])
    for row in rows:
        cell = row.values
        case = Case.objects.create(
            owner=owner,
            call=call,
            channel=Channel.IMPORTED,
            state=cell["state"],
            number=cell["number"],
            title=cell["title"],
            carrier_name=cell["carrier"],
            carrier_kind=cell["carrier_kind"] or "",
            amount_cents=cell["amount"],
            submitted_at=datetime.combine(cell["received_on"], NOON, clock.BERLIN),
            starts_on=cell["starts_on"],
            ends_on=cell["ends_on"],
            theme=cell["theme"],
            place=cell["place"] or "",
            summary=cell["summary"] or "",
            contact_name=cell["contact_name"] or "",
            contact_email=cell["contact_email"] or "",
            created_at=now,
            saved_at=now,
        )
        _note(by, pending, file, row, case=case)
        data = {"file": file.sha256, "row": row.number, "state": case.state}
        audit.record(actor=by, subject=case, event="imported", data=data)


def _import_projects(by: Any, pending: PendingSheet, file: ImportedFile, rows: list[Row]) -> None:
    codes = set(Microproject.objects.values_list("code", flat=True))
    for row in rows:
        cell = row.values
        project = Microproject.objects.create(
            code=_code(cell["title"], cell["year"], codes),
            title=cell["title"],
            carrier_name=cell["carrier"],
            programme=pending.programme,
            year=cell["year"],
            theme=cell["theme"],
            cents=cell["amount"],
            participants=cell["participants"],
            volunteers=cell["volunteers"],
            events=cell["events"],
            place=cell["place"] or "",
            results=Labels({"de": cell["results"]}) if cell["results"] else Labels(),
        )
        _note(by, pending, file, row, microproject=project)
        audit.record(actor=by, subject=project, event="imported", data={"row": row.number})


def _note(by: Any, pending: PendingSheet, file: ImportedFile, row: Row, **record: Any) -> None:
    ImportedRow.objects.create(
        file=file,
        row=row.number,
        programme=pending.programme,
        kind=pending.kind,
        old_number=row.values["number"],
        **record,
    )


def _code(title: str, year: int, taken: set[str]) -> str:
    """A code for addresses that no other project has."""
    base = f"{slugify(title)[:60].strip('-') or 'projekt'}-{year}"
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    taken.add(code)
    return code


def _keep_series(series: str, numbers: list[str]) -> None:
    """Never give out a number that came with the file: the counter goes on behind it."""
    pattern = re.compile(rf"{re.escape(series)}-(\d{{4}})-(\d{{1,9}})")
    highest: dict[int, int] = {}
    for found in filter(None, map(pattern.fullmatch, numbers)):
        year, last = int(found[1]), int(found[2])
        highest[year] = max(last, highest.get(year, 0))
    for year, last in highest.items():
        NumberSeries.objects.get_or_create(series=series, year=year)
        row = NumberSeries.objects.select_for_update().get(series=series, year=year)
        if row.last < last:
            row.last = last
            row.save(update_fields=["last"])


def forget_pending_sheets() -> int:
    """Delete files that nobody imported within a day; returns how many."""
    before = clock.now() - FORGOTTEN_AFTER
    count, _per_model = PendingSheet.objects.filter(at__lt=before).delete()
    return count
