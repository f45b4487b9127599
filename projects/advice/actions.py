"""Every write of the advice log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit, clock
from projects.advice.models import RETENTION_DAYS, Advice
from projects.advice.permissions import may_write_advice


def _locked(advice: Advice) -> Advice:
    locked = Advice.objects.select_for_update().filter(pk=advice.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


@transaction.atomic
def save_advice(*, by: Any, advice: Advice, save: Callable[[], Advice]) -> Advice:
    """Save a validated contact, new or changed, and log it; raises PermissionDenied."""
    is_new = advice.pk is None
    if not may_write_advice(by, None if is_new else _locked(advice)):
        raise PermissionDenied
    if is_new:
        advice.written_by, advice.written_at = by, clock.now()
    if not advice.next_step:
        advice.done_at = None
    saved = save()
    audit.record(actor=by, subject=saved, event="advice_written" if is_new else "advice_changed")
    return saved


@transaction.atomic
def finish_step(*, by: Any, advice: Advice) -> Advice:
    """Note that the next step is done; a second call changes nothing. Raises PermissionDenied."""
    found = _locked(advice)
    if not may_write_advice(by, found):
        raise PermissionDenied
    if found.is_open:
        found.done_at = clock.now()
        found.save(update_fields=["done_at"])
        audit.record(actor=by, subject=found, event="step_done")
    return found


@transaction.atomic
def forget_person(*, by: Any, advice: Advice) -> Advice:
    """Delete who it was and what was said (on request, Art. 17 GDPR); day, way and topic stay.

    A second call changes nothing. Raises PermissionDenied.
    """
    found = _locked(advice)
    if found.forgotten_at:
        return found
    if not may_write_advice(by, found):
        raise PermissionDenied
    _forget(found)
    audit.record(actor=by, subject=found, event="advice_forgotten")
    return found


def _forget(advice: Advice) -> None:
    for name in ("initiative", "name", "contact", "notes", "next_step"):
        setattr(advice, name, "")
    advice.next_step_on, advice.forgotten_at = None, clock.now()
    advice.save()


@transaction.atomic
def forget_old_advice() -> int:
    """Forget persons of contacts older than 730 days that no application came of; how many."""
    before = clock.today() - timedelta(days=RETENTION_DAYS)
    old = Advice.objects.select_for_update().filter(
        forgotten_at=None, case=None, happened_on__lt=before
    )
    count = 0
    for advice in old:
        _forget(advice)
        audit.record(actor=None, subject=advice, event="advice_forgotten")
        count += 1
    return count
