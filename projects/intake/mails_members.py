"""The mail that invites somebody to work on an application."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import OutgoingMail, queue_mail
from portal.templatetags.formats import date_long
from projects.cases.models_members import MemberRole, Membership


def send_invitation(invitation: Membership, token: str, language: str) -> OutgoingMail:
    """Invite somebody in the language of the inviter; the mail holds nothing of the application.

    The address shows nothing by itself: whoever opens it signs in with a mailed code first.
    """
    with translation.override(language):
        path = reverse("member_invitation", args=[token])
        return queue_mail(
            to=[invitation.email],
            subject=_("Invitation to work on an application"),
            template="projects/intake/mail/invitation",
            context={
                "inviter": invitation.invited_by.name,
                "may_edit": invitation.role == MemberRole.EDIT,
                "until": date_long(invitation.expires_at),
                "url": f"{settings.PORTAL_BASE_URL}{path}",
                "office": settings.OFFICE_EMAIL,
            },
            reason=_("You get this mail once because somebody entered your address in the portal."),
            language=language,
        )
