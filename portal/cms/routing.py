"""The way from an address to its page, in three short queries instead of six to ten."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigAutoField, CharField, QuerySet, Subquery, TextField
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.views import serve as serve_of_wagtail

from portal.kernel.prepared import Prepared


def _home(root: Any, code: Any) -> QuerySet[Page]:
    """The live translation of a site's start page."""
    key = Page.objects.filter(pk=root).values("translation_key")
    return Page.objects.filter(translation_key__in=key, locale__language_code=code, live=True)


def _below(root: Any, code: Any, slug: Any, rest: Any) -> QuerySet[Any, Any]:
    start = Subquery(_home(root, code).order_by().values("url_path"))
    address = Concat(start, rest, output_field=TextField())
    # The slug has an index, the whole address has none.
    pages = Page.objects.filter(slug=slug, url_path=address, live=True)
    return pages.order_by().values_list("pk", "content_type")


SITES = Prepared(lambda: Site.objects.order_by("pk"))
HOME = Prepared(
    lambda root, code: _home(root, code).order_by().values_list("pk", "content_type"),
    root=BigAutoField(),
    code=CharField(),
)
BELOW = Prepared(_below, root=BigAutoField(), code=CharField(), slug=CharField(), rest=TextField())


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view of a page; what is found quickly it need not look for.

    Everything else (parts of a page such as a month, drafts, unknown addresses) goes its way.
    """
    _remember_site(request)
    found = _found(request, [part for part in path.split("/") if part])
    if found is not None:
        request._wagtail_route_for_request = found.route(request, [])  # type: ignore[attr-defined]
    response: HttpResponse = serve_of_wagtail(request, path)
    return response


def _remember_site(request: HttpRequest) -> None:
    """The only site, where there is just one; among several Wagtail chooses by host and port."""
    sites = SITES.objects()
    if len(sites) == 1 and sites[0].is_default_site:
        request._wagtail_site = sites[0]  # type: ignore[attr-defined]


def _found(request: HttpRequest, parts: list[str]) -> Any:
    """The live page of an address in the active language; None where there is none."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    asked: dict[str, Any] = {"root": site.root_page_id, "code": get_language() or ""}
    if parts:
        asked |= {"slug": parts[-1], "rest": "/".join((*parts, ""))}
    rows = BELOW.rows(**asked) if parts else HOME.rows(**asked)
    for key, content_type in rows:
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            return next(iter(whole_page(model).objects(pk=key)), None)
    return None


@lru_cache(maxsize=64)
def whole_page(model: Any) -> Prepared:
    """The question for one page with all its columns, by its key (`pk`)."""
    return Prepared(lambda pk: model._default_manager.filter(pk=pk).order_by(), pk=BigAutoField())
