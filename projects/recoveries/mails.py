"""Mails about money to be paid back: that something is there and until when, never why."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.correspondence.queries import people_of
from projects.recoveries.dues import Due
from projects.recoveries.models import Recovery

HEARING = gettext_noop("Please answer by %(day)s: your application %(number)s")
HEARING_TEXT = gettext_noop(
    "we are thinking about claiming money back for your project “%(title)s”. Nothing is decided. "
    "Please tell us by %(day)s what you think. The page says why, and how you can answer."
)
DROPPED = gettext_noop("Your application %(number)s: you have to pay nothing back")
DROPPED_TEXT = gettext_noop(
    "we asked you about money for your project “%(title)s”. We looked at it again: you have to pay "
    "nothing back."
)
PLAN = gettext_noop("Your application %(number)s: you may pay in instalments")
PLAN_TEXT = gettext_noop(
    "you may pay the money for your project “%(title)s” back in instalments. The page shows when "
    "and how much."
)
SOON = gettext_noop("Reminder: a payment is due on %(day)s")
SOON_TEXT = gettext_noop(
    "for your project “%(title)s” a payment is due on %(day)s. The page shows how much."
)
LATE = gettext_noop("Your payment of %(day)s is missing")
LATE_TEXT = gettext_noop(
    "for your project “%(title)s” a payment was due on %(day)s, and it has not come in. If you "
    "cannot pay, please talk to us: instalments are possible."
)


def tell_hearing(recovery: Recovery) -> None:
    """Tell the people of a case that a hearing waits for their answer, and until when."""
    _tell(recovery, HEARING, HEARING_TEXT, recovery.hearing_until)


def tell_dropped(recovery: Recovery) -> None:
    """Tell the people of a case that nothing is claimed back."""
    _tell(recovery, DROPPED, DROPPED_TEXT)


def tell_plan(recovery: Recovery) -> None:
    """Tell the people of a case that they may pay in instalments."""
    _tell(recovery, PLAN, PLAN_TEXT)


def tell_due(recovery: Recovery, due: Due, *, is_late: bool) -> None:
    """Remind the people of a case of a payment."""
    if is_late:
        _tell(recovery, LATE, LATE_TEXT, due.day)
    else:
        _tell(recovery, SOON, SOON_TEXT, due.day)


def _tell(recovery: Recovery, subject: str, text: str, day: date | None = None) -> None:
    case = recovery.case
    with translation.override(case.language):
        path = reverse("application_done", args=[case.call.code, case.uuid])
        values = {
            "number": case.number,
            "title": case.title,
            "day": date_long(day),
        }
        context = {
            "text": _(text) % values,
            "url": f"{settings.PORTAL_BASE_URL}{path}#recovery",
            "office": settings.OFFICE_EMAIL,
        }
        for person in people_of(case):
            queue_mail(
                to=[person.email],
                subject=_(subject) % values,
                template="projects/recoveries/mail/claim",
                context=context,
                reason=_("You get this mail because you applied for money in the portal."),
                language=case.language,
            )
