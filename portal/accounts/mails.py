"""Mails about what people ask for with their account."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.models_requests import DataExport, Decision, DeletionRequest
from portal.kernel import registry
from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long


def _language(user: User) -> str:
    return user.language or settings.LANGUAGE_CODE


def send_export_ready(export: DataExport) -> None:
    """Say that the copy of one's data is ready, and until when."""
    language = _language(export.user)
    with translation.override(language):
        queue_mail(
            to=[export.user.email],
            subject=_("The copy of your data is ready"),
            template="portal/accounts/mail/export",
            context={
                "until": date_long(export.expires_at),
                "url": f"{settings.PORTAL_BASE_URL}{reverse('my_data')}",
            },
            reason=_("You get this mail because you asked for a copy of your data."),
            language=language,
        )


def confirm_deletion_request(request: DeletionRequest) -> None:
    """Confirm that a request for deletion arrived."""
    language = _language(request.user)
    with translation.override(language):
        queue_mail(
            to=[request.user.email],
            subject=_("We have your request for deletion"),
            template="portal/accounts/mail/deletion",
            context={"office": settings.OFFICE_EMAIL},
            reason=_("You get this mail because you asked us to delete your data."),
            language=language,
        )


def send_deletion_answer(user: User, decision: str, reason: str) -> None:
    """Tell what was decided, what went and what stays; written before the address is forgotten."""
    language = _language(user)
    with translation.override(language):
        subjects = {
            Decision.GRANTED: _("Your data is deleted"),
            Decision.PARTLY: _("Part of your data is deleted"),
            Decision.REFUSED: _("Our answer to your request for deletion"),
        }
        outlook = registry.erasure_outlook(user)
        queue_mail(
            to=[user.email],
            subject=subjects[Decision(decision)],
            template="portal/accounts/mail/deletion_answer",
            context={
                "decision": decision,
                "explanation": reason,
                "goes": outlook.goes,
                "stays": outlook.stays,
                "office": settings.OFFICE_EMAIL,
            },
            reason=_("You get this mail because you asked us to delete your data."),
            language=language,
        )


def tell_office_of_deletion(request: DeletionRequest) -> None:
    """Tell the office that somebody asks to be deleted."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("deletion_requests:inspect", args=[request.pk])
        queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=_("Somebody asks for the deletion of their data"),
            template="portal/accounts/mail/office",
            context={"url": f"{settings.PORTAL_BASE_URL}{path}"},
            reason=_("You get this mail because this is the address of the office."),
            language=language,
        )
