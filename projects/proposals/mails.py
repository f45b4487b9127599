"""Mails about project pages to the people of a case: what happens and a link."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from projects.cases.models import Case
from projects.correspondence.queries import people_of


def tell_taken_over(case: Case) -> None:
    """Tell the people of a case that the office makes a page of their proposal."""
    with translation.override(case.language):
        named = {"number": case.number, "title": case.title}
        lines = [
            _("thank you for your proposal. We are making a page of “%(title)s” for the portal.")
            % named,
            _(
                "You can take back the consent to a photo at any time: the photo then disappears "
                "from the page at once."
            ),
        ]
        path = reverse("application_showcase", args=[case.call.code, case.uuid])
        context = {
            "lines": lines,
            "url": f"{settings.PORTAL_BASE_URL}{path}",
            "office": settings.OFFICE_EMAIL,
        }
        for person in people_of(case):
            queue_mail(
                to=[person.email],
                subject=_("We are making the page of your project (%(number)s)") % named,
                template="projects/proof/mail/people",
                context=context,
                reason=_("You get this mail because you applied for money in the portal."),
                language=case.language,
            )
