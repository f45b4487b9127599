"""Pictures of lists: read at once and as plain rows, since making whole images takes longer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import BigAutoField, CharField

from media.images.models import PortalImage, PortalRendition, rendition_filter
from portal.kernel.prepared import Prepared
from portal.kernel.storages import is_private, media_storage


class ListedPicture(NamedTuple):
    """A public picture in one size; templates ask it what they ask a whole image."""

    image_id: int
    filter_spec: str
    focal_point_key: str
    file: str
    width: int
    height: int
    focal_point_x: int | None
    focal_point_y: int | None
    focal_point_width: int | None
    focal_point_height: int | None
    original: str

    @property
    def is_withheld(self) -> bool:
        """Never: only shown pictures are read."""
        return False

    @property
    def is_public(self) -> bool:
        """Always: closed ones come as whole images."""
        return True

    @property
    def url(self) -> str:
        """The address of the file."""
        return media_storage().url(self.file)

    def get_rendition(self, spec: str) -> ListedPicture:
        """The size that was read."""
        return self

    def is_current(self) -> bool:
        """Whether it was cut around the focal point that the image has now."""
        return bool(rendition_filter(self.filter_spec).get_cache_key(self) == self.focal_point_key)


OF_IMAGE = (*ListedPicture._fields[6:-1], "file")
RENDITIONS = Prepared(
    lambda keys, spec: (
        PortalRendition.objects.filter(
            image__pk__in=keys, filter_spec=spec, image__withheld_at__isnull=True
        )
        .order_by("pk")
        .values_list(*ListedPicture._fields[:6], *(f"image__{name}" for name in OF_IMAGE))
    ),
    keys=BigAutoField(),
    spec=CharField(),
)


def listed_pictures(keys: Iterable[int | None], size: str) -> dict[int, Any]:
    """Pictures by key for `lean_picture` in one size: one query where all are public and made.

    Those that are withheld, closed, drawings or not yet cut come as whole images, in two more.
    """
    wanted = {key for key in keys if key}
    made = [ListedPicture(*row) for row in RENDITIONS.rows(keys=wanted, spec=f"{size}|format-webp")]
    found: dict[int, Any] = {
        each.image_id: each for each in made if not is_private(each.original) and each.is_current()
    }
    rest = wanted - found.keys()
    if rest:
        images: Any = PortalImage.objects.prefetch_renditions(f"{size}|format-webp", size)
        found |= images.in_bulk(rest)
    return found
