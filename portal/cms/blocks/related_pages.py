"""Pages that belong to the subject."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock
from wagtail.models import Page

from portal.cms.blocks.base import PortalBlock


class RelatedPagesBlock(PortalBlock):
    """Cards of other pages of the portal."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    pages = ListBlock(PageChooserBlock(label=_("page")), label=_("pages"), min_num=1, max_num=9)

    class Meta:
        icon = "link"
        label = _("Related pages")
        description = _("Up to nine pages that continue the subject.")
        template = "portal/blocks/related_pages.html"

    def get_preview_value(self) -> Any:
        """The first pages of the site."""
        pages = list(Page.objects.live().filter(depth__gte=2).order_by("path")[:3])
        return self.normalize({"title": "Das könnte Sie auch interessieren", "pages": pages})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds a card for each page that visitors can see; two queries for all of them."""
        context = super().get_context(value, parent_context)
        ids = [page.pk for page in value.get("pages") or [] if page]
        found = {
            page.pk: page for page in Page.objects.filter(pk__in=ids).live().public().specific()
        }
        context["cards"] = [
            {
                "title": page.title,
                "url": page.url,
                "text": getattr(page, "summary", ""),
                "is_demo": getattr(page, "is_demo", False),
            }
            for page in (found[pk] for pk in ids if pk in found)
        ]
        return context
