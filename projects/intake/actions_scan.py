"""Files in quarantine: what the virus check says about them (off unless `CLAMD_ADDRESS` is set).

The check runs in the worker, never in a request and never under a lock; until it is done the file
stays in the private storage and nobody can download it.
"""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django_tasks import task

from portal.kernel import audit, scan
from portal.kernel.files import private_storage
from portal.kernel.scan import ScanState
from projects.cases.models import Case, CaseFile
from projects.intake import mails

logger = logging.getLogger(__name__)


@task(backend="jobs")
def scan_file(file_id: int) -> None:
    """Check one file; with the daemon down it stays in quarantine for the regular work."""
    case_file = CaseFile.objects.filter(pk=file_id, scan=ScanState.WAITING).first()
    if case_file:
        try:
            _scan(case_file)
        except scan.ScanUnavailable as reason:
            logger.warning("The virus check has no answer (file %s): %s", file_id, reason)


def scan_waiting_files() -> int:
    """Check what still waits, the oldest first, until the daemon fails; returns how many."""
    done = 0
    for case_file in CaseFile.objects.filter(scan=ScanState.WAITING).order_by("added_at", "pk"):
        try:
            done += _scan(case_file)
        except scan.ScanRefused as reason:
            logger.warning("The virus check has no verdict (file %s): %s", case_file.pk, reason)
        except scan.ScanUnavailable as reason:
            logger.warning("The virus check is not there: %s", reason)
            break
    return done


def _scan(case_file: CaseFile) -> bool:
    """Ask about one file and keep the answer; False where its content is gone.

    Raises ScanUnavailable, ScanRefused.
    """
    try:
        with case_file.file.open("rb") as content:
            verdict = scan.check(content)
    except FileNotFoundError:
        logger.error("A file that waits for its virus check is gone: %s", case_file.pk)
        return False
    settle_scan(file_id=case_file.pk, verdict=verdict)
    return True


@transaction.atomic
def settle_scan(*, file_id: int, verdict: str) -> None:
    """Release a clean file; delete the content of an infected one, tell the applicant, log it.

    The row stays, so that page and office see what happened. A second call changes nothing.
    """
    found = CaseFile.objects.filter(pk=file_id, scan=ScanState.WAITING).first()
    if found is None:
        return
    case = Case.objects.select_for_update().get(pk=found.case_id)
    case_file = case.files.select_for_update().filter(pk=file_id, scan=ScanState.WAITING).first()
    if case_file is None:
        return
    case_file.scan = verdict
    if verdict == ScanState.INFECTED:
        stored = case_file.file.name or ""
        case_file.file = ""
        data = {"sha256": case_file.sha256}
        audit.record(actor=None, subject=case, event="file_infected", data=data)
        mails.send_infected(case, case_file)
        logger.warning("Malware in a file of an application (file %s): deleted", case_file.pk)
        transaction.on_commit(partial(private_storage.delete, stored))
    case_file.save(update_fields=["scan", "file"])
