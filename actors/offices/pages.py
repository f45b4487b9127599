"""The page of an office."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify


class OfficePage(ContentPage):
    """What an office is there for and what it does in a grant case."""

    office = models.ForeignKey(
        "actors.Office",
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("office"),
    )

    privacy = classify(none="office")
    subpage_types: list[str] = []
    template = "actors/offices/office_page.html"
    override_translatable_fields = [SynchronizedField("office", overridable=False)]
    content_panels = [
        *ContentPage.content_panels[:1],
        FieldPanel("office"),
        *ContentPage.content_panels[1:],
    ]

    class Meta:
        verbose_name = _("office page")
        verbose_name_plural = _("office pages")
