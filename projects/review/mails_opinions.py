"""Mails about expert opinions: a link, never what is asked or said."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.review.models_opinions import OpinionRequest
from projects.review.queries_opinions import people_of_office


def tell_office_asked(request: OpinionRequest, *, again: bool = False) -> None:
    """Tell the people of an office that their opinion is asked for, or remind them."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        named = {"number": request.case.number, "day": date_long(request.due_on)}
        subject = _("Opinion asked for by %(day)s: application %(number)s")
        if again:
            subject = _("Reminder: opinion asked for by %(day)s, application %(number)s")
        for person in people_of_office(request.office):
            queue_mail(
                to=[person.email],
                subject=subject % named,
                template="projects/review/mail/office_asked",
                context={
                    **named,
                    "office_name": str(request.office),
                    "url": f"{settings.PORTAL_BASE_URL}{reverse('opinion', args=[request.pk])}",
                },
                reason=_("You get this mail because you speak for this office in the portal."),
                language=language,
            )


def tell_opinion_given(request: OpinionRequest) -> None:
    """Tell the coordination that an opinion is there."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("cases:inspect", args=[request.case_id])
        queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=_("Opinion on application %(number)s is there")
            % {"number": request.case.number},
            template="projects/review/mail/office_given",
            context={
                "number": request.case.number,
                "office_name": str(request.office),
                "url": f"{settings.PORTAL_BASE_URL}{path}#opinions",
            },
            reason=_("You get this mail because this is the address of the office."),
            language=language,
        )
