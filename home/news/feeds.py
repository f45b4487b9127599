"""News as feeds: RSS 2.0 and Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from home.news.pages import NewsIndexPage, NewsPage
from portal.kernel.clock import BERLIN

FORMATS: dict[str, Any] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
CONTENT_TYPES = {form: str(kind.content_type) for form, kind in FORMATS.items()}
NOON = time(12)


def feed_of(
    index: NewsIndexPage,
    news: Iterable[tuple[NewsPage, str]],
    *,
    form: str,
    url: str,
    feed_url: str,
) -> tuple[bytes, str]:
    """A feed of news with their addresses: bytes and content type."""
    feed = FORMATS[form](
        title=index.title,
        link=url,
        description=index.summary or index.title,
        language=index.locale.language_code,
        feed_url=feed_url,
    )
    for page, link in news:
        published = datetime.combine(page.date, NOON, BERLIN)
        feed.add_item(
            title=page.title,
            link=link,
            description=page.summary,
            pubdate=published,
            updateddate=max(page.last_published_at or published, published),
            unique_id=f"urn:uuid:{page.translation_key}",
            unique_id_is_permalink=False,
            author_name=page.author or None,
            categories=[str(page.theme)] if page.theme else [],
        )
    text = feed.writeString("utf-8")
    return text.encode("utf-8"), CONTENT_TYPES[form]
