"""Pages of news: the list with its feeds, and one page for each piece of news."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from portal.cms.pages import BasePage, ContentPage
from portal.kernel import clock
from portal.kernel.privacy import classify


class NewsIndexPage(RoutablePageMixin, BasePage):
    """All news by year, with an RSS and an Atom feed."""

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @path("", name="list")
    def as_list(self, request: HttpRequest) -> HttpResponse:
        """The news, newest first."""
        from home.news.views import news_list

        return news_list(request, self)

    @path("rss/", name="rss")
    def as_rss(self, request: HttpRequest) -> HttpResponse:
        """The newest news as RSS 2.0."""
        from home.news.views import news_feed

        return news_feed(request, self, "rss")

    @path("atom/", name="atom")
    def as_atom(self, request: HttpRequest) -> HttpResponse:
        """The newest news as Atom (RFC 4287)."""
        from home.news.views import news_feed

        return news_feed(request, self, "atom")


class NewsPage(ContentPage):
    """One piece of news; it is signed by a function, never by a person's name."""

    template = "home/news/news_page.html"

    date = models.DateField(_("date"), default=clock.today, db_index=True)
    author = models.CharField(
        _("written by"),
        max_length=120,
        blank=True,
        help_text=_("A function or office, for example: Stadtteilbüro. No names of persons."),
    )
    theme = models.ForeignKey(
        "actors.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )

    privacy = classify(none="date author theme")

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date", heading=_("Published on")), FieldPanel("theme")]),
        FieldPanel("author"),
        FieldPanel("body"),
    ]
    search_fields = [*ContentPage.search_fields, index.FilterField("date")]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list it belongs to, its neighbours in time and its structured data."""
        from home.news.views import news_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **news_context(request, self)}
