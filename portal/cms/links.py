"""Links to pages inside running text: in the visitor's language, one query for a whole page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.db.models import BigAutoField, CharField, Q, QuerySet
from django.utils import translation
from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal.cms.addresses import Addresses
from portal.kernel.prepared import Prepared


def _linked(keys: Any, code: Any) -> QuerySet[Any, Any]:
    """The live pages of some keys, and those in a language that say the same."""
    same = Page.objects.filter(pk__in=keys).values("translation_key")
    wanted = Q(pk__in=keys) | Q(translation_key__in=same, locale__language_code=code)
    pages = Page.objects.filter(wanted, live=True).order_by()
    return pages.values_list("pk", "url_path", "translation_key", "locale__language_code")


LINKED = Prepared(_linked, keys=BigAutoField(), code=CharField())
_LINK = re.compile(r"<a [^>]*>")
_PAGE, _ID = re.compile(r'linktype="page"'), re.compile(r'\bid="(\d{1,18})"')


class _Texts:
    """The texts of one page: the first link that is written reads the pages of all of them."""

    def __init__(self, body: Any = None) -> None:
        self.body = body
        self.known: dict[str, str] = {}

    def openings(self, wanted: set[str]) -> dict[str, str]:
        """The opening tag of each linked page by its id; an unknown page has none."""
        if missing := wanted - self.known.keys():
            self.known |= _openings(missing | self._linked(), self._addresses)
        return self.known

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses()

    def _linked(self) -> set[str]:
        body, self.body = self.body, None
        return linked_in(body) if body is not None else set()


_visitor: ContextVar[str] = ContextVar("visitor_language", default="")
_texts: ContextVar[_Texts | None] = ContextVar("texts_of_the_page", default=None)


def linked_in(body: Any) -> set[str]:
    """The ids of the pages that the running texts of a body link, none of them read."""
    tags = _LINK.findall(str(list(getattr(body, "raw_data", ()))))
    ids = (_ID.search(tag) for tag in tags if _PAGE.search(tag))
    return {found[1] for found in ids if found}


@contextmanager
def text_language(code: str, body: Any = None) -> Iterator[None]:
    """Words in the language of a text; links still lead to pages in the visitor's language.

    `body`: the stream that most of the texts inside come from, so that its links are read at once.
    """
    token = _visitor.set(_visitor.get() or translation.get_language() or "")
    texts = _texts.set(_texts.get() or _Texts(body))
    try:
        with translation.override(code):
            yield
    finally:
        _texts.reset(texts)
        _visitor.reset(token)


class LocalPageLinks(PageLinkHandler):
    """Writes links to pages; one to a page that is not public any more becomes plain text.

    Wagtail's own handler asks four times for every text and once more for every link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags, in the order of the links."""
        ids = [str(attrs.get("id", "")) for attrs in attrs_list]
        texts = _texts.get() or _Texts()
        known = texts.openings({each for each in ids if each.isdecimal() and len(each) < 19})
        return [known.get(each, "<a>") for each in ids]


def _openings(ids: set[str], addresses: Addresses) -> dict[str, str]:
    code = _visitor.get() or translation.get_language() or ""
    rows = LINKED.rows(keys={int(each) for each in ids}, code=code)
    here = {key: path for _pk, path, key, language in rows if language == code}
    chosen = {str(pk): here.get(key, path) for pk, path, key, _language in rows}
    return {each: _opening(addresses.of(chosen.get(each, ""))) for each in ids}


def _opening(address: str) -> str:
    return format_html('<a href="{}">', address) if address else "<a>"
