"""Pages of organisations: the index with filters and map, and one page for each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify


class ActorIndexPage(ContentPage):
    """The list of all actors: filters, search, A to Z, and a map with an equivalent list."""

    subpage_types = ["actors.ActorPage"]
    template = "actors/organisations/actor_index_page.html"

    privacy = classify()

    class Meta:
        verbose_name = _("actor index page")
        verbose_name_plural = _("actor index pages")


class ActorPage(ContentPage):
    """The page of one organisation."""

    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("organisation"),
        help_text=_("Address, opening hours, languages and offers stand in the organisation."),
    )

    privacy = classify(none="organisation")
    parent_page_types = ["actors.ActorIndexPage"]
    subpage_types: list[str] = []
    template = "actors/organisations/actor_page.html"
    override_translatable_fields = [SynchronizedField("organisation", overridable=False)]
    content_panels = [
        *ContentPage.content_panels[:1],
        FieldPanel("organisation"),
        *ContentPage.content_panels[1:],
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.AutocompleteField("search_stems"),
    ]

    class Meta:
        verbose_name = _("actor page")
        verbose_name_plural = _("actor pages")
