"""Mails about notices: that one is there and where, never what it says."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.correspondence.queries import people_of
from projects.decision.models_notices import Notice
from projects.decision.queries import Course


def tell_notice(notice: Notice, course: Course) -> None:
    """Tell the people of a case that a notice lies ready in the portal, or comes by post."""
    case = notice.case
    with translation.override(case.language):
        path = reverse("application_done", args=[case.call.code, case.uuid])
        context = {
            "number": case.number,
            "title": case.title,
            "until": date_long(course.retrieve_until) if course.retrieve_until else "",
            "url": f"{settings.PORTAL_BASE_URL}{path}#notices",
            "office": settings.OFFICE_EMAIL,
        }
        subject = _("A letter about your application %(number)s") % context
        for person in people_of(case):
            queue_mail(
                to=[person.email],
                subject=subject,
                template="projects/decision/mail/notice",
                context=context,
                reason=_("You get this mail because you applied for money in the portal."),
                language=case.language,
            )
