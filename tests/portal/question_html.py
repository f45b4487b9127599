"""What a browser sees of a question."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import QueryDict
from django.template.loader import render_to_string

from portal.forms.forms import Asked


def html(asked: Asked) -> str:
    """The question as it stands on the page."""
    return render_to_string(asked.kind.template, {"asked": asked})


class Page(HTMLParser):
    """What a browser would make of a page: controls with their values, labels, ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.described: list[str] = []
        self.controls: list[dict[str, str]] = []
        self.values: list[tuple[str, str]] = []
        self._open: tuple[str, str] | None = None
        self._select = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if "id" in have:
            self.ids.append(have["id"])
        if tag == "label":
            self.labelled.append(have.get("for", ""))
        self.described += have.get("aria-describedby", "").split()
        if tag in ("input", "textarea", "select"):
            self.controls.append(have)
        if tag == "input" and (
            have.get("type") not in ("checkbox", "radio", "file") or "checked" in have
        ):
            standard = "on" if have.get("type") in ("checkbox", "radio") else ""
            self.values.append((have["name"], have.get("value", standard)))
        if tag == "textarea":
            self._open = (have["name"], "")
        if tag == "select":
            self._select = have["name"]
        if tag == "option" and "selected" in have:
            self.values.append((self._select, have["value"]))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open = (self._open[0], self._open[1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._open:
            # HTML drops the first line break; a browser posts the others as two characters.
            name, text = self._open
            self.values.append((name, text.removeprefix("\n").replace("\n", "\r\n")))
            self._open = None

    def request(self) -> QueryDict:
        """What the browser would post."""
        data = QueryDict(mutable=True)
        for name, value in self.values:
            data.appendlist(name, value)
        return data
