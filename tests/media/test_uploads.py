"""Uploads through Wagtail's screens: by content, bounded, without location; never a 500."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from media.documents.actions import add_document
from media.images.actions import add_image
from media.models import PortalDocument, PortalImage
from portal.kernel import files
from tests.factories import media
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def editor() -> Client:
    """The administration at the library."""
    return client_for(user("admin"))


def zipped(**entries: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def exif_of(image: PortalImage) -> dict[int, Any]:
    with image.file.open("rb") as handle, Image.open(handle) as picture:
        return dict(picture.getexif()) | dict(picture.getexif().get_ifd(media.GPS_TAG))


REFUSED_IMAGES = [
    ("leer.jpg", b""),
    ("seite.jpg", HTML),
    ("zeichnung.svg", SVG),
    ("zeichnung.png", SVG),
    ("brief.jpg", media.pdf_bytes()),
    ("kaputt.jpg", b"\xff\xd8\xff\xe0 and nothing else"),
    ("abgerissen.png", media.picture_bytes("PNG", (400, 300))[:600]),
    ("endung.png", media.picture_bytes("JPEG")),
    ("doppelt.jpg", media.picture_bytes() + zipped(a=b"x")),
    ("skript.jpg", media.picture_bytes() + HTML),
    ("nul.jpg", b"\x00" * 4000),
    ("gross.jpg", media.picture_bytes() + b"\0" * (12 * files.MEGABYTE)),
]


@pytest.mark.parametrize(("name", "content"), REFUSED_IMAGES, ids=[n for n, _c in REFUSED_IMAGES])
def test_what_is_no_picture_is_refused_with_a_message(
    editor: Client, name: str, content: bytes
) -> None:
    single = editor.post(
        reverse("wagtailimages:add"),
        {"title": "Bild", "description": "Ein Tisch", "licence": "own",
         "collection": media.open_collection(),
         "file": SimpleUploadedFile(name, content, "image/jpeg")},
    )  # fmt: skip
    assert single.status_code == 200
    assert single.context["form"].errors["file"]
    many = editor.post(
        reverse("wagtailimages:add_multiple"),
        {
            "collection": media.open_collection(),
            "title": "Bild",
            "files[]": SimpleUploadedFile(name, content, "image/jpeg"),
        },
    )
    assert many.status_code == 200
    assert len(json.loads(many.content)["error_message"]) > 10
    with pytest.raises(ValidationError):
        add_image(by=None, title="Bild", description="x",
                  file=SimpleUploadedFile(name, content, "image/jpeg"))  # fmt: skip
    assert not PortalImage.objects.exists()


def test_location_and_device_are_removed_on_every_way_in(editor: Client) -> None:
    located = media.picture_bytes(located=True)
    for handler in ("MemoryFileUploadHandler", "TemporaryFileUploadHandler"):
        with override_settings(FILE_UPLOAD_HANDLERS=[f"django.core.files.uploadhandler.{handler}"]):
            editor.post(
                reverse("wagtailimages:add"),
                {"title": handler, "description": "Ein Tisch", "licence": "own",
         "collection": media.open_collection(),
                 "file": media.picture_file(content=located)},
            )  # fmt: skip
            editor.post(
                reverse("wagtailimages:add_multiple"),
                {
                    "collection": media.open_collection(),
                    "title": f"viele {handler}",
                    "files[]": media.picture_file(content=located),
                },
            )
    add_image(by=None, title="action", description="x", file=media.picture_file(content=located))
    media.image(title="ORM", file=media.picture_file(content=located))
    stored = list(PortalImage.objects.all())
    assert len(stored) == 6
    for image in stored:
        assert exif_of(image) == {}
        with image.file.open("rb") as handle:
            content = handle.read()
        assert b"Kamera" not in content
        if image.title != "ORM":
            assert image.file_size == len(content)


def test_a_picture_held_sideways_stands_upright() -> None:
    content = media.picture_bytes(size=(64, 48), turned=6)
    image = add_image(by=None, title="Hochkant", description="x",
                      file=media.picture_file(content=content))  # fmt: skip
    assert (image.width, image.height) == (48, 64)


def test_a_picture_without_metadata_is_stored_as_it_came() -> None:
    content = media.picture_bytes("PNG")
    image = media.image(file=media.picture_file("bild.png", content))
    with image.file.open("rb") as handle:
        assert handle.read() == content


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_other_formats_lose_their_comments_and_keep_moving(kind: str) -> None:
    target = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    exif = Image.Exif()
    exif[0x0110] = "Kamera 1"
    frames[0].save(
        target, format=kind, save_all=True, append_images=frames[1:], exif=exif,
        comment=b"Kamera 1", loop=0,
    )  # fmt: skip
    bare = files.cleaned_picture(SimpleUploadedFile(f"a.{kind.lower()}", target.getvalue()))
    content = bare.read()
    assert b"Kamera" not in content
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == kind
        assert image.n_frames == 3


def test_alternative_text_or_decoration_is_asked_for(editor: Client) -> None:
    address = reverse("wagtailimages:add")
    base = {"title": "Bild", "licence": "own", "collection": media.open_collection()}
    cases = [
        ({"description": ""}, "description"),
        ({"description": "Ein Tisch", "is_decorative": "on"}, "is_decorative"),
        ({"description": "Ein Tisch", "licence": "cc_by"}, "credit"),
        ({"description": "Ein Tisch", "licence": "stolen"}, "licence"),
        ({"description": "x" * 100_000}, "description"),
        ({"description": "nul\x00"}, "description"),
        ({"description": "Ein Tisch", "title": "nul\x00"}, "title"),
    ]
    for extra, field in cases:
        answer = editor.post(address, {**base, **extra, "file": media.picture_file()})
        assert answer.status_code == 200
        assert field in answer.context["form"].errors
    editor.post(address, {**base, "is_decorative": "on", "description": "",
                          "file": media.picture_file()})  # fmt: skip
    assert PortalImage.objects.get().alternative_text == ""


def test_the_uploader_of_many_asks_for_the_text_afterwards(editor: Client) -> None:
    answer = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"collection": media.open_collection(), "title": "Fest", "files[]": media.picture_file()},
    )
    image = PortalImage.objects.get()
    assert "description" in json.loads(answer.content)["form"]
    address = reverse("wagtailimages:edit_multiple", args=[image.pk])
    fields = {"title": "Fest", "description": "", "licence": "own"}
    fields["collection"] = str(media.open_collection())
    ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    data = {f"image-{image.pk}-{name}": value for name, value in fields.items()}
    assert json.loads(editor.post(address, data, **ajax).content)["success"] is False
    data[f"image-{image.pk}-description"] = "Ein langer Tisch"
    assert json.loads(editor.post(address, data, **ajax).content)["success"] is True


REFUSED_DOCUMENTS = [
    ("leer.pdf", b""),
    ("seite.pdf", HTML),
    ("seite.html", HTML),
    ("zeichnung.svg", SVG),
    ("getarnt.docx", media.pdf_bytes()),
    ("archiv.docx", zipped(a=b"x")),
    ("archiv.zip", zipped(a=b"x")),
    ("makro.docx", media.docx_bytes(**{"word__vbaProject.bin": "x"})),
    ("kopf.pdf", b"%PDF-1.7 <script>alert(1)</script>"),
    ("anhang.pdf", media.pdf_bytes() + zipped(a=b"x")),
    ("kein-film.mp4", HTML),
    ("halb.docx", media.docx_bytes()[:60]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"), REFUSED_DOCUMENTS, ids=[n for n, _c in REFUSED_DOCUMENTS]
)
def test_what_is_no_document_is_refused_with_a_message(
    editor: Client, name: str, content: bytes
) -> None:
    upload = SimpleUploadedFile(name, content)
    single = editor.post(
        reverse("wagtaildocs:add"),
        {"collection": media.open_collection(), "title": "Blatt", "file": upload},
    )
    assert single.status_code == 200
    assert single.context["form"].errors["file"]
    upload.seek(0)
    many = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "collection": media.open_collection(),
            "title": "Blatt",
            "files[]": SimpleUploadedFile(name, content),
        },
    )
    assert many.status_code == 200
    assert len(json.loads(many.content)["error_message"]) > 10
    with pytest.raises(ValidationError):
        add_document(by=None, title="Blatt", file=SimpleUploadedFile(name, content))
    assert not PortalDocument.objects.exists()


def test_documents_and_films_come_in(editor: Client) -> None:
    odt = zipped(mimetype=b"application/vnd.oasis.opendocument.text")
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 100
    for name, content in {
        "blatt.pdf": media.pdf_bytes(),
        "brief.docx": media.docx_bytes(),
        "brief.odt": odt,
        "film.mp4": film,
    }.items():
        upload = SimpleUploadedFile(name, content)
        answer = editor.post(
            reverse("wagtaildocs:add"),
            {"collection": media.open_collection(), "title": name, "file": upload},
        )
        assert answer.status_code == 302, answer.context["form"].errors
    assert PortalDocument.objects.count() == 4


def test_the_limit_of_a_picture_counts_pixels_too() -> None:
    target = io.BytesIO()
    Image.new("1", (9000, 9000)).save(target, format="PNG", compress_level=1)
    upload = SimpleUploadedFile("riesig.png", target.getvalue())
    with pytest.raises(ValidationError):
        files.without_metadata(upload)
