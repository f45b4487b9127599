"""Links to pages inside running text: in the visitor's language, one query for all of a text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import F, Q
from django.utils import translation
from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

_visitor: ContextVar[str] = ContextVar("visitor_language", default="")


@contextmanager
def text_language(code: str) -> Iterator[None]:
    """Words in the language of a text; links still lead to pages in the visitor's language."""
    token = _visitor.set(_visitor.get() or translation.get_language() or "")
    try:
        with translation.override(code):
            yield
    finally:
        _visitor.reset(token)


class LocalPageLinks(PageLinkHandler):
    """Writes links to pages; one to a page that is not public any more becomes plain text.

    Wagtail's own handler asks four times for every text and once more for every link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags, in the order of the links."""
        ids = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
        code = _visitor.get() or translation.get_language() or ""
        keys = Page.objects.filter(pk__in=ids).values("translation_key")
        wanted = Q(pk__in=ids) | Q(translation_key__in=keys, locale__language_code=code)
        public = Page.objects.filter(wanted, live=True)
        pages = list(
            public.annotate(code=F("locale__language_code")).only("url_path", "translation_key")
        )
        here = {page.translation_key: page for page in pages if page.code == code}
        chosen = {str(page.pk): here.get(page.translation_key, page) for page in pages}
        return [_opening(chosen.get(str(attrs.get("id")))) for attrs in attrs_list]


def _opening(page: Page | None) -> str:
    return format_html('<a href="{}">', page.url) if page and page.url else "<a>"
