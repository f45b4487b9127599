"""Pictures in templates: with sizes to choose from, and gone without a trace when withheld."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.forms.utils import flatatt
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import SourceImageIOError

from portal.kernel import registry

register = template.Library()

SIZES = "(min-width: 62rem) 45rem, 100vw"


@register.simple_tag(takes_context=True)
def visible(context: Context, image: Any) -> Any | None:
    """The picture, if this reader may see it; else None."""
    if not image or image.is_withheld:
        return None
    if image.is_public:
        return image
    request = context.get("request")
    reader = getattr(request, "user", None) or AnonymousUser()
    return image if registry.may_read_file(reader, image) else None


@register.simple_tag(takes_context=True)
def portal_picture(
    context: Context,
    image: Any,
    alt: str | None = None,
    widths: str = "480,960,1440",
    sizes: str = SIZES,
    css: str = "",
    loading: str = "lazy",
) -> SafeString:
    """An `<img>` in several widths (pixels); nothing where the reader may not see it.

    `alt` None takes the text stored with the picture; "" says it is decoration.
    """
    if visible(context, image) is None:
        return SafeString("")
    steps = [int(width) for width in widths.split(",")]
    fitting = [width for width in steps if width <= image.width] or steps[:1]
    try:
        found = image.get_renditions(*(f"width-{width}|format-webp" for width in fitting))
    except SourceImageIOError:
        return SafeString("")
    renditions = sorted(found.values(), key=lambda rendition: rendition.width)
    largest = renditions[-1]
    attributes = {
        "src": renditions[len(renditions) // 2].url,
        "width": str(largest.width),
        "height": str(largest.height),
        "alt": image.alternative_text if alt is None else alt,
        "loading": loading,
        "decoding": "async",
    }
    if len(renditions) > 1:
        attributes["srcset"] = ", ".join(f"{one.url} {one.width}w" for one in renditions)
        attributes["sizes"] = sizes
    if css:
        attributes["class"] = css
    return mark_safe(f"<img{flatatt(attributes)}>")


@register.simple_tag
def lean_picture(image: Any, spec: str) -> SafeString:
    """The decorative picture of a list, from an image that the reader may see (`visible`).

    Quicker than Wagtail's own tag, which counts where a page shows two dozen of them.
    """
    try:
        rendition = image.get_rendition(f"{spec}|format-webp|preserve-svg")
    except SourceImageIOError:
        return SafeString("")
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="" loading="lazy">',
        rendition.url,
        str(rendition.width),
        str(rendition.height),
    )


@register.simple_tag(takes_context=True)
def picture_url(context: Context, image: Any, spec: str) -> str:
    """The address of a picture in one size; empty where the reader may not see it."""
    if visible(context, image) is None:
        return ""
    try:
        return str(image.get_rendition(f"{spec}|format-webp").url)
    except SourceImageIOError:
        return ""
