"""Mails that say that a message is there: with a link, never with what it says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long, datetime_long
from projects.cases.models import Case
from projects.correspondence.models import Message
from projects.correspondence.queries import people_of
from projects.correspondence.reminders import stop_token


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


def send_reminder(case: Case, person: User) -> None:
    """Remind somebody of an unfinished draft, with the way to stop it (RFC 8058)."""
    with translation.override(case.language):
        form = reverse("application_form", args=[case.call.code, case.uuid])
        stop = reverse("reminders_stop", args=[stop_token(person, case)])
        stop_url = f"{settings.PORTAL_BASE_URL}{stop}"
        closes = datetime_long(case.call.closes_at)
        queue_mail(
            to=[person.email],
            subject=_("Your application is not sent yet: the call closes on %(day)s")
            % {"day": date_long(case.call.closes_at)},
            template="projects/correspondence/mail/reminder",
            context={
                "title": case.title or _("Draft without a title"),
                "call": str(case.call.title),
                "closes": closes,
                "url": f"{settings.PORTAL_BASE_URL}{form}",
                "stop_url": stop_url,
                "office": settings.OFFICE_EMAIL,
            },
            reason=_("You get this mail because you began an application and did not send it."),
            headers={
                "List-Unsubscribe": f"<{stop_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            language=case.language,
        )
