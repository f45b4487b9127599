"""The German page tree: first all pages, then their bodies, which link one another."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home.models import (
    EventPage,
    HomePage,
    InternalSectionPage,
    StandardPage,
)
from portal.accounts.roles import Role
from portal.cms.pages import ContentPage
from portal.demo.blocks import BodyWriter
from portal.demo.book import Book
from portal.demo.dates import add_changes
from portal.demo.days import in_days
from portal.demo.specs import HOME, Spec, all_specs
from portal.kernel import clock
from projects.models import MicroprojectPage, ProjectPhoto

COMMITTEE = (Role.COMMITTEE, Role.COORDINATOR)
"""Who reads the pages of the committee."""


def load_tree(book: Book) -> list[Page]:
    """Make the pages that are missing and return them; others stay as editors left them."""
    specs = all_specs(book)
    _find_pages(book, specs)
    missing = [spec for spec in specs if spec.path not in book.pages]
    made = [_make(book, spec) for spec in missing]
    for page, spec in zip(made, missing, strict=True):
        _write(book, page, spec)
    return made


def _find_pages(book: Book, specs: list[Spec]) -> None:
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        return
    prefix = home.url_path
    found = Page.objects.filter(locale=locale, url_path__startswith=prefix)
    keys = {path[len(prefix) :].strip("/"): pk for path, pk in found.values_list("url_path", "pk")}
    paths = {spec.path: "" if spec.path == HOME else spec.path for spec in specs}
    book.pages = {path: keys[url] for path, url in paths.items() if url in keys}


def _make(book: Book, spec: Spec) -> Page:
    now = clock.now() if spec.is_public else None
    page = spec.model(
        title=spec.data["title"],
        slug=spec.slug,
        summary=spec.data["summary"],
        search_description=spec.data["summary"],
        picture_id=book.image_id(spec.data.get("picture")),
        review_on=in_days(spec.data["review"]) if "review" in spec.data else None,
        is_demo=spec.is_demo,
        show_in_menus=spec.data.get("menu", False),
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        first_published_at=now,
        last_published_at=now,
        **{"live": True, **spec.fields},
    )
    if spec.path == HOME:
        _place_home(page)
    else:
        Page.objects.get(pk=book.page_id(spec.parent)).add_child(instance=page)
    book.pages[spec.path] = page.pk
    return page


def _place_home(page: Page) -> None:
    """The home page takes the place of Wagtail's welcome page."""
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    root.add_child(instance=page)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "root_page": page,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    for welcome in Page.objects.filter(depth=2, content_type__app_label="wagtailcore"):
        welcome.delete()
    Site.clear_site_root_paths_cache()


def _write(book: Book, page: Any, spec: Spec) -> None:
    """Body, doors, related pages, photos, changes of dates and who may read it."""
    writer = BodyWriter(book, spec.path)
    fields: dict[str, Any] = {}
    if isinstance(page, ContentPage):
        fields["body"] = writer.body(spec.data.get("body", []))
    if isinstance(page, HomePage):
        doors = [{**door, "page": book.page_id(door["page"])} for door in spec.data["doors"]]
        fields["doors"] = writer.stream("door", doors)
        results = [book.page_id(path) for path in spec.data["results"]]
        fields["results"] = writer.stream("page", results)
    if isinstance(page, StandardPage):
        related = [book.page_id(path) for path in spec.data.get("related", [])]
        fields["related"] = writer.stream("page", related)
    if "gaps" in spec.data:
        fields |= {name: writer.html(spec.data[name]) for name in ("gaps", "complaint")}
    values = {n: page._meta.get_field(n).to_python(value) for n, value in fields.items()}
    if values:
        # Not page.save(): the object in memory does not know of its children.
        type(page).objects.filter(pk=page.pk).update(**values)
    if isinstance(page, EventPage):
        add_changes(page, spec.data)
    if isinstance(page, MicroprojectPage):
        _add_photos(book, page, spec.data.get("photos", []))
    _close(page, spec.data.get("privacy", ""))


def _add_photos(book: Book, page: MicroprojectPage, keys: list[str]) -> None:
    ProjectPhoto.objects.bulk_create(
        ProjectPhoto(page=page, image_id=book.images[key], sort_order=number)
        for number, key in enumerate(keys)
    )


def _close(page: Page, group: str) -> None:
    """Pages of the committee are narrower than the rest of the internal section."""
    if group != Role.COMMITTEE.group_name or not isinstance(page, InternalSectionPage):
        return
    restriction, _made = PageViewRestriction.objects.get_or_create(
        page=page, defaults={"restriction_type": PageViewRestriction.GROUPS}
    )
    names = [role.group_name for role in COMMITTEE]
    restriction.groups.set(Group.objects.filter(name__in=names))
