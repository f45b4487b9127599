"""What the office does with the list of applications that must leave a trace."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from actors.offices.models import Office
from portal.kernel import audit, clock
from portal.kernel.files import private_storage
from portal.kernel.registry import text_of
from projects.cases.desk import EXPORT_RETENTION, ExportJob, ExportState, SavedView
from projects.cases.exports import CaseTable, write_workbook
from projects.cases.listing import cases_without_text
from projects.cases.models import Case
from projects.cases.permissions import may_assign_office, may_export_cases, may_list_cases
from projects.cases.queries import whole_case
from projects.cases.texts import CaseText, words_of

# Own views of one person.
MOST_VIEWS = 30


@transaction.atomic
def take_list_away(*, by: Any, file_format: str, rows: int, filters: dict[str, str]) -> None:
    """Note who takes the applications out of the portal as a file, which ones and how many.

    The entry hangs on the person's account, because a list is no record of its own. Raises
    PermissionDenied. Rule: Art. 5 (2) GDPR, accountability for personal data that leaves.
    """
    if not may_export_cases(by):
        raise PermissionDenied
    audit.record(
        actor=by,
        subject=by,
        event="applications_exported",
        data={"format": file_format, "rows": rows, "filters": filters},
    )


@transaction.atomic
def assign_office(*, by: Any, case: Case, office: Office | None) -> Case:
    """Say which municipal office accompanies a case (None: none any more).

    The same office again changes nothing. Raises PermissionDenied.
    """
    locked = Case.objects.select_for_update().filter(pk=case.pk).first()
    if locked is None or not may_assign_office(by, locked):
        raise PermissionDenied
    if locked.office_id == (office.pk if office else None):
        return locked
    locked.office = office
    locked.save(update_fields=["office"])
    audit.record(
        actor=by,
        subject=locked,
        event="office_assigned",
        data={"office": office.code if office else ""},
    )
    return locked


def keep_text(*, case: Case) -> None:
    """Write down the words of a received application, so that the office's search finds it.

    Part of the action that changes the words; drafts have none.
    """
    if case.is_draft:
        return
    words = words_of(case, text_of(case))
    CaseText.objects.update_or_create(case=case, defaults={"words": words})


def keep_missing_texts(*, most: int = 500) -> int:
    """Write down the words of applications that came in by another way; returns how many."""
    missing = list(cases_without_text().values_list("uuid", flat=True)[:most])
    for uuid in missing:
        with transaction.atomic():
            case = whole_case(uuid)
            if case is not None:
                keep_text(case=case)
    return len(missing)


@transaction.atomic
def ask_for_workbook(*, by: Any, case_ids: Sequence[int], filters: dict[str, str]) -> ExportJob:
    """Have the worker make a workbook (XLSX) of these cases for the person, and log it.

    The same cases asked for again while the first file is waiting are the same file. Raises
    PermissionDenied.
    """
    waiting = ExportJob.objects.filter(owner=by.pk, state=ExportState.WAITING, rows=len(case_ids))
    same = next((job for job in waiting if job.case_ids == list(case_ids)), None)
    if same is not None and may_export_cases(by):
        return same
    take_list_away(by=by, file_format="xlsx", rows=len(case_ids), filters=filters)
    job = ExportJob.objects.create(
        owner=by,
        filters=filters,
        case_ids=list(case_ids),
        rows=len(case_ids),
        asked_at=clock.now(),
    )
    make_workbook.enqueue(job.pk)
    return job


@task(backend="jobs")
def make_workbook(job_id: int) -> None:
    """Write the workbook into the private storage; a second run finds it made."""
    job = ExportJob.objects.filter(pk=job_id, state=ExportState.WAITING).first()
    if job is None:
        return
    with TemporaryFile() as target, translation.override(settings.LANGUAGE_CODE):
        write_workbook(CaseTable(job.case_ids), target)
        target.seek(0)
        job.file.save("antraege.xlsx", File(target), save=False)
    job.state, job.made_at = ExportState.READY, clock.now()
    job.save(update_fields=["file", "state", "made_at"])


@transaction.atomic
def forget_old_workbooks() -> int:
    """Delete files of applications that were asked for more than a week ago; returns how many."""
    old = list(ExportJob.objects.filter(asked_at__lt=clock.now() - EXPORT_RETENTION))
    for job in old:
        if job.file:
            transaction.on_commit(partial(private_storage.delete, job.file.name or ""))
        job.delete()
    return len(old)


@transaction.atomic
def save_view(*, by: Any, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep filters of the list under a name; the same name of the same person is replaced.

    Raises PermissionDenied, ValidationError for a name or filters that cannot be kept.
    """
    if not may_list_cases(by):
        raise PermissionDenied
    view = SavedView.objects.filter(owner=by, name=name).first() or SavedView(owner=by, name=name)
    if view.pk is None and SavedView.objects.filter(owner=by).count() >= MOST_VIEWS:
        raise ValidationError(_("You have as many views as the portal keeps."), code="too_many")
    view.query, view.is_shared, view.saved_at = query, is_shared, clock.now()
    view.full_clean()
    view.save()
    return view


@transaction.atomic
def delete_view(*, by: Any, view: SavedView) -> None:
    """Delete one's own view; raises PermissionDenied for somebody else's."""
    if not may_list_cases(by) or view.owner_id != by.pk:
        raise PermissionDenied
    view.delete()
