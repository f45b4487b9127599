"""Every write about who sits in a body and by what it decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from actors.bodies.models import Body
from actors.bodies.models_members import BodyMember
from actors.bodies.models_rules import BodyQuota, BodyRules, QuotaCount
from actors.bodies.permissions import may_keep_members, may_keep_rules
from actors.bodies.terms import problems_of
from portal.kernel import audit

R = TypeVar("R", BodyRules, BodyQuota, QuotaCount)


def _lock(body_id: int) -> None:
    """One writer at a time in a body: what holds between terms is checked under it."""
    Body.objects.select_for_update().get(pk=body_id)


def _numbers(record: models.Model) -> dict[str, Any]:
    """The plain values of a record without personal data, for the log."""
    values = {f.name: f.value_from_object(record) for f in record._meta.concrete_fields}
    return {name: v if isinstance(v, int | dict) else str(v) for name, v in values.items()}


@transaction.atomic
def save_member(*, by: Any, member: BodyMember, save: Callable[[], BodyMember]) -> BodyMember:
    """Save a validated term, new or changed, and log it without the name.

    Raises PermissionDenied, and ValidationError for what `problems_of` finds.
    """
    if not may_keep_members(by):
        raise PermissionDenied
    _lock(member.body_id)
    wrong = problems_of(member)
    if wrong:
        raise ValidationError(list(wrong.values()))
    is_new = member.pk is None
    saved = save()
    audit.record(actor=by, subject=saved, event="member_added" if is_new else "member_changed")
    return saved


@transaction.atomic
def end_term(*, by: Any, member: BodyMember, last_day: date) -> BodyMember:
    """End a term, and those of its substitutes, with a day; an earlier end stays.

    Raises PermissionDenied, and ValidationError for a day before the term began.
    """
    if not may_keep_members(by):
        raise PermissionDenied
    _lock(member.body_id)
    found = BodyMember.objects.get(pk=member.pk)
    if last_day < found.from_day:
        raise ValidationError(_("The end lies before the beginning."))
    for each in [found, *found.substitutes.filter(from_day__lte=last_day)]:
        if each.until_day is None or each.until_day > last_day:
            each.until_day = last_day
            each.save(update_fields=["until_day"])
            data = {"until": last_day.isoformat()}
            audit.record(actor=by, subject=each, event="term_ended", data=data)
    return found


@transaction.atomic
def save_rule(*, by: Any, record: R, save: Callable[[], R]) -> R:
    """Save validated rules, a quota or a count, and log what stood there before.

    Raises PermissionDenied.
    """
    if not may_keep_rules(by):
        raise PermissionDenied
    before = type(record).objects.filter(pk=record.pk).first() if record.pk else None
    saved = save()
    data = {"before": _numbers(before) if before else {}, "after": _numbers(saved)}
    audit.record(actor=by, subject=saved, event="rules_saved", data=data)
    return saved
