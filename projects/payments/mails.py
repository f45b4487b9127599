"""Mails about money: that it is on its way, and that an account waits or changed."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long, euro
from projects.cases.models import Case
from projects.correspondence.queries import people_of
from projects.payments.models import BankDetails
from projects.payments.models_payments import Disbursement


def tell_paid(payment: Disbursement) -> None:
    """Tell the people of a case that money is on its way."""
    case = payment.case
    with translation.override(case.language):
        day = date_long(payment.executed_on)
        said = {"amount": euro(payment.cents), "day": day}
        text = _("We sent you %(amount)s on %(day)s. It is on your account in a few days.") % said
        _tell(case, _("Money for your application %(number)s"), text)


def ask_to_confirm(details: BankDetails) -> None:
    """Ask the people of a case to confirm an account that the office typed."""
    case = details.case
    with translation.override(case.language):
        text = _(
            "The office entered an account for your application. Money only goes there after you "
            "confirmed it in the portal."
        )
        _tell(case, _("Please confirm the account for %(number)s"), text)


def tell_account_changed(details: BankDetails) -> None:
    """Tell the people of a case that another account counts, in case it was somebody else."""
    case = details.case
    with translation.override(case.language):
        said = {"iban": details.masked}
        text = (
            _(
                "From now on money for your application goes to the account %(iban)s. Was that "
                "not you? Then please call the office at once."
            )
            % said
        )
        _tell(case, _("Another account for your application %(number)s"), text)


def _tell(case: Case, subject: str, text: str) -> None:
    path = reverse("application_done", args=[case.call.code, case.uuid])
    context = {
        "text": text,
        "title": case.title,
        "number": case.number,
        "url": f"{settings.PORTAL_BASE_URL}{path}#payments",
        "office": settings.OFFICE_EMAIL,
    }
    for person in people_of(case):
        queue_mail(
            to=[person.email],
            subject=subject % {"number": case.number},
            template="projects/payments/mail/news",
            context=context,
            reason=_("You get this mail because you applied for money in the portal."),
            language=case.language,
        )
