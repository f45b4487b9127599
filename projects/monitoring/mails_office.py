"""Mails about running projects to the coordination: what happened and a link."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from projects.monitoring.models_notes import InterimNote


def tell_office_help(note: InterimNote) -> None:
    """Tell the office that a carrier needs help."""
    case = note.case
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("case_monitoring", args=[case.pk])
        said = _("A running project needs help: %(number)s") % {"number": case.number}
        queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=said,
            template="projects/monitoring/mail/office",
            context={"said": said, "url": f"{settings.PORTAL_BASE_URL}{path}"},
            reason=_("You get this mail because this is the address of the office."),
            language=settings.LANGUAGE_CODE,
        )
