"""What the search finds, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from home.models import ContactPage
from home.search import matching
from portal.cms.access import readable_pages
from portal.cms.rows import NOTHING, Detail, details_of

PAGE, ACTOR, EVENT, PROJECT = "page", "actor", "event", "project"
KINDS = [
    (PAGE, _("Pages")),
    (ACTOR, _("Actors")),
    (EVENT, _("Dates")),
    (PROJECT, _("Projects")),
]
KIND_WORDS = {PAGE: _("Page"), ACTOR: _("Actor"), EVENT: _("Date"), PROJECT: _("Project")}
# Kinds by the type of page; every other type is a plain page.
KIND_OF_TYPE = {
    ("actors", "actorpage"): ACTOR,
    ("actors", "officepage"): ACTOR,
    ("actors", "bodypage"): ACTOR,
    ("home", "eventpage"): EVENT,
    ("projects", "microprojectpage"): PROJECT,
}
SOURCE = "de"
MOST_MATCHES = 300
MOST_SUGGESTIONS = 6


@dataclass(frozen=True, slots=True)
class Match:
    """A page that fits what was asked: its kind and whether it stands in for a translation."""

    pk: int
    title: str
    url_path: str
    kind: str
    foreign: bool = False


@dataclass(slots=True)
class Found:
    """All matches of a search, the best first, and what was meant if there is none."""

    stems: list[str]
    matches: list[Match] = field(default_factory=list)
    some_words: bool = False

    def of_kind(self, kind: str) -> list[Match]:
        """The matches of one kind; all for an empty or unknown one."""
        return [match for match in self.matches if kind not in dict(KINDS) or match.kind == kind]

    def counts(self) -> dict[str, int]:
        """How many matches each kind has."""
        return {kind: len(self.of_kind(kind)) for kind, _label in KINDS}


def readable(locales: Iterable[Locale], refused: set[str]) -> QuerySet[Page]:
    """Live pages in their own language outside what the visitor may not open."""
    pages = Page.objects.live().filter(locale__in=list(locales), alias_of=None, depth__gt=1)
    return readable_pages(pages, refused)


def locales_for(active: Locale) -> list[Locale]:
    """The active locale and, where it is another one, German: (two queries at most)."""
    if active.language_code == SOURCE:
        return [active]
    return [active, *Locale.objects.filter(language_code=SOURCE)]


def find(asked: str, active: Locale, refused: set[str]) -> Found:
    """What fits all words, or, if nothing does, some; German pages below those of the locale."""
    found = Found(matching.asked_stems(asked))
    if not found.stems:
        return found
    locales = locales_for(active)
    pages = readable(locales, refused)
    for operator in ("and", "or"):
        rows = _search(pages, found.stems, operator)
        if rows or len(found.stems) == 1:
            break
        found.some_words = True
    found.matches = _ranked(rows, found.stems, active)
    return found


def _search(pages: QuerySet[Page], stems: list[str], operator: str) -> list[tuple[Any, ...]]:
    query = PlainText(" ".join(stems), operator=operator)
    # Filtered afterwards: the index knows neither aliases nor restricted parts of the tree.
    results = get_search_backend().search(query, Page, order_by_relevance=False)
    fitting = results.get_queryset().order_by().values("pk")
    rows = pages.filter(pk__in=fitting).order_by("-first_published_at", "pk")
    columns = ("pk", "title", "content_type_id", "locale_id", "translation_key", "url_path")
    return list(rows.values_list(*columns)[:MOST_MATCHES])


def _ranked(rows: list[tuple[Any, ...]], stems: list[str], active: Locale) -> list[Match]:
    """The locale's own pages first, then those with more of the words in their title."""
    own = [row for row in rows if row[3] == active.pk]
    foreign = [row for row in rows if row[3] != active.pk]
    if foreign:
        translated = _translated({row[4] for row in foreign}, active)
        foreign = [row for row in foreign if row[4] not in translated]
    ranked = [sorted(part, key=lambda row: -_weight(row[1], stems)) for part in (own, foreign)]
    return [
        Match(row[0], row[1], row[5], kind_of(row[2]), row[3] != active.pk)
        for part in ranked
        for row in part
    ]


def _weight(title: str, stems: list[str]) -> float:
    """How much of the title is what was asked: all words first, short titles before long ones."""
    return matching.hits(stems, title) + 1 / (2 + len(title.split()))


def _translated(keys: set[UUID], active: Locale) -> set[UUID]:
    pages = Page.objects.live().filter(locale=active, alias_of=None, translation_key__in=keys)
    return set(pages.values_list("translation_key", flat=True))


def kind_of(content_type_id: int) -> str:
    """The kind of a page by its type (content types are remembered by Django)."""
    return KIND_OF_TYPE.get(ContentType.objects.get_for_id(content_type_id).natural_key(), PAGE)


def shown(matches: Iterable[Match]) -> list[tuple[Match, Detail]]:
    """Matches with summary and demo mark, in their order (one query)."""
    chosen = list(matches)
    details = details_of(match.pk for match in chosen)
    return [(match, details.get(match.pk, NOTHING)) for match in chosen]


def suggestions(asked: str, active: Locale, refused: set[str]) -> list[Page]:
    """Pages whose title has words that begin like what was typed, the locale's own first."""
    locales = locales_for(active)
    rows = readable(locales, refused).values_list("pk", "title", "locale_id")
    rated = [
        (locale != active.pk, fit, len(title), pk)
        for pk, title, locale in rows
        if (fit := matching.begins(asked, title)) is not None
    ]
    keys = [row[-1] for row in sorted(rated)[:MOST_SUGGESTIONS]]
    pages = Page.objects.in_bulk(keys)
    return [pages[key] for key in keys]


def did_you_mean(asked: str, active: Locale, refused: set[str]) -> str:
    """What may have been meant, from the words of the titles that the visitor may read."""
    titles = readable(locales_for(active), refused).values_list("title", flat=True)
    return matching.nearest(asked, titles)


def popular_pages(active: Locale) -> list[Page]:
    """The main parts of the portal, as ways on when nothing is found."""
    pages = Page.objects.live().in_menu().filter(locale=active, depth=3).order_by("path")
    return list(pages[:6])


def contact_page(active: Locale) -> ContactPage | None:
    """The page to write to the office, in the locale."""
    return ContactPage.objects.live().filter(locale=active).order_by("path").first()
