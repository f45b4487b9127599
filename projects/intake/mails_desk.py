"""Mails to somebody who may apply late, or whose application came on paper."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.kernel.mail import OutgoingMail, queue_mail
from portal.templatetags.formats import datetime_long
from projects.intake.models_desk import LatePermission


def _language(permission: LatePermission) -> str:
    """The draft's language, else the account's, else German."""
    if permission.case:
        return permission.case.language
    user = User.objects.filter(email__iexact=permission.email).first()
    return user.language if user and user.language else settings.LANGUAGE_CODE


def _facts(permission: LatePermission) -> dict[str, Any]:
    call, case = permission.call, permission.case
    path = (
        reverse("application_form", args=[call.code, case.uuid])
        if case
        else reverse("application_start", args=[call.code])
    )
    return {
        "call": str(call.title),
        "closed": datetime_long(call.closes_at),
        "until": datetime_long(permission.until),
        "url": f"{settings.PORTAL_BASE_URL}{path}",
        "office": settings.OFFICE_EMAIL,
    }


def send_late_allowed(permission: LatePermission) -> OutgoingMail:
    """Tell the applicant until when the application is still possible."""
    language = _language(permission)
    with translation.override(language):
        facts = _facts(permission)
        return queue_mail(
            to=[permission.email],
            subject=_("You may still send your application until %(until)s") % facts,
            template="projects/intake/mail/late_allowed",
            context=facts,
            reason=_("You get this mail because the office allowed you to apply later."),
            language=language,
        )


def send_late_revoked(permission: LatePermission) -> OutgoingMail:
    """Tell the applicant that the later date does not hold any more."""
    language = _language(permission)
    with translation.override(language):
        facts = _facts(permission)
        return queue_mail(
            to=[permission.email],
            subject=_("The later date for “%(call)s” does not hold any more") % facts,
            template="projects/intake/mail/late_revoked",
            context=facts,
            reason=_("You get this mail because the office had allowed you to apply later."),
            language=language,
        )
