"""What surrounds the pages of the demo: footer, bar at the top, and an alert that is over."""

from __future__ import annotations

from datetime import timedelta

from wagtail.models import Page, Site

from home.models import Alert, FooterSettings
from portal.demo.blocks import BodyWriter
from portal.demo.book import Book
from portal.demo.content import read, read_all
from portal.kernel import clock

ADDRESS = "Stadtteilzentrum, Sorauer Straße 14\n59065 Hamm"
NAMES = {
    "de": "Stadtteilbüro Hamm-Norden",
    "de-simple": "Stadtteil·büro Hamm-Norden",
    "en": "Hamm-Norden district office",
    "tr": "Hamm-Norden mahalle bürosu",
    "ar": "مكتب حي هام-نوردن",
}


def load_surroundings(book: Book) -> None:
    """Write what is missing; a footer that stands stays."""
    _footer(book)
    for entry in read("alerts")["alert"]:
        if Alert.objects.filter(title__de=entry["title"]["de"]).exists():
            continue
        Alert.objects.create(
            severity=entry["severity"],
            title=entry["title"],
            text=entry["text"],
            page=Page.objects.get(pk=book.page_id(entry["page"])),
            starts_at=clock.now() + timedelta(days=entry["starts"]),
            ends_at=clock.now() + timedelta(days=entry["ends"]),
        )


def _footer(book: Book) -> None:
    site = Site.objects.get(is_default_site=True)
    footer = FooterSettings.for_site(site)
    if footer.address:
        return
    footer.name, footer.address = NAMES, ADDRESS
    for column in ("portal", "service"):
        name = f"{column}_links"
        links = [
            book.page_id(path)
            for path, data in read_all("pages").items()
            if data.get("footer") == column
        ]
        raw = BodyWriter(book, f"footer:{column}").stream("page", links)
        setattr(footer, name, FooterSettings._meta.get_field(name).to_python(raw))
    footer.save()
