"""Themes, organisations, offices and bodies of the demo."""

from __future__ import annotations

from typing import Any

from actors.models import Body, BodyFunction, Offer, Office, Organisation, Theme
from actors.organisations.choices import BARRIER_FACTS
from portal.demo.book import Book
from portal.demo.content import read, read_all

NAMES = ("kind", "street", "postcode", "phone", "email", "map_x", "map_y")


def load_network(book: Book) -> None:
    """Make what is missing; what stands stays as the office has changed it."""
    _themes(book)
    _organisations(book)
    _offices(book)
    _bodies(book)


def _themes(book: Book) -> None:
    for order, entry in enumerate(read("themes")["theme"], start=1):
        values = {"labels": entry["labels"], "icon": entry["icon"], "order": order * 10}
        theme, _made = Theme.objects.get_or_create(code=entry["code"], defaults=values)
        book.themes[theme.code] = theme


def _organisations(book: Book) -> None:
    known = {record.name: record for record in Organisation.objects.all()}
    for slug, entry in read_all("actors").items():
        book.organisations[slug] = known.get(entry["name"]) or _organisation(book, entry)


def _organisation(book: Book, entry: dict[str, Any]) -> Organisation:
    record = Organisation(
        name=entry["name"],
        is_demo=entry.get("demo", False),
        languages_spoken=entry.get("languages", []),
        opening_hours=entry.get("hours", ""),
        city="Hamm" if entry.get("street") else "",
        **{name: entry[name] for name in NAMES if name in entry},
        **{name: entry[name] for name in BARRIER_FACTS if name in entry},
        **{
            name: {"de": entry[name]}
            for name in ("place_note", "hours_note", "barrier_note")
            if name in entry
        },
    )
    record.full_clean()
    record.save()
    record.themes.set(book.themes[code] for code in entry["themes"])
    names = ("title", "text", "audience", "when", "cost")
    Offer.objects.bulk_create(
        Offer(
            organisation=record,
            sort_order=number,
            **{name: {"de": text} for name, text in zip(names, offer, strict=True)},
        )
        for number, offer in enumerate(entry.get("offers", []))
    )
    return record


def _offices(book: Book) -> None:
    for order, entry in enumerate(read("offices")["office"], start=1):
        values = {
            "labels": entry["labels"],
            "tasks": _two(entry, "tasks"),
            "case_role": _two(entry, "case_role"),
            "order": order * 10,
        }
        office, _made = Office.objects.get_or_create(code=entry["code"], defaults=values)
        book.offices[office.code] = office


def _bodies(book: Book) -> None:
    for order, entry in enumerate(read("bodies")["body"], start=1):
        values = {
            "labels": entry["labels"],
            "kind": entry["kind"],
            "parent": book.bodies[entry["parent"]] if "parent" in entry else None,
            "purpose": _two(entry, "purpose"),
            "rhythm": entry.get("rhythm", {}),
            "place": entry.get("place", {}),
            "is_public": entry.get("public", False),
            "order": order * 10,
        }
        body, made = Body.objects.get_or_create(code=entry["code"], defaults=values)
        book.bodies[body.code] = body
        if made:
            BodyFunction.objects.bulk_create(
                BodyFunction(body=body, sort_order=n, labels={"de": name}, note={"de": note})
                for n, (name, note) in enumerate(entry["functions"])
            )


def _two(entry: dict[str, Any], name: str) -> dict[str, str]:
    """German and English labels of an entry."""
    return {"de": entry[name], "en": entry[f"{name}_en"]}
