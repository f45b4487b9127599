"""Mail to members about a vote by mail: that there is one and until when, never on what."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from actors.bodies.models_members import BodyMember
from actors.meetings.mails import address_of
from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.sittings.models import DecisionItem, Motion


def tell_mail_vote(item: DecisionItem, motion: Motion, members: Iterable[BodyMember]) -> None:
    """Ask each member with an address for an answer until the day, in the member's language."""
    for member in members:
        address = address_of(member)
        if not address:
            continue
        language = getattr(member.person, "language", "") or "de"
        with translation.override(language):
            path = reverse("my_item", args=[item.item.meeting_id, item.pk])
            context = {
                "body": str(item.item.meeting.body),
                "until": date_long(motion.until),
                "url": f"{settings.PORTAL_BASE_URL}{path}",
                "office": settings.OFFICE_EMAIL,
            }
            queue_mail(
                to=[address],
                subject=_("Vote by mail: %(body)s, answer until %(until)s") % context,
                template="projects/sittings/mail/vote",
                context=context,
                reason=_("You get this mail because you belong to the body."),
                language=language,
            )
