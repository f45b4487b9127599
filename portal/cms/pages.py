"""The abstract bases of every page: summary, picture, review date, search by stems."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from portal.cms.access import restrictions_above
from portal.cms.blocks import BodyBlock
from portal.cms.fields import QuietStreamField
from portal.kernel.privacy import classify
from portal.kernel.stems import stems


class BasePage(Page):
    """What every page has besides its title."""

    summary = models.TextField(
        _("summary"),
        max_length=320,
        blank=True,
        help_text=_("One or two plain sentences: shown in lists, search results and previews."),
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    review_on = models.DateField(
        _("review on"),
        null=True,
        blank=True,
        help_text=_("From this day the page appears under “outdated” on the start page."),
    )
    is_demo = models.BooleanField(
        _("example content"),
        default=False,
        help_text=_("Shows a mark that this content is invented."),
    )

    privacy = classify(none="summary picture review_on is_demo")

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
    ]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("review_on"), FieldPanel("is_demo")], _("Care")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("search_stems", boost=2),
        index.FilterField("is_demo"),
    ]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a page further down in two queries; Wagtail's own way asks twice for every level."""
        if len(path_components) > 1:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            below = self.get_descendants().filter(url_path=address).first()
            if below is not None:
                return below.specific.route(request, [])
        return super().route(request, path_components)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """What closes this page or one above, an alias counting as its source (as in Wagtail)."""
        found = restrictions_above(self.path)
        restrictions = PageViewRestriction.objects
        return restrictions.filter(pk__in=found) if found else restrictions.none()

    def search_text(self) -> str:
        """All words of the page that a search should find; subclasses add theirs."""
        return f"{self.title} {self.summary}"

    def search_stems(self) -> str:
        """The stems of the page's words, for the search index."""
        return stems(self.search_text())


class ContentPage(BasePage):
    """A page with a body of blocks."""

    body: Any = QuietStreamField(BodyBlock(), blank=True, verbose_name=_("content"))

    privacy = classify(none="body")

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def search_text(self) -> str:
        """Title, summary and the words of all blocks."""
        words = " ".join(self.body.stream_block.get_searchable_content(self.body))
        return f"{super().search_text()} {strip_tags(words)}"
