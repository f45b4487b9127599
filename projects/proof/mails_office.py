"""Mails about the proof to the coordination: what happened and a link."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.cases.models import Case
from projects.proof.models_proof import Extension


def tell_office_handed_in(case: Case) -> None:
    """Tell the coordination that a proof is there."""
    with translation.override(settings.LANGUAGE_CODE):
        _tell_office(case, _("Proof of use handed in: %(number)s") % {"number": case.number})


def tell_extension_asked(extension: Extension) -> None:
    """Tell the coordination that a carrier asks for more time."""
    case = extension.case
    with translation.override(settings.LANGUAGE_CODE):
        named = {"number": case.number, "day": date_long(extension.until)}
        _tell_office(case, _("More time for the proof until %(day)s asked for: %(number)s") % named)


def _tell_office(case: Case, subject: str) -> None:
    path = reverse("cases:inspect", args=[case.pk])
    queue_mail(
        to=[settings.OFFICE_EMAIL],
        subject=subject,
        template="projects/proof/mail/office",
        context={"said": subject, "url": f"{settings.PORTAL_BASE_URL}{path}#proof"},
        reason=_("You get this mail because this is the address of the office."),
        language=settings.LANGUAGE_CODE,
    )
