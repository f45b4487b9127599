"""Having a report made: its figures are frozen at once, its files follow in the background."""

from __future__ import annotations

import hashlib
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django_tasks import task

from portal.kernel import audit, clock
from portal.kernel.made import tell_progress
from projects.budget.posting import lock
from projects.programmes.models import FundingPeriod
from projects.reports.changes import changes_between
from projects.reports.content import content_from
from projects.reports.gathering import gather, granted_keys
from projects.reports.models import ReportState, YearReport
from projects.reports.pdfs import report_pdf
from projects.reports.permissions import may_make_report, may_read_reports
from projects.reports.photos import Copy, copies_of, keep_photos, still_printable
from projects.reports.queries import newest_report
from projects.reports.workbook import write_report

KINDS = ("pdf", "xlsx")
MADE = ("pdf", "pdf_sha256", "xlsx", "xlsx_sha256", "done", "total", "state", "made_at")
"""What the making of the files writes; the database refuses any other change."""


def make_report(*, by: Any, period: FundingPeriod, key: UUID) -> YearReport:
    """Freeze what the portal knows of a period now, and have the files made of it.

    Photos are made small before, so that nobody waits for that; then all is frozen in one
    transaction. The same key is the same report. Raises PermissionDenied.
    """
    if not may_make_report(by):
        raise PermissionDenied
    return _freeze(by, period, key, copies_of(granted_keys(period)))


@transaction.atomic
def _freeze(
    by: Any, period: FundingPeriod, key: UUID, copies: dict[tuple[int, int], Copy]
) -> YearReport:
    """Under the lock of the period, so that all sums and consents are of one moment."""
    lock(period.pk)
    known = YearReport.objects.filter(key=key, period=period).first()
    if known:
        return known
    before = newest_report(period)
    photos = still_printable(granted_keys(period), copies)
    told = {case: [copy.told for copy in mine] for case, mine in photos.items()}
    with translation.override(settings.LANGUAGE_CODE):
        content = gather(period, told)
        changes = changes_between(content_from(before.content), content) if before else []
    report = YearReport.objects.create(
        period=period,
        number=before.number + 1 if before else 1,
        cutoff=clock.now(),
        by=by,
        key=key,
        content=content.as_json(),
        changes=changes,
    )
    keep_photos(report, photos)
    audit.record(actor=by, subject=report, event="report_asked", data={"number": report.number})
    make_files.enqueue(report.pk)
    return report


@task(backend="jobs")
def make_files(report_id: int) -> None:
    """Write PDF and workbook of a report from its frozen content; a second run finds them made."""
    report = YearReport.objects.select_related("period__programme", "by").get(pk=report_id)
    if not report.is_waiting:
        return
    tell = partial(tell_progress, report)
    content = content_from(report.content)
    steps = len(content.projects) + 2
    with translation.override(settings.LANGUAGE_CODE), TemporaryFile() as book:
        pdf = report_pdf(report, content, tell=lambda done: tell(done, steps))
        write_report(content, report, book)
        tell(steps, steps)
        _keep(report, pdf, book)


@transaction.atomic
def _keep(report: YearReport, pdf: bytes, book: IO[bytes]) -> None:
    """Store the files with their hashes; from now on the database refuses changes."""
    locked = YearReport.objects.select_for_update().get(pk=report.pk)
    if not locked.is_waiting:
        return
    book.seek(0)
    locked.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    locked.xlsx_sha256 = hashlib.sha256(book.read()).hexdigest()
    book.seek(0)
    with TemporaryFile() as source:
        source.write(pdf)
        source.seek(0)
        locked.pdf.save("report.pdf", File(source), save=False)
    locked.xlsx.save("report.xlsx", File(book), save=False)
    locked.done = locked.total = max(locked.total, 1)
    locked.state, locked.made_at = ReportState.READY, clock.now()
    locked.save(update_fields=MADE)
    data = {"pdf": locked.pdf_sha256, "xlsx": locked.xlsx_sha256}
    audit.record(actor=locked.by, subject=locked, event="report_made", data=data)


@transaction.atomic
def take_report(*, by: Any, report: YearReport, kind: str) -> None:
    """Note who downloads which file of a report; raises PermissionDenied, ValueError."""
    if kind not in KINDS:
        raise ValueError(kind)
    if not may_read_reports(by) or not report.is_ready:
        raise PermissionDenied
    audit.record(actor=by, subject=report, event="report_taken", data={"kind": kind})
