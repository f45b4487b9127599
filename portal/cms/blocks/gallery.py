"""Several pictures side by side."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructValue
from wagtail.images.blocks import ImageChooserBlock

from portal.cms.blocks.base import PortalBlock
from portal.cms.blocks.image import sample_image


class GalleryBlock(PortalBlock):
    """Pictures with the alternative texts stored in the library."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    images = ListBlock(
        ImageChooserBlock(label=_("picture")), label=_("pictures"), min_num=2, max_num=24
    )

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to 24 pictures; their texts come from the picture library.")
        template = "portal/blocks/gallery.html"

    def get_preview_value(self) -> Any:
        """The same picture a few times."""
        image = sample_image()
        return self.normalize({"title": "Vom Sommerfest", "images": [image] * 3 if image else []})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the pictures, with their sizes read in one query."""
        context = super().get_context(value, parent_context)
        context["images"] = [image for image in value.get("images") or [] if image]
        sizes = Prefetch("renditions", to_attr="prefetched_renditions")
        prefetch_related_objects(context["images"], sizes)
        return context

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Every picture needs a text in the library, or is marked there as decoration."""
        silent = [
            image.title
            for image in value["images"]
            if image and not image.alternative_text and not image.is_decorative
        ]
        if not silent:
            return {}
        return {
            "title": _("These pictures have no alternative text in the library yet: %(titles)s.")
            % {"titles": ", ".join(silent[:5])}
        }
