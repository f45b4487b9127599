"""Reading the picture library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Collection

from media.images.models import PortalImage, PortalRendition
from portal.kernel.storages import private_name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture is used: a title, the kind of record, and where to edit it."""

    title: str
    kind: str
    edit_url: str


def places_of(image: PortalImage, user: Any = None) -> list[Place]:
    """The pages and records that use the picture, by Wagtail's reference index.

    A page that shows the German text in another language follows its source and is left out.
    """
    finder = AdminURLFinder(user)
    return [
        Place(
            title=str(record),
            kind=str(record._meta.verbose_name),
            edit_url=finder.get_edit_url(record) or "",
        )
        for record, _references in image.get_usage()
        if getattr(record, "alias_of_id", None) is None
    ]


def private_file(name: str) -> PortalImage | PortalRendition | None:
    """The original or rendition whose file has that name in the private storage."""
    stored = private_name(name)
    rendition = PortalRendition.objects.filter(file=stored).select_related("image").first()
    return rendition or PortalImage.objects.filter(file=stored).first()


def images_under(collection: Collection) -> QuerySet[PortalImage]:
    """All pictures of a collection and of those below it."""
    below = collection.get_descendants(inclusive=True)
    return PortalImage.objects.filter(collection__in=below).select_related("collection")


def images_without_text() -> QuerySet[PortalImage]:
    """Pictures that still need an alternative text or the mark of a decoration."""
    return PortalImage.objects.filter(description="", is_decorative=False)
