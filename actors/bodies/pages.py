"""The page of a body."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify


class BodyPage(ContentPage):
    """What a body is there for, how often it meets and who may come."""

    # `body` is the content of every page, so the record has the German term's name.
    gremium = models.ForeignKey(
        "actors.Body",
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("body"),
    )

    privacy = classify(none="gremium")
    subpage_types: list[str] = []
    template = "actors/bodies/body_page.html"
    override_translatable_fields = [SynchronizedField("gremium", overridable=False)]
    content_panels = [
        *ContentPage.content_panels[:1],
        FieldPanel("gremium"),
        *ContentPage.content_panels[1:],
    ]

    class Meta:
        verbose_name = _("body page")
        verbose_name_plural = _("body pages")
