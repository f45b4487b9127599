"""Upload checks by content, location removal, and the private storage."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.utils.functional import LazyObject
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MEGABYTE = 1024 * 1024
MAX_PIXELS = 60_000_000
# EXIF tag of the direction a camera was held.
ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be uploaded: MIME type by content and its file endings."""

    mime: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", ("pdf",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
PNG = Kind("image/png", ("png",))
WEBP = Kind("image/webp", ("webp",))
GIF = Kind("image/gif", ("gif",))
HEIC = Kind("image/heic", ("heic", "heif"))
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",))
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", ("ods",))

IMAGE_KINDS = (JPEG, PNG, WEBP, GIF)
DOCUMENT_KINDS = (PDF, DOCX, XLSX, ODT, ODS)
EVIDENCE_KINDS = (PDF, JPEG, PNG, WEBP)


class PrivateStorage(LazyObject):
    """The storage named `private`: never reachable by an address, only through a view that asks."""

    def _setup(self) -> None:
        self._wrapped = storages["private"]


private_storage: Storage = PrivateStorage()  # type: ignore[assignment]


def get_private_storage() -> Storage:
    """The private storage as a callable, so that migrations do not freeze it."""
    return storages["private"]


def check_upload(upload: File[Any], *, kinds: tuple[Kind, ...], max_bytes: int) -> Kind:
    """Refuse an upload that is empty, too large, or not by content what its name says.

    Returns the kind found. Raises ValidationError with a code: `empty`, `too_large`, `kind`.
    """
    if not upload.size:
        raise ValidationError(_("This file is empty. Please choose another one."), code="empty")
    if upload.size > max_bytes:
        raise ValidationError(
            _("This file is too large: at most %(limit)s MB are possible."),
            code="too_large",
            params={"limit": max_bytes // MEGABYTE},
        )
    upload.seek(0)
    found = filetype.guess(upload.read(8192))
    upload.seek(0)
    ending = (upload.name or "").rpartition(".")[2].lower()
    for kind in kinds:
        if found and found.mime == kind.mime and ending in kind.endings:
            return kind
    allowed = ", ".join(kind.endings[0].upper() for kind in kinds)
    raise ValidationError(
        _("The portal cannot accept this file. Possible are: %(kinds)s."),
        code="kind",
        params={"kinds": allowed},
    )


def without_metadata(upload: IO[bytes]) -> ContentFile[bytes]:
    """A picture without EXIF (location, device) and comments, turned upright; same format.

    Raises ValidationError (`image`) for something that cannot be opened or is absurdly large.
    """
    try:
        upload.seek(0)
        with Image.open(upload) as image:
            if image.width * image.height * getattr(image, "n_frames", 1) > MAX_PIXELS:
                raise ValidationError(_("This picture has too many pixels."), code="image")
            return ContentFile(_bare(image))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture cannot be opened."), code="image") from error


def _bare(image: Image.Image) -> bytes:
    """The pixels and the colour profile, nothing else."""
    kind = "JPEG" if image.format in {"JPEG", "MPO"} else image.format or "PNG"
    turned = image.getexif().get(ORIENTATION, 1) != 1
    options: dict[str, Any] = {"save_all": True} if getattr(image, "is_animated", False) else {}
    upright = ImageOps.exif_transpose(image) if turned and not options else image
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    if kind == "JPEG":
        options = {"quality": 90 if turned or image.format == "MPO" else "keep"} | {
            key: value for key, value in options.items() if key != "save_all"
        }
    if kind == "WEBP":
        options["quality"] = 90
    for key in ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"):
        upright.info.pop(key, None)
    target = io.BytesIO()
    upright.save(target, format=kind, **options)
    return target.getvalue()


def has_metadata(upload: IO[bytes]) -> bool:
    """Whether a picture carries EXIF, XMP or comments; False for what is no picture."""
    upload.seek(0)
    try:
        with Image.open(upload) as image:
            names = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"}
            return bool(image.getexif()) or image.format == "MPO" or bool(names & set(image.info))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    finally:
        upload.seek(0)


def cleaned_picture(content: File[Any], name: str = "") -> File[Any]:
    """The content itself, or a cleaned copy where it carries a location, device or comment."""
    handle = content.open("rb") if content.closed else content
    bare = without_metadata(handle) if has_metadata(handle) else content  # type: ignore[arg-type]
    bare.seek(0)
    bare.name = bare.name or name
    return bare
