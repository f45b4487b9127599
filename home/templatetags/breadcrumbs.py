"""The breadcrumb as structured data."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from home.seo.structured import breadcrumb_data
from portal.templatetags.json_ld import json_ld

register = template.Library()


@register.simple_tag(takes_context=True)
def breadcrumb_block(context: Context) -> SafeString | str:
    """The way to this page as a data block; nothing on the start page and in previews."""
    items = context.get("breadcrumb") or []
    return json_ld(breadcrumb_data(items, context["request"])) if len(items) > 1 else ""
