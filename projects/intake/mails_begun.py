"""The mail that says how to go on with a draft, from any device."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import OutgoingMail, queue_mail
from portal.templatetags.formats import datetime_long
from projects.cases.models import Case


def send_begun(case: Case) -> OutgoingMail:
    """Tell the person who began a draft its address; sent once, when the draft is made.

    The address alone shows nothing: whoever opens it signs in with a mailed code first.
    """
    with translation.override(case.language):
        path = reverse("application_form", args=[case.call.code, case.uuid])
        return queue_mail(
            to=[case.owner.email],
            subject=_("Your draft: how to go on"),
            template="projects/intake/mail/begun",
            context={
                "call": str(case.call.title),
                "closes": datetime_long(case.call.closes_at),
                "url": f"{settings.PORTAL_BASE_URL}{path}",
                "office": settings.OFFICE_EMAIL,
            },
            reason=_("You get this mail once because you began an application in the portal."),
            language=case.language,
        )
