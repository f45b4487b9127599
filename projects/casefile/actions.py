"""Having a whole case made as one file, and taking it away: both leave a trace in its history."""

from __future__ import annotations

from functools import partial
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django_tasks import task

from portal.kernel import audit, clock
from portal.kernel.made import (
    KEPT_FOR,
    MadeState,
    forget_made,
    keep_made,
    refuse_made,
    tell_progress,
)
from projects.casefile.archive import write_dossier
from projects.casefile.models import Dossier
from projects.casefile.permissions import (
    may_download_dossier,
    may_read_notes,
    may_take_dossier,
)
from projects.cases.models import Case
from projects.cases.queries import whole_case


@transaction.atomic
def ask_for_dossier(*, by: Any, case: Case) -> Dossier:
    """Have the worker make the file of a case for a person, and log it.

    Asked for again while the first one is being made, it is that one. Raises PermissionDenied.
    Rule: Art. 5 (2) GDPR, accountability for personal data that leaves.
    """
    if not may_take_dossier(by, case):
        raise PermissionDenied
    Case.objects.select_for_update().get(pk=case.pk)
    waiting = Dossier.objects.filter(case=case, owner=by.pk, made_state=MadeState.WAITING)
    known = waiting.filter(expires_at__gt=clock.now()).first()
    if known:
        return known
    now = clock.now()
    dossier = Dossier.objects.create(case=case, owner=by, asked_at=now, expires_at=now + KEPT_FOR)
    audit.record(actor=by, subject=case, event="dossier_asked")
    make_dossier.enqueue(dossier.pk)
    return dossier


@task(backend="jobs")
def make_dossier(dossier_id: int) -> None:
    """Write the file into the private storage; a second run finds it made.

    Nothing is made for somebody who lost the right meanwhile.
    """
    dossier = Dossier.objects.filter(pk=dossier_id, made_state=MadeState.WAITING).first()
    case = whole_case(dossier.case.uuid) if dossier else None
    if dossier is None or case is None:
        return
    owner = dossier.owner
    if not may_take_dossier(owner, case):
        refuse_made(dossier)
        return
    with TemporaryFile() as target, translation.override(settings.LANGUAGE_CODE):
        contents = write_dossier(
            case,
            target,
            made_for=owner.name,
            at=clock.now(),
            with_notes=may_read_notes(owner, case),
            tell=partial(tell_progress, dossier),
        )
        with transaction.atomic():
            made = keep_made(dossier, target, ending="zip")
            if made is None:
                return
            made.papers, made.missing = contents.papers, contents.missing
            made.save(update_fields=["papers", "missing"])
            data = {"sha256": made.sha256, "files": made.papers, "missing": made.missing}
            audit.record(actor=owner, subject=case, event="dossier_made", data=data)


@transaction.atomic
def take_dossier(*, by: Any, dossier: Dossier) -> None:
    """Note who downloads the file of a case; raises PermissionDenied."""
    if not may_download_dossier(by, dossier):
        raise PermissionDenied
    data = {"sha256": dossier.sha256}
    audit.record(actor=by, subject=dossier.case, event="dossier_taken", data=data)


def forget_old_dossiers() -> int:
    """Delete files of cases whose days are over; returns how many."""
    return forget_made(Dossier)
