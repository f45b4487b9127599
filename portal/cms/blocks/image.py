"""A picture with alternative text, or explicitly a decoration."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StructValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from portal.cms.blocks.base import PortalBlock


def sample_image() -> Any | None:
    """A picture of the library for previews; None while it is empty."""
    shown = {"withheld_at__isnull": True, "collection__depth": 1}
    return get_image_model().objects.filter(**shown).order_by("pk").first()


class ImageBlock(PortalBlock):
    """A picture. Alternative text: as written here, else that of the picture itself."""

    image = ImageChooserBlock(label=_("picture"))
    alt = CharBlock(
        label=_("alternative text"),
        required=False,
        max_length=250,
        help_text=_(
            "What the picture shows, for people who cannot see it. "
            "Leave it empty to use the text stored with the picture."
        ),
    )
    decorative = BooleanBlock(
        label=_("decoration only"),
        required=False,
        help_text=_("The picture says nothing that is not in the text."),
    )
    caption = CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with caption and credit.")
        template = "portal/blocks/image.html"

    def get_preview_value(self) -> Any:
        """A picture of the library."""
        text = {"alt": "Menschen am Kanal", "caption": "Der Garten im ersten Sommer"}
        return self.normalize({"image": sample_image(), "decorative": False, **text})

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Alternative text or decoration, never both and never neither."""
        stored = value["image"].alternative_text
        if value["decorative"] and value["alt"]:
            return {"alt": _("A decoration has no alternative text. Please choose one of both.")}
        if not (value["decorative"] or value["alt"] or stored or value["image"].is_decorative):
            return {"alt": _("Please describe the picture, or say that it is decoration only.")}
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the alternative text that holds."""
        context = super().get_context(value, parent_context)
        stored = getattr(value.get("image"), "alternative_text", "")
        context["alt"] = "" if value.get("decorative") else value.get("alt") or stored
        return context
