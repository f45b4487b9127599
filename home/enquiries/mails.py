"""Mails about a message to the office: to the office, and a confirmation to the sender."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from home.enquiries.models import Enquiry
from portal.kernel.mail import OutgoingMail, queue_mail
from portal.templatetags.formats import datetime_long


def _facts(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "number": enquiry.number,
        "kind": str(enquiry.get_kind_display()),
        "name": enquiry.name,
        "email": enquiry.email,
        "phone": enquiry.phone,
        "message": enquiry.message,
        "page_address": enquiry.page_address,
        "received": datetime_long(enquiry.created_at),
    }


def send_to_office(enquiry: Enquiry) -> OutgoingMail:
    """Tell the office what was written, with the way to the list."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        address = reverse("enquiries:inspect", args=[enquiry.pk])
        return queue_mail(
            to=[settings.OFFICE_EMAIL],
            subject=_("New message %(number)s: %(kind)s")
            % {"number": enquiry.number, "kind": enquiry.get_kind_display()},
            template="home/enquiries/mail/office",
            context={**_facts(enquiry), "url": f"{settings.PORTAL_BASE_URL}{address}"},
            reason=_("You get this mail because this is the address of the office."),
            language=language,
        )


def send_confirmation(enquiry: Enquiry) -> OutgoingMail:
    """Confirm to the sender that the message arrived (without its text: no relay for spam)."""
    with translation.override(enquiry.language):
        return queue_mail(
            to=[enquiry.email],
            subject=_("We have your message %(number)s") % {"number": enquiry.number},
            template="home/enquiries/mail/confirmation",
            context={**_facts(enquiry), "office": settings.OFFICE_EMAIL},
            reason=_("You get this mail because somebody wrote to us with this address."),
            language=enquiry.language,
        )
