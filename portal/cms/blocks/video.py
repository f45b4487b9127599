"""A film: from elsewhere only after two clicks, an own file natively."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from portal.cms.blocks.base import PortalBlock, short_text, web_address

PLAYABLE = {"mp4": "video/mp4", "webm": "video/webm"}


class VideoBlock(PortalBlock):
    """A film with its words as text.

    A foreign player never stands in the page: the first click says who the provider is,
    the second opens it there. So nothing is sent to anybody before (§ 25 TDDDG).
    """

    title = CharBlock(label=_("title"), max_length=150)
    url = web_address(label=_("web address of the film"), required=False)
    file = DocumentChooserBlock(
        label=_("or an own file"), required=False, help_text=_("MP4 or WebM.")
    )
    poster = ImageChooserBlock(label=_("still picture"), required=False)
    length = CharBlock(
        label=_("length"), required=False, max_length=30, help_text=_("For example: 3 minutes.")
    )
    transcript = short_text(
        label=_("what is said and shown"),
        required=False,
        help_text=_("For people who cannot hear or see the film."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film; one from elsewhere is opened there, after a remark.")
        template = "portal/blocks/video.html"
        preview_value = {
            "title": "So stellen Sie einen Antrag",
            "url": "https://video.example.org/antrag",
            "file": None,
            "poster": None,
            "length": "3 Minuten",
            "transcript": "<p>Zuerst schreiben Sie Ihre Idee auf.</p>",
        }

    def problems(self, value: StructValue) -> dict[str, Any]:
        """One film, a playable one, with its words."""
        file = value["file"]
        if bool(value["url"]) == bool(file):
            return {"url": _("Please give either a web address or an own file.")}
        if file and file.file_extension not in PLAYABLE:
            return {"file": _("This file is no film that browsers play: MP4 or WebM.")}
        if not str(value["transcript"] or "").strip():
            return {"transcript": _("Please write down what the film says and shows.")}
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the provider's name and the type of an own file."""
        context = super().get_context(value, parent_context)
        file = value.get("file")
        context["provider"] = urlsplit(value.get("url") or "").hostname or ""
        context["mime"] = PLAYABLE.get(file.file_extension, "") if file else ""
        return context
