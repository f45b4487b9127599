"""Every write of the advice log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import ngettext

from portal.kernel import audit, clock
from portal.kernel.registry import Erasure, Outlook
from projects.advice.models import Advice, AdviceSettings
from projects.advice.permissions import may_set_retention, may_write_advice
from projects.advice.queries import due_on, retention_days


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
def set_retention(*, by: Any, days: int) -> AdviceSettings:
    """Set after how many days the log forgets who it was; the same number changes nothing.

    The regular work goes by it from now on, for contacts written earlier as well. Raises
    PermissionDenied, and ValidationError for less than 30 or more than 3650 days.
    """
    if not may_set_retention(by):
        raise PermissionDenied
    found = AdviceSettings.objects.select_for_update().order_by("pk").first()
    rule, before = found or AdviceSettings(pk=1), retention_days()
    if found and days == before:
        return found
    rule.retention_days = days
    rule.full_clean(validate_unique=False)
    rule.save()
    data = {"before": before, "after": days}
    audit.record(actor=by, subject=rule, event="advice_retention", data=data)
    return rule


@transaction.atomic
def forget_old_advice() -> int:
    """Forget persons of contacts past the retention that no application came of; how many."""
    count = 0
    for advice in due_on(retention_days()).select_for_update():
        _forget(advice)
        audit.record(actor=None, subject=advice, event="advice_forgotten")
        count += 1
    return count


def _with_address(user: Any) -> QuerySet[Advice]:
    """Contacts that hold the address of an account and that no application came of."""
    return Advice.objects.filter(forgotten_at=None, case=None, contact__iexact=user.email)


def _outlook(user: Any) -> Outlook:
    count = _with_address(user).count()
    text = ngettext("the notes of %(count)s advice", "the notes of %(count)s advices", count)
    return Outlook((text % {"count": count},) if count else ())


def _forget_whole(by: Any, user: Any, whole: bool) -> None:
    for advice in _with_address(user).select_for_update() if whole else ():
        _forget(advice)
        audit.record(actor=by, subject=advice, event="advice_forgotten")


ERASURE = Erasure(_outlook, _forget_whole)
"""A contact goes with the account of the same address."""
