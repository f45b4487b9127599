"""The page of an office."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from actors.organisations.contacts import hours_lines
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

    def search_text(self) -> str:
        """The words of the page and of the office in every language."""
        office = self.office
        texts = [*office.labels.values(), *office.tasks.values(), *office.case_role.values()]
        return " ".join([super().search_text(), *texts])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The office and how to reach it."""
        office = self.office
        return {
            **super().get_context(request, *args, **kwargs),
            "office": office,
            "hours": hours_lines(office.opening_hours),
            "reachable": bool(office.phone or office.email or office.address),
        }
