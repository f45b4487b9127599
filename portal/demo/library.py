"""Pictures and documents of the demo in the library."""

from __future__ import annotations

from hashlib import sha1
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from portal.demo.book import Book
from portal.demo.content import ROOT, read
from portal.demo.pictures.grounds import HEIGHT, WIDTH
from portal.demo.pictures.raster import CARD, Studio
from portal.demo.pictures.recipes import recipes
from portal.kernel.pdf import render_pdf
from portal.kernel.storages import media_storage

CREDIT = "Zeichnung: Stadtteilportal"
CARD_SPECS = ("fill-640x360|format-webp", "fill-640x360|format-webp|preserve-svg")
FILM = "film-norden"


def begin_pictures(book: Book) -> Studio:
    """Make the rows of missing pictures and begin to draw them."""
    image_model = get_image_model()
    # A row without a size is left from a run that was interrupted.
    image_model.objects.filter(title__in=recipes(), file_size=None).delete()
    known = set(image_model.objects.values_list("title", flat=True))
    missing = [key for key in recipes() if key not in known]
    collection = Collection.get_first_root_node()
    image_model.objects.bulk_create(
        image_model(
            title=key,
            description=recipes()[key].alt,
            credit=CREDIT,
            file=f"original_images/{key}.png",
            width=WIDTH,
            height=HEIGHT,
            collection=collection,
        )
        for key in missing
    )
    titles = image_model.objects.filter(title__in=recipes()).values_list("title", "pk")
    book.images = dict(titles)
    return Studio(missing)


def finish_pictures(studio: Studio) -> int:
    """Store the drawn pictures with the size that cards show; returns how many."""
    image_model = get_image_model()
    images = list(image_model.objects.filter(title__in=recipes(), file_size=None))
    renditions = []
    for image in images:
        original, card = studio.picture(image.title)
        _store(image.file.name, original)
        image.file_size, image.file_hash = len(original), _hash(original)
        name = f"images/{image.title}.card.webp"
        _store(name, card)
        renditions += [
            image.renditions.model(
                image=image,
                filter_spec=spec,
                focal_point_key="",
                file=name,
                width=CARD[0],
                height=CARD[1],
            )
            for spec in CARD_SPECS
        ]
    studio.close()
    image_model.objects.bulk_update(images, ["file_size", "file_hash"])
    if renditions:
        type(renditions[0]).objects.bulk_create(renditions)
    return len(images)


def load_documents(book: Book) -> None:
    """The three leaflets as PDF and the film."""
    known = dict(get_document_model().objects.values_list("title", "pk"))
    for key, leaflet in read("leaflets").items():
        title = leaflet["title"]
        if title not in known:
            pdf = render_pdf(template="portal/demo/leaflet.typ", data=leaflet)
            known[title] = _document(title, f"{key}.pdf", pdf)
        book.documents[key] = known[title]
    film = ROOT / f"{FILM}.webm"
    title = "Film: Eine Minute Norden (Beispiel)"
    book.documents[FILM] = known.get(title) or _document(title, film.name, film.read_bytes())


def _document(title: str, name: str, content: bytes) -> int:
    document = get_document_model()(title=title, collection=Collection.get_first_root_node())
    document.file.save(Path(name).name, ContentFile(content), save=False)
    document.file_size, document.file_hash = len(content), _hash(content)
    document.save()
    return int(document.pk)


def _store(name: str, content: bytes) -> None:
    storage = media_storage()
    if storage.exists(name):
        storage.delete(name)
    storage.save(name, ContentFile(content))


def _hash(content: bytes) -> str:
    """The hash that Wagtail finds duplicates by."""
    return sha1(content, usedforsecurity=False).hexdigest()
