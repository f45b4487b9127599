"""Structured data (schema.org) as a data block: `{% json_ld data %}`; no browser runs it."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# As Django's json_script: nothing in the text can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """The data as JSON-LD; it is not a script, so the Content-Security-Policy lets it stand."""
    text = DjangoJSONEncoder(ensure_ascii=False).encode(data).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
