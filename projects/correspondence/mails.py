"""Mails that say that a message is there: with a link, never with what it says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.correspondence.models import Message
from projects.correspondence.queries import people_of


def _facts(message: Message, path: str) -> dict[str, Any]:
    return {
        "number": message.case.number,
        "due": date_long(message.due_on),
        "url": f"{settings.PORTAL_BASE_URL}{path}",
        "office": settings.OFFICE_EMAIL,
        "office_name": settings.OFFICE_NAME,
    }


def tell_applicants(message: Message) -> None:
    """Tell the people of a case that the office wrote or asked for something."""
    case = message.case
    with translation.override(case.language):
        path = reverse("application_done", args=[case.call.code, case.uuid])
        subject = _("New message about your application %(number)s")
        if message.is_request:
            subject = _("Please answer by %(day)s: your application %(number)s")
        for person in people_of(case):
            queue_mail(
                to=[person.email],
                subject=subject % {"number": case.number, "day": date_long(message.due_on)},
                template="projects/correspondence/mail/to_applicant",
                context=_facts(message, f"{path}#messages"),
                reason=_("You get this mail because you applied for money in the portal."),
                language=case.language,
            )


def tell_office(message: Message) -> None:
    """Tell the office that an applicant wrote."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("cases:inspect", args=[message.case_id])
        queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=_("New message on application %(number)s") % {"number": message.case.number},
            template="projects/correspondence/mail/office",
            context=_facts(message, f"{path}#messages"),
            reason=_("You get this mail because this is the address of the office."),
            language=language,
        )
