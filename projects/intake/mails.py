"""Mails to the person who applied; each has one message and one action."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import OutgoingMail, queue_mail
from portal.templatetags.formats import date_long, datetime_long, euro_short
from projects.cases.models import Case, CaseFile


def _addresses(case: Case) -> list[str]:
    """The account's address, and the contact's where it is another one."""
    both = [case.owner.email, case.contact_email]
    return list(dict.fromkeys(address.lower() for address in both if address))


def _facts(case: Case) -> dict[str, Any]:
    path = reverse("application_done", args=[case.call.code, case.uuid])
    return {
        "number": case.number,
        "title": case.title,
        "call": str(case.call.title),
        "amount": euro_short(case.amount_cents),
        "received": datetime_long(case.submitted_at),
        "next_step": str(case.call.promised_step),
        "decision_on": date_long(case.call.decision_promised_on),
        "url": f"{settings.PORTAL_BASE_URL}{path}",
        "office": settings.OFFICE_EMAIL,
    }


def send_receipt(case: Case, copy: CaseFile) -> OutgoingMail:
    """Confirm that an application arrived, with its copy as a PDF."""
    with translation.override(case.language):
        return queue_mail(
            to=_addresses(case),
            subject=_("We have your application %(number)s") % {"number": case.number},
            template="projects/intake/mail/receipt",
            context=_facts(case),
            reason=_("You get this mail because you applied for money in the portal."),
            attachments=[{"name": copy.name, "stored": copy.file.name or ""}],
            language=case.language,
        )


def send_withdrawn(case: Case) -> OutgoingMail:
    """Confirm that an application was taken back."""
    with translation.override(case.language):
        return queue_mail(
            to=_addresses(case),
            subject=_("You withdrew your application %(number)s") % {"number": case.number},
            template="projects/intake/mail/withdrawn",
            context=_facts(case),
            reason=_("You get this mail because you applied for money in the portal."),
            language=case.language,
        )


def send_infected(case: Case, case_file: CaseFile) -> OutgoingMail:
    """Say that malware was found in a file, that it was deleted, and what to do."""
    with translation.override(case.language):
        path = reverse("application_form", args=[case.call.code, case.uuid])
        facts = _facts(case) if case.number else {"office": settings.OFFICE_EMAIL}
        address = f"{settings.PORTAL_BASE_URL}{path}"
        return queue_mail(
            to=_addresses(case),
            subject=_("We had to delete a file of your application"),
            template="projects/intake/mail/infected",
            context={"url": address, **facts, "file": case_file.name, "title": case.title},
            reason=_("You get this mail because you applied for money in the portal."),
            language=case.language,
        )
