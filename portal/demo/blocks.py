"""From the short form of the TOML files to the raw values of the portal's blocks."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.demo.book import Book
from portal.demo.markup import rich_text

Raw = dict[str, Any]


class BodyWriter:
    """Writes the bodies of one page; the ids of its blocks are the same in every language."""

    def __init__(self, book: Book, path: str) -> None:
        self.book = book
        self.path = path

    def body(self, blocks: list[Raw]) -> str:
        """The whole body as JSON for a StreamField."""
        raw = [
            {"type": kind, "value": value, "id": self._id(number)}
            for number, block in enumerate(blocks)
            for kind, value in [self._block(block, number)]
        ]
        return json.dumps(raw, ensure_ascii=False)

    def stream(self, kind: str, values: list[Any]) -> str:
        """A stream of blocks of one kind, such as doors or related pages."""
        return json.dumps(
            [
                {"type": kind, "value": value, "id": self._id(f"{kind}-{number}")}
                for number, value in enumerate(values)
            ],
            ensure_ascii=False,
        )

    def html(self, text: str) -> str:
        """Running text with its links."""
        return rich_text(text, self.book.page_id)

    def _id(self, place: object) -> str:
        return str(uuid5(NAMESPACE_URL, f"demo:{self.path}:{place}"))

    def _list(self, number: int, values: list[Any]) -> list[Raw]:
        return [
            {"type": "item", "value": value, "id": self._id(f"{number}:{position}")}
            for position, value in enumerate(values)
        ]

    def _block(self, block: Raw, number: int) -> tuple[str, Any]:
        kind = block.get("block", "rich_text")
        if kind == "rich_text":
            return kind, self.html(block["text"])
        plain = {key: value for key, value in block.items() if key != "block"}
        made: Raw = getattr(self, f"_{kind}", lambda data, _number: data)(plain, number)
        return kind, made

    def _notice(self, data: Raw, _number: int) -> Raw:
        return {**data, "text": self.html(data["text"])}

    def _accordion(self, data: Raw, number: int) -> Raw:
        items = [{"title": title, "text": self.html(text)} for title, text in data["items"]]
        return {"title": data.get("title", ""), "items": self._list(number, items)}

    _steps = _accordion

    def _facts(self, data: Raw, number: int) -> Raw:
        items = [{"figure": f, "label": label, "note": note} for f, label, note in data["items"]]
        return {"title": data.get("title", ""), "items": self._list(number, items)}

    def _table(self, data: Raw, number: int) -> Raw:
        rows = [
            {
                "cells": [
                    {"type": "item", "value": cell, "id": self._id(f"{number}:{row}:{column}")}
                    for column, cell in enumerate(cells)
                ]
            }
            for row, cells in enumerate(data["rows"])
        ]
        return {**data, "rows": self._list(number, rows)}

    def _chart(self, data: Raw, number: int) -> Raw:
        rows = [{"label": label, "value": value} for label, value in data["rows"]]
        return {**data, "rows": self._list(number, rows)}

    def _map(self, data: Raw, number: int) -> Raw:
        places = [
            {"name": name, "address": address, "latitude": latitude, "longitude": longitude}
            for name, address, latitude, longitude in data["places"]
        ]
        return {**data, "places": self._list(number, places)}

    def _image(self, data: Raw, _number: int) -> Raw:
        return {
            "image": self.book.images[data["image"]],
            "alt": "",
            "decorative": False,
            "caption": data.get("caption", ""),
        }

    def _gallery(self, data: Raw, number: int) -> Raw:
        images = [self.book.images[key] for key in data["images"]]
        return {"title": data.get("title", ""), "images": self._list(number, images)}

    def _documents(self, data: Raw, number: int) -> Raw:
        documents = [self.book.documents[key] for key in data["documents"]]
        return {"title": data.get("title", ""), "documents": self._list(number, documents)}

    def _call_to_action(self, data: Raw, _number: int) -> Raw:
        return {**data, "page": self.book.page_id(data["page"]), "url": ""}

    def _contact_card(self, data: Raw, _number: int) -> Raw:
        if "actor" in data:
            return {"office": None, "actor": self.book.organisations[data["actor"]].pk, "free": {}}
        names = ("name", "function", "phone", "email", "address", "hours")
        free = {name: data.get(name, "") for name in names}
        return {"office": None, "actor": None, "free": free}

    def _related_pages(self, data: Raw, number: int) -> Raw:
        pages = [self.book.page_id(path) for path in data["pages"]]
        return {"title": data.get("title", ""), "pages": self._list(number, pages)}

    def _video(self, data: Raw, _number: int) -> Raw:
        return {
            "title": data["title"],
            "url": "",
            "file": self.book.documents[data["file"]],
            "poster": self.book.images[data["poster"]],
            "length": data["length"],
            "transcript": self.html(data["text"]),
        }
