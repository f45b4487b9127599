"""Mails about the steps of a case: what it means in plain words and a link, never details."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from projects.cases.models import Case
from projects.correspondence.queries import people_of
from projects.correspondence.telling import next_step


def tell_step(case: Case) -> None:
    """Tell the people of a case, in their language, where it stands now and what comes next."""
    with translation.override(case.language):
        path = reverse("application_done", args=[case.call.code, case.uuid])
        coming = next_step(case)
        context: dict[str, Any] = {
            "number": case.number,
            "title": case.title,
            "status": case.public_status,
            "next": coming.text,
            "by": coming.by,
            "is_rejected": case.state == "rejected_formally",
            "url": f"{settings.PORTAL_BASE_URL}{path}",
            "office": settings.OFFICE_EMAIL,
        }
        subject = _("Your application %(number)s: %(status)s") % {
            "number": case.number,
            "status": case.public_status,
        }
        for person in people_of(case):
            queue_mail(
                to=[person.email],
                subject=subject,
                template="projects/review/mail/step",
                context=context,
                reason=_("You get this mail because you applied for money in the portal."),
                language=case.language,
            )
