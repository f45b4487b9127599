"""Menus, breadcrumb, footer and language links of one request, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import BigAutoField, CharField, Q, QuerySet, UUIDField
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from wagtail.models import Locale, Page, Site

from home.navigation.languages import EASY, language, languages, switched
from home.navigation.models import FooterSettings
from portal.cms.access import refused_for
from portal.cms.addresses import addresses_of
from portal.kernel.prepared import Prepared

HOME_DEPTH = 2
COLUMNS = (("legal", ("imprint", "privacy")), ("accessibility", ("accessibility",)))
Link = dict[str, Any]


def page_of(request: HttpRequest) -> Page | None:
    """The Wagtail page that the request asks for; None for screens and errors."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name != "wagtail_serve":
        return None
    route = getattr(request, "_wagtail_route_for_request", None)
    return route[0] if route else None


class Row(NamedTuple):
    """What the surroundings need to know of a page."""

    pk: int
    path: str
    depth: int
    title: str
    url_path: str
    live: bool
    show_in_menus: bool
    translation_key: UUID
    alias_of_id: int | None
    code: str
    legal_kind: str | None


def _around(ids: Any, ways: Any, code: Any, key: Any) -> QuerySet[Any, Any]:
    """The pages in menus, footer and breadcrumb (`ways`), those of `ids`, and translations."""
    chosen = Page.objects.filter(pk__in=ids).values("translation_key")
    wanted = Q(live=True) & (
        Q(depth=HOME_DEPTH)
        | Q(depth__in=(HOME_DEPTH + 1, HOME_DEPTH + 2), show_in_menus=True)
        | Q(legalpage__isnull=False)
        | Q(path__in=ways)
        | Q(translation_key__in=chosen)
    )
    # As a list of keys, so that the database finds the pages of one language by their index.
    here = Q(locale__in=Locale.objects.filter(language_code=code))
    pages = Page.objects.filter((here & wanted) | Q(pk__in=ids) | Q(translation_key=key))
    columns = (*Row._fields[:-2], "locale__language_code", "legalpage__kind")
    return pages.order_by("path").values_list(*columns)


def _legal(code: Any) -> QuerySet[Any, Any]:
    pages = Page.objects.filter(live=True, locale__language_code=code, legalpage__isnull=False)
    columns = (*Row._fields[:-2], "locale__language_code", "legalpage__kind")
    return pages.order_by("path").values_list(*columns)


LEGAL = Prepared(_legal, code=CharField())
AROUND = Prepared(_around, ids=BigAutoField(), ways=CharField(), code=CharField(), key=UUIDField())
FOOTER = Prepared(lambda site: FooterSettings.objects.filter(site=site), site=BigAutoField())


class Surroundings:
    """What surrounds the page of a request; every part is read when first asked for.

    All of it takes three queries, whatever the number of pages: settings, restrictions, pages.
    A page may name further pages it links by `linked_ids()`; they come with the same query.
    """

    def __init__(self, request: HttpRequest, page: Any = None) -> None:
        self.request = request
        self.page: Any = page or page_of(request)
        self.code = get_language() or settings.LANGUAGE_CODE

    def links_to(self, ids: Iterable[int]) -> dict[int, Link]:
        """For each linked id its page in the active language, if the visitor may open that."""
        keys = {page.pk: page.translation_key for page in self._rows}
        by_key = {page.translation_key: page for page in self._pages}
        return {pk: self._link(by_key[keys[pk]]) for pk in ids if keys.get(pk) in by_key}

    @cached_property
    def home_url(self) -> str:
        """The start page in the active language."""
        return f"/{self.code}/"

    @cached_property
    def footer_settings(self) -> FooterSettings | None:
        """What the office wrote for the foot of every page."""
        site = Site.find_for_request(self.request)
        if site is None:
            return None
        known = FOOTER.objects(site=site.pk)
        return known[0] if known else FooterSettings.for_request(self.request)

    @cached_property
    def site_office(self) -> dict[str, str]:
        """Name, address, phone, e-mail and opening hours of the office; empty where unwritten."""
        return self.footer_settings.office() if self.footer_settings else {}

    @cached_property
    def site_menu(self) -> list[Link]:
        """Two levels of pages that are in menus and open to the visitor."""
        top = [page for page in self._pages if page.depth == HOME_DEPTH + 1]
        current = "page" if self.page and self.page.depth == HOME_DEPTH else ""
        start = {"title": gettext("Start"), "url": self.home_url, "current": current}
        entries = [self._menu_entry(page) for page in top if page.show_in_menus]
        return [{**start, "children": []}, *entries]

    @cached_property
    def breadcrumb(self) -> list[Link]:
        """The way from the start page to this page; empty on screens that are no page."""
        if self.page is None:
            return []
        ancestors = [page for page in self._pages if page.path in self._ancestor_paths]
        start = {"title": gettext("Start"), "url": self.home_url}
        way = [self._link(page) for page in (*ancestors, self.page) if page.depth > HOME_DEPTH]
        return [start, *way]

    @cached_property
    def site_footer(self) -> list[Link]:
        """Columns of links: the portal, legal pages, accessibility."""
        titles = {
            "portal": gettext("Portal"),
            "legal": gettext("Legal"),
            "accessibility": gettext("Accessibility"),
        }
        by_kind = {page.legal_kind: page for page in self._pages if page.legal_kind}
        columns = [("portal", self._chosen_links("portal_links"))]
        for name, kinds in COLUMNS:
            columns.append((name, [self._link(by_kind[kind]) for kind in kinds if kind in by_kind]))
        return [{"title": titles[name], "links": links} for name, links in columns if links]

    @cached_property
    def legal_links(self) -> list[Link]:
        """The legal pages alone, in one query, for screens that show nothing but a form."""
        rows = [Row(*row) for row in LEGAL.rows(code=self.code)]
        order = [kind for _name, kinds in COLUMNS for kind in kinds]
        known = [row for row in rows if row.legal_kind in order]
        ordered = sorted(known, key=lambda row: order.index(str(row.legal_kind)))
        return [self._link(row) for row in ordered]

    @cached_property
    def service_links(self) -> list[Link]:
        """The bar at the top: Leichte Sprache first, then what the office chose."""
        easy = next(link for link in self.language_links if link["code"] == EASY)
        first = {**easy, "title": easy["name"]}
        return [first, *self._chosen_links("service_links")]

    @cached_property
    def language_links(self) -> list[Link]:
        """This page or screen in every language; `missing`: it shows the German text there."""
        return [
            {
                "code": each.code,
                "lang": each.lang,
                "dir": each.dir,
                "name": each.name,
                "current": each.code == self.code,
                **self._in_language(each.code),
            }
            for each in languages()
        ]

    @cached_property
    def untranslated(self) -> bool:
        """Whether this page shows the German text because nobody translated it yet."""
        return self._source is not None

    @cached_property
    def canonical_url(self) -> str:
        """Where the text of an untranslated page lives; empty for all others."""
        return self._address(self._source) if self._source else ""

    @cached_property
    def main_language(self) -> dict[str, str]:
        """Language and direction of what stands between header and footer."""
        chosen = language(settings.LANGUAGE_CODE if self.untranslated else self.code)
        return {"code": chosen.code, "lang": chosen.lang, "dir": chosen.dir}

    @cached_property
    def _ancestor_paths(self) -> list[str]:
        if self.page is None:
            return []
        step = Page.steplen
        return [self.page.path[: step * depth] for depth in range(HOME_DEPTH, self.page.depth)]

    @cached_property
    def _chosen(self) -> dict[str, list[int]]:
        footer = self.footer_settings
        names = ("service_links", "portal_links")
        if footer is None:
            return {name: [] for name in names}
        return {name: [item["value"] for item in getattr(footer, name).raw_data] for name in names}

    @cached_property
    def _rows(self) -> list[Row]:
        """Everything that the surroundings link: one query for menus, footer and languages."""
        ids = [pk for chosen in self._chosen.values() for pk in chosen]
        ids += self.page.linked_ids() if hasattr(self.page, "linked_ids") else []
        key = self.page.translation_key if self.page else None
        rows = AROUND.rows(ids=set(ids), ways=self._ancestor_paths, code=self.code, key=key)
        return [Row(*row) for row in rows]

    @cached_property
    def _pages(self) -> list[Row]:
        """The pages of the active language that the visitor may open, in tree order."""
        refused = tuple(refused_for(self.request))
        here = [page for page in self._rows if page.live and page.code == self.code]
        return [page for page in here if not page.path.startswith(refused)]

    @cached_property
    def _below(self) -> dict[str, list[Link]]:
        """Menu entries of the second level by the path of the page above."""
        entries: dict[str, list[Link]] = defaultdict(list)
        for page in self._pages:
            if page.depth == HOME_DEPTH + 2 and page.show_in_menus:
                parent = page.path[: -Page.steplen]
                entries[parent].append({**self._link(page), "current": self._current(page)})
        return entries

    @cached_property
    def _translations(self) -> dict[str, Row]:
        """The live pages of this page's translation key by language code."""
        key = self.page.translation_key if self.page else None
        return {page.code: page for page in self._rows if page.translation_key == key and page.live}

    @cached_property
    def _source(self) -> Row | None:
        page = self.page
        if page is None or page.alias_of_id is None:
            return None
        source = self._translations.get(settings.LANGUAGE_CODE)
        return None if source is None or source.pk == page.pk else source

    def _in_language(self, code: str) -> Link:
        if self.page is None:
            return {"url": switched(self.request.path, code), "missing": False}
        page = self._translations.get(code)
        if page is None:
            return {"url": f"/{code}/", "missing": True}
        alias = page.alias_of_id is not None and code != settings.LANGUAGE_CODE
        return {"url": self._address(page), "missing": alias}

    def _address(self, page: Row | Page) -> str:
        return addresses_of(self.request).of(page.url_path)

    def _link(self, page: Row | Page) -> Link:
        german = page.alias_of_id is not None and self.code != settings.LANGUAGE_CODE
        lang = settings.LANGUAGE_CODE if german else ""
        return {"title": page.title, "url": self._address(page), "lang": lang}

    def _menu_entry(self, page: Row) -> Link:
        below = self._below.get(page.path, [])
        return {**self._link(page), "current": self._current(page), "children": below}

    def _current(self, page: Row) -> str:
        if self.page is None or not self.page.path.startswith(page.path):
            return ""
        return "page" if self.page.pk == page.pk else "true"

    def _chosen_links(self, name: str) -> list[Link]:
        found = self.links_to(self._chosen[name])
        return [found[pk] for pk in self._chosen[name] if pk in found]


def surroundings_of(request: HttpRequest, page: Any = None) -> Surroundings:
    """The surroundings of a request, made once; a preview names its page itself."""
    known: Surroundings | None = getattr(request, "_portal_surroundings", None)
    if known is None or (page is not None and known.page is None):
        known = Surroundings(request, page)
        request._portal_surroundings = known  # type: ignore[attr-defined]
    return known
