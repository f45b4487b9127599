"""What the office edits about the foot of every page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import register_setting

from portal.cms.fields import LabelsField, QuietStreamField
from portal.kernel.privacy import classify


def link_blocks() -> list[tuple[str, Any]]:
    """The pages that a column or bar links."""
    return [("page", PageChooserBlock(label=_("page")))]


@register_setting(icon="list-ul")
class FooterSettings(BaseSiteSetting):
    """Address and links at the foot of every page, and the links of the bar at the top."""

    name = LabelsField(_("name of the office"), blank=True)
    address = models.TextField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = LabelsField(_("opening hours"), blank=True, long=True)
    portal_links: Any = QuietStreamField(
        link_blocks(), blank=True, verbose_name=_("column “Portal”")
    )
    service_links: Any = QuietStreamField(
        link_blocks(), blank=True, verbose_name=_("bar at the top")
    )

    # The office's own contact, not a person's.
    privacy = classify(none="site name address phone email hours portal_links service_links")

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("hours"),
            ],
            _("Office"),
        ),
        FieldPanel("portal_links"),
        FieldPanel("service_links"),
    ]

    class Meta:
        verbose_name = _("header and footer")

    def office(self) -> dict[str, str]:
        """Name, address, phone, e-mail and opening hours in the active language."""
        return {
            "name": str(self.name),
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "hours": str(self.hours),
        }
