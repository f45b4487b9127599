"""Offices as contact cards in the body of a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actors.offices.models import Office
from actors.organisations.contacts import hours_lines
from portal.cms.blocks.contact_sources import Contact


def office_contact(office: Office) -> Contact:
    """The card of an office, with the way to its page."""
    page = office.pages.filter(live=True, alias_of=None).order_by("pk").first()
    return Contact(
        name=str(office.labels),
        phone=office.phone,
        email=office.email,
        address=office.address,
        hours=hours_lines(office.opening_hours),
        url=(page.localized.url or "") if page else "",
        label=_("More about this office") if page else "",
        is_demo=office.is_demo,
    )
