"""Mails about clarifications: a link, never what was asked or answered."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.correspondence.queries import people_of
from projects.review.mails import tell_step
from projects.review.models_asking import Clarification


def tell_asked(asked: Clarification, *, again: bool = False) -> None:
    """Tell the people of a case that the office has questions, or remind them."""
    case = asked.case
    with translation.override(case.language):
        path = reverse("application_clarify", args=[case.call.code, case.uuid])
        subject = _("We have questions on your application %(number)s: please answer by %(day)s")
        if again:
            subject = _("Reminder: please answer our questions by %(day)s (%(number)s)")
        for person in people_of(case):
            queue_mail(
                to=[person.email],
                subject=subject % {"number": case.number, "day": date_long(asked.due_on)},
                template="projects/review/mail/asked",
                context={
                    "number": case.number,
                    "title": case.title,
                    "due": date_long(asked.due_on),
                    "url": f"{settings.PORTAL_BASE_URL}{path}",
                    "office": settings.OFFICE_EMAIL,
                },
                reason=_("You get this mail because you applied for money in the portal."),
                language=case.language,
            )


def tell_answered(asked: Clarification) -> None:
    """Tell the office that the answers are there, and the people of the case that they came."""
    case, language = asked.case, settings.LANGUAGE_CODE
    case.refresh_from_db(fields=["state"])
    with translation.override(language):
        path = reverse("cases:inspect", args=[case.pk])
        queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=_("Answers on application %(number)s are there") % {"number": case.number},
            template="projects/review/mail/office",
            context={
                "number": case.number,
                "url": f"{settings.PORTAL_BASE_URL}{path}#clarifications",
            },
            reason=_("You get this mail because this is the address of the office."),
            language=language,
        )
    tell_step(case)


def tell_went_on(asked: Clarification) -> None:
    """Tell the people of a case that the office goes on without their answer."""
    asked.case.refresh_from_db(fields=["state"])
    tell_step(asked.case)
