"""A form as one file: the editor's blocks with every text in all languages.

The file is JSON: `format`, `version`, `source` (language that decides), `purpose`, `title` and
`steps`. Steps, questions and lists keep the ids of their blocks; texts are `{language: text}`,
codes, numbers and conditions stand alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from portal.forms.composing import ComposedForm

FORMAT, FORMAT_VERSION = "neighbourhood-portal-form", 1
Raw = Any
"""What Wagtail stores of a block: plain JSON."""


def is_text(block: Block) -> bool:
    """Whether a block holds words that differ by language."""
    is_code = hasattr(block, "get_translatable_segments")
    return isinstance(block, CharBlock | TextBlock | RichTextBlock) and not is_code


def file_of(composed: ComposedForm) -> dict[str, Any]:
    """The newest text of a form in all its languages as one file."""
    rows = type(composed).objects.filter(translation_key=composed.translation_key)
    texts = {
        row.language: row.get_latest_revision_as_object()
        for row in rows.select_related("locale", "latest_revision")
    }
    block = texts[settings.LANGUAGE_CODE].steps.stream_block
    raw = {code: _plain(block.get_prep_value(text.steps)) for code, text in texts.items()}
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "source": settings.LANGUAGE_CODE,
        "purpose": composed.form.purpose,
        "title": {code: text.title for code, text in sorted(texts.items()) if text.title},
        "steps": combined(block, raw, settings.LANGUAGE_CODE),
    }


def _plain(raw: Raw) -> Raw:
    """Days and numbers as JSON holds them."""
    return json.loads(json.dumps(raw, cls=DjangoJSONEncoder))


def combined(block: Block, values: Mapping[str, Raw], source: str) -> Raw:
    """One value with the texts of all languages; what is no text comes from the source."""
    own = values[source]
    if is_text(block):
        # The translation tool fills gaps with the source; those are no translations.
        others = {code: text for code, text in values.items() if text and text != own}
        return dict(sorted({**others, source: own}.items())) if own else others
    if isinstance(block, StructBlock):
        # A form that came from a file keeps only what stood there; the rest are defaults.
        return {
            name: combined(child, {k: (v or {}).get(name) for k, v in values.items()}, source)
            for name, child in block.child_blocks.items()
            if name in (own or {})
        }
    if isinstance(block, StreamBlock | ListBlock):
        return [_item(block, item, values, source) for item in own or ()]
    return own


def _item(block: Any, item: Raw, values: Mapping[str, Raw], source: str) -> Raw:
    found = {
        code: other["value"]
        for code, items in values.items()
        for other in items or ()
        if other.get("id") == item.get("id")
    }
    child = child_of(block, item.get("type", ""))
    return {**item, "value": combined(child, {**found, source: item["value"]}, source)}


def child_of(block: Any, name: str) -> Block:
    """The block of an item in a list or a stream; raises KeyError for an unknown one."""
    child: Block = block.child_block if isinstance(block, ListBlock) else block.child_blocks[name]
    return child


def in_language(block: Block, data: Raw, language: str, source: str) -> Raw:
    """The value of a file in one language; what is not translated stays in the source."""
    if is_text(block):
        found = data or ""
        return found if isinstance(found, str) else found.get(language) or found.get(source, "")
    if isinstance(block, StructBlock):
        return {
            name: in_language(child, data.get(name), language, source)
            for name, child in block.child_blocks.items()
            if name in data or is_text(child)
        }
    if isinstance(block, StreamBlock | ListBlock):
        return [
            {
                **item,
                "value": in_language(
                    child_of(block, item.get("type", "")), item["value"], language, source
                ),
            }
            for item in data
        ]
    return deepcopy(data)
