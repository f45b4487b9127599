"""Organisations as contact cards in the body of a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actors.organisations.models import Organisation
from actors.organisations.wording import now_line, week_lines
from portal.cms.blocks.contact_sources import Contact


def hours_lines(text: str) -> str:
    """Opening hours for a card: whether it is open now, then the coming week."""
    now = now_line(text)
    if now is None:
        return ""
    week = [f"{line.day}: {line.hours}" for line in week_lines(text) if line.hours != _("closed")]
    return "\n".join([now.text, *week])


def organisation_contact(organisation: Organisation) -> Contact:
    """The card of an organisation, with the way to its page."""
    page = organisation.pages.filter(live=True, alias_of=None).order_by("pk").first()
    return Contact(
        name=organisation.name,
        phone=organisation.phone,
        email=organisation.email,
        address=organisation.address,
        hours=hours_lines(organisation.opening_hours),
        url=(page.localized.url or "") if page else "",
        label=_("More about this organisation") if page else "",
        is_demo=organisation.is_demo,
    )
