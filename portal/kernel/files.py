"""Upload checks by content, location removal, and the private storage."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import LazyObject
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MEGABYTE = 1024 * 1024
MAX_PIXELS = 60_000_000
# What Pillow raises for a broken file.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)
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

MP4 = Kind("video/mp4", ("mp4",))
WEBM = Kind("video/webm", ("webm",))

IMAGE_KINDS = (JPEG, PNG, WEBP, GIF)
DOCUMENT_KINDS = (PDF, DOCX, XLSX, ODT, ODS)
EVIDENCE_KINDS = (PDF, JPEG, PNG, WEBP)
OFFICE_KINDS = (DOCX, XLSX, ODT, ODS)
VIDEO_KINDS = (MP4, WEBM)
ALL_KINDS = (*IMAGE_KINDS, HEIC, PDF, *VIDEO_KINDS)

# An office document unpacks to no more than this, in bytes.
MAX_UNPACKED = 400 * MEGABYTE
# What has no place in a picture or at the head of a PDF; looked for in this many edge bytes.
FOREIGN = (b"<html", b"<!doctype", b"<?php", b"<script", b"<iframe")
EDGE = 64 * 1024
# Where pictures keep location, device, author and comments.
PRIVATE_INFO = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "mp", "mpoffset"}


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

    Returns the kind found. Raises ValidationError with a code: `empty`, `too_large`, `kind`,
    `disguised` (a file that is two things at once, such as a picture with a script inside).
    """
    if not upload.size:
        raise ValidationError(_("This file is empty. Please choose another one."), code="empty")
    if upload.size > max_bytes:
        raise ValidationError(
            _("This file is too large: at most %(limit)s MB are possible."),
            code="too_large",
            params={"limit": max_bytes // MEGABYTE},
        )
    kind = kind_of(upload)
    ending = (upload.name or "").rpartition(".")[2].lower()
    if kind is None or kind not in kinds or ending not in kind.endings:
        allowed = ", ".join(kind.endings[0].upper() for kind in kinds)
        raise ValidationError(
            _("The portal cannot accept this file. Possible are: %(kinds)s."),
            code="kind",
            params={"kinds": allowed},
        )
    if is_disguised(upload, kind):
        raise ValidationError(
            _("This file hides other content. Please save it anew with your programme."),
            code="disguised",
        )
    if kind in IMAGE_KINDS:
        check_picture(upload)
    return kind


def ending_of(mime: str) -> str:
    """The usual ending of a file of that kind; raises KeyError for one that nobody may upload."""
    return {kind.mime: kind.endings[0] for kind in (*ALL_KINDS, *OFFICE_KINDS)}[mime]


def check_picture(upload: IO[bytes] | File[Any]) -> None:
    """Read a picture to its end; raises ValidationError (`image`) when broken or too large."""
    upload.seek(0)
    try:
        with Image.open(upload) as image:  # type: ignore[arg-type]
            if image.width * image.height * getattr(image, "n_frames", 1) > MAX_PIXELS:
                raise ValidationError(_("This picture has too many pixels."), code="image")
            image.load()
    except (*BROKEN, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture cannot be opened."), code="image") from error
    finally:
        upload.seek(0)


def kind_of(upload: File[Any]) -> Kind | None:
    """The kind of a file by its content; None for HTML, SVG and everything unknown."""
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    if head.startswith(b"PK"):
        return _office_kind(upload)
    found = filetype.guess(head)
    return next((kind for kind in ALL_KINDS if found and kind.mime == found.mime), None)


def _office_kind(upload: File[Any]) -> Kind | None:
    """Which office document a ZIP holds; None for other archives, macros and bombs."""
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                return None
            if any(name.endswith("vbaProject.bin") for name in names):
                return None
            if "mimetype" in names:
                said = archive.open("mimetype").read(100).decode("ascii", "replace").strip()
                return next((kind for kind in (ODT, ODS) if kind.mime == said), None)
            if "[Content_Types].xml" not in names:
                return None
            parts = ((DOCX, "word/document.xml"), (XLSX, "xl/workbook.xml"))
            return next((kind for kind, part in parts if part in names), None)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    finally:
        upload.seek(0)


def is_disguised(upload: File[Any], kind: Kind) -> bool:
    """Whether a picture or PDF is also an archive, or carries a page or a script."""
    if kind in OFFICE_KINDS or kind in VIDEO_KINDS:
        return False
    try:
        if zipfile.is_zipfile(upload):
            return True
        upload.seek(0)
        if kind == PDF:
            head = upload.read(1024).lower()
            return any(mark in head for mark in FOREIGN)
        content = upload.read().lower()
        ends = content[:EDGE] + b" " + content[-EDGE:]
        return b"<script" in content or any(mark in ends for mark in FOREIGN)
    finally:
        upload.seek(0)


def without_metadata(upload: IO[bytes]) -> ContentFile[bytes]:
    """A picture without EXIF (location, device) and comments, turned upright; same format.

    Raises ValidationError (`image`) for something that cannot be opened or is absurdly large.
    """
    check_picture(upload)
    try:
        with Image.open(upload) as image:
            return ContentFile(_bare(image))
    except BROKEN as error:
        raise ValidationError(_("This picture cannot be opened."), code="image") from error


def _bare(image: Image.Image) -> bytes:
    """The pixels and the colour profile, nothing else."""
    kind = "JPEG" if image.format in {"JPEG", "MPO"} else image.format or "PNG"
    turned = image.getexif().get(ORIENTATION, 1) != 1
    moving = kind != "JPEG" and getattr(image, "is_animated", False)
    upright = ImageOps.exif_transpose(image) if turned and not moving else image
    options: dict[str, Any] = {"save_all": True} if moving else {}
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    if kind in {"JPEG", "WEBP"}:
        options["quality"] = "keep" if image.format == "JPEG" and not turned else 90
    for key in PRIVATE_INFO:
        upright.info.pop(key, None)
    target = io.BytesIO()
    upright.save(target, format=kind, **options)
    return target.getvalue()


def has_metadata(upload: IO[bytes]) -> bool:
    """Whether a picture carries EXIF, XMP or comments; False for what is no picture."""
    upload.seek(0)
    try:
        with Image.open(upload) as image:
            words = bool(getattr(image, "text", None))
            return words or bool(image.getexif() or PRIVATE_INFO & set(image.info))
    except (*BROKEN, Image.DecompressionBombError):
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


def strip_in_place(upload: UploadedFile) -> None:
    """Remove location, device and comments from an uploaded picture, wherever it is kept."""
    bare = cleaned_picture(upload)
    if bare is upload:
        return
    content = bare.read()
    place: Any = upload.file
    place.seek(0)
    place.truncate()
    place.write(content)
    place.flush()
    place.seek(0)
    upload.size = len(content)
