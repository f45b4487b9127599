"""Mails to the office about recoveries: that something came in, never what it says."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from projects.recoveries.models import Recovery


def tell_office_of_answer(recovery: Recovery) -> None:
    """Tell the office that the carrier answered in the hearing."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("recovery", args=[recovery.pk])
        queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=_("Answer in the hearing: %(number)s") % {"number": recovery.case.number},
            template="projects/recoveries/mail/office",
            context={
                "number": recovery.case.number,
                "url": f"{settings.PORTAL_BASE_URL}{path}",
                "office": settings.OFFICE_EMAIL,
            },
            reason=_("You get this mail because this is the address of the office."),
            language=language,
        )
