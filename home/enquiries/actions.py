"""Writes on messages to the office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.enquiries.lifecycle import ANSWERED, LIFECYCLE
from home.enquiries.mails import send_confirmation, send_to_office
from home.enquiries.models import RETENTION_DAYS, Enquiry
from home.enquiries.permissions import may_answer_enquiry
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.numbers import next_number
from portal.kernel.registry import Erasure, Outlook

SERIES = "NACHRICHT"
MOST_AN_HOUR = 5


@transaction.atomic
def send_enquiry(
    *,
    kind: str,
    email: str,
    message: str,
    language: str,
    name: str = "",
    phone: str = "",
    page_address: str = "",
) -> Enquiry:
    """Take a message to the office: anybody may write; both sides get a mail.

    Raises NotAllowed (`often`) after five messages of one address within an hour, so that
    nobody floods a stranger with confirmations.
    """
    since = clock.now() - timedelta(hours=1)
    if Enquiry.objects.filter(email__iexact=email, created_at__gt=since).count() >= MOST_AN_HOUR:
        raise NotAllowed("often")
    enquiry = Enquiry.objects.create(
        number=next_number(SERIES, clock.today().year),
        kind=kind,
        name=name,
        email=email,
        phone=phone,
        message=message,
        page_address=page_address,
        language=language,
    )
    audit.record(actor=None, subject=enquiry, event="received")
    send_to_office(enquiry)
    send_confirmation(enquiry)
    return enquiry


def answer_enquiry(*, enquiry: Enquiry, by: Any, reason: str = "") -> Enquiry:
    """Note that a message is answered; raises PermissionDenied, NotAllowed."""
    return _move(enquiry, by, "answer", reason)


def reopen_enquiry(*, enquiry: Enquiry, by: Any, reason: str) -> Enquiry:
    """Open an answered message again; raises PermissionDenied, NotAllowed (`reason`, `state`)."""
    return _move(enquiry, by, "reopen", reason)


@transaction.atomic
def _move(enquiry: Enquiry, by: Any, event: str, reason: str) -> Enquiry:
    locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if not may_answer_enquiry(by, locked):
        raise PermissionDenied
    locked.state = LIFECYCLE.check(locked, locked.state, event, reason)
    answered = locked.state == ANSWERED
    locked.answered_at = clock.now() if answered else None
    locked.answered_by = by if answered else None
    locked.save(update_fields=["state", "answered_at", "answered_by"])
    audit.record(actor=by, subject=locked, event=event, reason=reason)
    return locked


@transaction.atomic
def forget_old_enquiries() -> int:
    """Delete messages answered more than a year ago; returns how many."""
    before = clock.now() - timedelta(days=RETENTION_DAYS)
    deleted, _per_model = Enquiry.objects.filter(state=ANSWERED, answered_at__lt=before).delete()
    return deleted


def _outlook(user: Any) -> Outlook:
    theirs = Enquiry.objects.filter(email__iexact=user.email)
    count = theirs.count()
    if not count:
        return Outlook()
    text = ngettext("%(count)s message to the office", "%(count)s messages to the office", count)
    waits = theirs.exclude(state=ANSWERED).exists()
    warning = _("A message to the office is not answered yet; it goes as well.")
    return Outlook((text % {"count": count},), (), (warning,) if waits else ())


def _forget_whole(by: Any, user: Any, whole: bool) -> None:
    if whole:
        Enquiry.objects.filter(email__iexact=user.email).delete()


ERASURE = Erasure(_outlook, _forget_whole)
"""Messages to the office go with the account of the same address."""
