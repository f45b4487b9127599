"""Pages of organisations: the index with filters and map, and one page for each."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from actors.organisations.listing import actor_context, index_context
from actors.organisations.queries import folded, search_words
from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify
from portal.kernel.stems import stems


class ActorIndexPage(ContentPage):
    """The list of all actors: filters, search, A to Z, and a map with an equivalent list."""

    subpage_types = ["actors.ActorPage"]
    template = "actors/organisations/actor_index_page.html"

    privacy = classify()

    class Meta:
        verbose_name = _("actor index page")
        verbose_name_plural = _("actor index pages")

    def actors(self) -> PageQuerySet:
        """The actor pages that everybody may see, in the language of this index."""
        return ActorPage.objects.child_of(self).live().public()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Filters, alphabet, map and one page of the list."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **index_context(self, self.actors, request)}


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
        index.AutocompleteField("search_beginnings"),
    ]

    class Meta:
        verbose_name = _("actor page")
        verbose_name_plural = _("actor pages")

    def search_text(self) -> str:
        """The words of the page and of the organisation in every language."""
        return f"{super().search_text()} {search_words(self.organisation)}"

    def search_beginnings(self) -> str:
        """Stems and whole words: a stem may be shorter or longer than that of another form."""
        text = self.search_text()
        return f"{stems(text)} {folded(text)}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Opening hours, offers, map and structured data of the organisation."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **actor_context(self, request)}
