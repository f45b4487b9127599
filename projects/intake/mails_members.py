"""Mails about the people of an application: invitation, joining, handing over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.kernel.mail import OutgoingMail, queue_mail
from portal.templatetags.formats import date_long, datetime_long
from projects.cases.models import Case
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


def _language(user: User, case: Case) -> str:
    """The account's language, else the one in which the application is written."""
    return user.language or case.language


def _facts(case: Case, name: str) -> dict[str, Any]:
    path = reverse(name, args=[case.call.code, case.uuid])
    return {
        "title": case.title,
        "number": case.number,
        "call": str(case.call.title),
        "url": f"{settings.PORTAL_BASE_URL}{path}",
        "office": settings.OFFICE_EMAIL,
    }


def send_joined(member: Membership, case: Case) -> OutgoingMail:
    """Tell the owner that somebody whom they invited works on the application now."""
    language = _language(case.owner, case)
    person = member.user
    assert person is not None
    with translation.override(language):
        facts = _facts(case, "application_members")
        return queue_mail(
            to=[case.owner.email],
            subject=_("%(name)s now works on your application") % {"name": person.name},
            template="projects/intake/mail/joined",
            context={**facts, "name": person.name, "may_edit": member.role == MemberRole.EDIT},
            reason=_("You get this mail because you invited this person to your application."),
            language=language,
        )


def send_now_responsible(case: Case, *, before: User, late_until: datetime | None) -> OutgoingMail:
    """Tell the new owner what is theirs now; `late_until`: a later date that came along."""
    language, is_open = _language(case.owner, case), case.call.is_open
    late = late_until if case.is_draft and not is_open else None
    with translation.override(language):
        facts = _facts(case, "application_form")
        return queue_mail(
            to=[case.owner.email],
            subject=_("You are now responsible for an application"),
            template="projects/intake/mail/now_responsible",
            context={
                **facts,
                "before": before.name,
                "is_draft": case.is_draft,
                "closes": datetime_long(case.call.closes_at) if is_open else "",
                "late_until": datetime_long(late) if late else "",
            },
            reason=_("You get this mail because an application was handed over to you."),
            language=language,
        )


def send_handed_over(case: Case, *, before: User) -> OutgoingMail:
    """Confirm to the former owner that somebody else is responsible now."""
    language = _language(before, case)
    with translation.override(language):
        facts = _facts(case, "application_form")
        return queue_mail(
            to=[before.email],
            subject=_("You handed over an application"),
            template="projects/intake/mail/handed_over",
            context={**facts, "following": case.owner.name},
            reason=_("You get this mail because the application belonged to your account."),
            language=language,
        )
