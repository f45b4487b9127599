"""Writes of people on their own data: asking for a copy of it, and for its deletion."""

from __future__ import annotations

import json
import tempfile
import uuid
import zipfile
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django_tasks import task

from portal.accounts import mails
from portal.accounts.models import User
from portal.accounts.models_requests import OPEN, DataExport, DeletionRequest
from portal.accounts.permissions import may_use_account
from portal.kernel import audit, clock, registry
from portal.kernel.files import private_storage

OFFERED_FOR = timedelta(days=7)


def _locked(by: Any) -> User:
    if not may_use_account(by):
        raise PermissionDenied
    return User.objects.select_for_update().get(pk=by.pk)


@transaction.atomic
def ask_for_export(*, by: Any) -> DataExport:
    """Have a copy of one's data made (Art. 15 and 20 GDPR); while there is one, that is it.

    Raises PermissionDenied.
    """
    user = _locked(by)
    known = DataExport.objects.filter(user=user).first()
    if known and (known.expires_at is None or known.expires_at > clock.now()):
        return known
    export = DataExport.objects.create(user=user, asked_at=clock.now())
    audit.record(actor=user, subject=user, event="export_asked")
    make_export.enqueue(export.pk)
    return export


@task(backend="jobs")
def make_export(export_id: int) -> None:
    """Make the copy and mail the way to it; a second run finds it made."""
    with transaction.atomic():
        export = DataExport.objects.select_for_update().filter(pk=export_id).first()
        if export is None or export.made_at:
            return
        with tempfile.TemporaryFile() as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("konto.json", _account(export.user))
                registry.add_exports(export.user, archive)
            target.seek(0)
            export.file.save(f"{uuid.uuid4().hex}.zip", File(target), save=False)
        export.made_at = clock.now()
        export.expires_at = export.made_at + OFFERED_FOR
        export.save()
        mails.send_export_ready(export)


def _account(user: User) -> str:
    done = audit.LogEntry.objects.filter(actor=user)
    return json.dumps(
        {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": user.language,
            "joined": user.date_joined,
            "last_login": user.last_login,
            "done": [{"at": each.at, "event": each.event} for each in done],
        },
        ensure_ascii=False,
        indent=1,
        default=str,
    )


@transaction.atomic
def forget_old_exports() -> int:
    """Delete copies that were offered long enough; returns how many. Called by the regular work."""
    old = list(DataExport.objects.filter(expires_at__lte=clock.now()))
    for export in old:
        transaction.on_commit(partial(private_storage.delete, export.file.name or ""))
        export.delete()
    return len(old)


@transaction.atomic
def ask_for_deletion(*, by: Any, note: str = "") -> DeletionRequest:
    """Ask the office to delete one's data (Art. 17 GDPR); an open request is the same one.

    Raises PermissionDenied.
    """
    user = _locked(by)
    known = DeletionRequest.objects.filter(user=user, state=OPEN).first()
    if known:
        return known
    request = DeletionRequest.objects.create(user=user, note=note.strip(), asked_at=clock.now())
    audit.record(actor=user, subject=user, event="deletion_asked")
    mails.tell_office_of_deletion(request)
    mails.confirm_deletion_request(request)
    return request
