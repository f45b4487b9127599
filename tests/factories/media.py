"""Pictures and documents for tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from media.documents.models import PortalDocument
from media.images.models import PhotoConsent, PortalImage
from portal.kernel import clock

GPS_TAG = 0x8825


def picture_bytes(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), *, located: bool = False, turned: int = 1
) -> bytes:
    """A picture; `located` adds a GPS position and a camera's name."""
    target = io.BytesIO()
    options: dict[str, Any] = {}
    if located or turned != 1:
        exif = Image.Exif()
        exif[0x0112] = turned
        if located:
            exif[0x0110] = "Kamera 1"
            exif.get_ifd(GPS_TAG)[1] = "N"
            exif.get_ifd(GPS_TAG)[2] = (51.0, 41.0, 24.0)
        options["exif"] = exif
    Image.new("RGB", size, (0, 105, 115)).save(target, format=kind, **options)
    return target.getvalue()


def picture_file(name: str = "bild.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    """An upload of a picture."""
    kind = "PNG" if name.endswith("png") else "JPEG"
    body = content if content is not None else picture_bytes(kind)
    return SimpleUploadedFile(name, body, content_type="image/jpeg")


def image(**fields: Any) -> PortalImage:
    """A picture of the library."""
    fields.setdefault("title", "Gartenfest")
    fields.setdefault("description", "Menschen sitzen an einem langen Tisch")
    fields.setdefault("file", picture_file())
    return PortalImage.objects.create(**fields)


def pdf_bytes() -> bytes:
    """The smallest thing that is a PDF by content."""
    return b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def docx_bytes(**extra: str) -> bytes:
    """An office document; `extra` adds entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        for name, text in extra.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


def document(**fields: Any) -> PortalDocument:
    """A document of the library."""
    fields.setdefault("title", "Merkblatt")
    fields.setdefault("file", SimpleUploadedFile("merkblatt.pdf", pdf_bytes()))
    return PortalDocument.objects.create(**fields)


def closed_collection(name: str = "Nur für Netzwerk", *groups: Any) -> Collection:
    """A collection that opens to signed-in people, or to some groups."""
    collection = Collection.get_first_root_node().add_child(name=name)
    kind = CollectionViewRestriction.GROUPS if groups else CollectionViewRestriction.LOGIN
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind
    )
    restriction.groups.set(groups)
    return collection


def consent(picture: PortalImage, **fields: Any) -> PhotoConsent:
    """A consent to be shown."""
    fields.setdefault("person", "Leitung der Gartengruppe")
    fields.setdefault("given_on", clock.today())
    fields.setdefault("purposes", ["website"])
    return PhotoConsent.objects.create(image=picture, **fields)


def open_collection() -> int:
    """The key of the collection that is open to everybody, as forms post it."""
    return int(Collection.get_first_root_node().pk)
