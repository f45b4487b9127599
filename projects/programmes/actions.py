"""Writes on programmes, rules, periods and calls: plain records without a lifecycle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from portal.kernel import audit
from projects.programmes.permissions import may_manage_programmes

Record = TypeVar("Record", bound=models.Model)


@transaction.atomic
def save_record(*, by: Any, save: Callable[[], Record], event: str) -> Record:
    """Save a validated form of such a record and log it; raises PermissionDenied."""
    if not may_manage_programmes(by):
        raise PermissionDenied
    record = save()
    audit.record(actor=by, subject=record, event=event)
    return record
