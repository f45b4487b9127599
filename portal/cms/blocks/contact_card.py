"""Whom to ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, EmailBlock, RegexBlock, StructBlock, StructValue, TextBlock

from portal.cms.blocks.base import PortalBlock
from portal.cms.blocks.contact_sources import Contact, ContactSourceBlock, contact_of

FREE_FIELDS = ("name", "function", "phone", "email", "address", "hours")


class FreeContactBlock(StructBlock):
    """A contact written by hand: functions and offices, no private persons."""

    name = CharBlock(label=_("name"), required=False, max_length=120)
    function = CharBlock(label=_("function"), required=False, max_length=150)
    phone = RegexBlock(
        label=_("phone"),
        regex=r"^\+?[0-9 ()/\-]{4,30}$",
        required=False,
        error_messages={"invalid": _("Please write the number with digits and spaces.")},
    )
    email = EmailBlock(label=_("e-mail"), required=False)
    address = TextBlock(label=_("address"), required=False, max_length=250, rows=2)
    hours = TextBlock(label=_("opening hours"), required=False, max_length=250, rows=2)

    class Meta:
        icon = "edit"
        label = _("or written by hand")


class ContactCardBlock(PortalBlock):
    """An office, an actor of the network, or a contact written by hand."""

    office = ContactSourceBlock("office", label=_("office"))
    actor = ContactSourceBlock("actor", label=_("or an organisation of the network"))
    free = FreeContactBlock()

    class Meta:
        icon = "mail"
        label = _("Contact card")
        description = _("Phone, e-mail, address and hours of an office or organisation.")
        template = "portal/blocks/contact_card.html"
        preview_value = {
            "office": None,
            "actor": None,
            "free": {
                "name": "Stadtteilbüro (Beispiel)",
                "function": "Erste Anlaufstelle im Norden",
                "phone": "02381 000000",
                "email": "stadtteilbuero@example.org",
                "address": "Sorauer Straße 14\n59065 Hamm",
                "hours": "Dienstag 9 bis 12 Uhr",
            },
        }

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Exactly one contact; a hand-written one has a name and a way to reach it."""
        free = value["free"]
        written = any(free[name] for name in FREE_FIELDS)
        if sum([value["office"] is not None, value["actor"] is not None, written]) != 1:
            return {"office": _("Please choose one contact: a record, or one written by hand.")}
        reachable = free["phone"] or free["email"] or free["address"]
        if written and not (free["name"] and reachable):
            return {"free": _("A contact needs a name and a phone number, e-mail or address.")}
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the contact to show, or None."""
        context = super().get_context(value, parent_context)
        context["contact"] = contact(value)
        return context


def contact(value: Any) -> Contact | None:
    """The contact that a block's value names."""
    for source in ("office", "actor"):
        if value.get(source) is not None:
            return contact_of(source, value[source])
    free = value.get("free") or {}
    written: dict[str, Any] = {name: str(free.get(name) or "") for name in FREE_FIELDS}
    return Contact(**written) if any(written.values()) else None
