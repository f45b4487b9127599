"""Every German page of the demo with its path, type and fields, parents before children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from actors.models import ActorIndexPage, ActorPage, BodyPage, OfficePage
from home.models import (
    ContactPage,
    EventIndexPage,
    EventPage,
    HomePage,
    InternalSectionPage,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    SectionPage,
    StandardPage,
)
from portal.demo import dates
from portal.demo.book import Book
from portal.demo.content import read, read_all
from portal.demo.days import in_days
from projects.models import (
    CallPage,
    GrantRegisterPage,
    MicroprojectIndexPage,
    MicroprojectPage,
    ProgrammePage,
)

HOME = "home"
MODELS: dict[str, type[Page]] = {
    "home": HomePage,
    "section": SectionPage,
    "standard": StandardPage,
    "internal": InternalSectionPage,
    "legal": LegalPage,
    "contact": ContactPage,
    "event_index": EventIndexPage,
    "news_index": NewsIndexPage,
    "programme": ProgrammePage,
    "call": CallPage,
    "microproject_index": MicroprojectIndexPage,
    "grant_register": GrantRegisterPage,
    "actor_index": ActorIndexPage,
}
LEGAL_KINDS = {
    "impressum": "imprint",
    "datenschutz": "privacy",
    "barrierefreiheit": "accessibility",
}
MARK = "(Beispiel)"


@dataclass(slots=True)
class Spec:
    """One page: `data` is the content of its file, `fields` what its model needs besides."""

    path: str
    model: type[Page]
    data: dict[str, Any]
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The last part of the path; the home page is called `start`."""
        return "start" if self.path == HOME else self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """Path of the page above."""
        return self.path.rpartition("/")[0] or HOME

    @property
    def is_public(self) -> bool:
        """Whether everybody may read the page, restrictions aside."""
        return bool(self.fields.get("live", True))

    @property
    def is_demo(self) -> bool:
        """Whether the page is marked as invented."""
        return bool(self.data.get("demo", MARK in self.data["title"]))


def all_specs(book: Book) -> list[Spec]:
    """All pages in the order in which they can be made."""
    specs = [*_written(book), *_drafts(book), *_actors(book), *_bodies(book), *_offices(book)]
    specs += [*_microprojects(book), *_events(book), *_news(book)]
    return sorted(specs, key=lambda spec: spec.path != HOME and spec.path.count("/") + 1)


def _written(book: Book) -> Iterator[Spec]:
    pages = read_all("pages")
    for path, data in sorted(pages.items(), key=lambda item: item[1].get("order", 100)):
        spec = Spec(path, MODELS[data.get("type", "standard")], data)
        if spec.model is HomePage:
            spec.fields = {name: data[name] for name in ("question", "intro", "search_hint")}
        elif spec.model is LegalPage:
            spec.fields = _legal(path, data)
        elif spec.model is ContactPage:
            spec.fields = {"thanks": data["thanks"]}
        elif spec.model is ProgrammePage:
            spec.fields = {"programme": book.programmes[data["programme"]]}
        elif spec.model is CallPage:
            spec.fields = {"call": book.calls[data["call"]]}
        yield spec


def _drafts(book: Book) -> Iterator[Spec]:
    """Pages that are not public; `portal.demo.drafts` gives them their versions."""
    for path, data in read_all("drafts").items():
        author = book.users[data["author"]]
        fields = {"live": False, "owner": author}
        yield Spec(path, StandardPage, {"demo": True, **data}, fields)


def _legal(path: str, data: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": LEGAL_KINDS[path]}
    if fields["kind"] == "accessibility":
        fields |= {"conformity": "partial", "assessed_on": in_days(-data["assessed_days_ago"])}
    return fields


def _with_text(entry: dict[str, Any], title: str) -> dict[str, Any]:
    return {"title": title, "body": [{"text": entry["text"]}], **entry}


def _actors(book: Book) -> Iterator[Spec]:
    for slug, entry in read_all("actors").items():
        data = _with_text(entry, entry["name"])
        fields = {"organisation": book.organisations[slug]}
        yield Spec(f"hilfe/akteure/{slug}", ActorPage, data, fields)


def _bodies(book: Book) -> Iterator[Spec]:
    for entry in read("bodies")["body"]:
        data = _with_text(entry, entry["labels"]["de"])
        fields = {"gremium": book.bodies[entry["code"]]}
        yield Spec(f"ueber-uns/gremien/{entry['code']}", BodyPage, data, fields)


def _offices(book: Book) -> Iterator[Spec]:
    for entry in read("offices")["office"]:
        data = _with_text(entry, entry["labels"]["de"])
        fields = {"office": book.offices[entry["code"]]}
        yield Spec(f"ueber-uns/aemter/{entry['slug']}", OfficePage, data, fields)


def _microprojects(book: Book) -> Iterator[Spec]:
    for code, entry in read_all("microprojects").items():
        body: list[dict[str, Any]] = [{"text": entry["story"]}]
        if "quote" in entry:
            text, source = entry["quote"]
            body.append({"block": "quote", "text": text, "source": source})
        data = {"demo": True, "body": body, **entry}
        fields = {
            "microproject": book.microprojects[code],
            "lessons": "\n".join(entry["lessons"]),
        }
        yield Spec(f"projekte/alle/{code}", MicroprojectPage, data, fields)


def _events(book: Book) -> Iterator[Spec]:
    for slug, entry in read_all("events").items():
        data = {"demo": True, **_with_text(entry, entry["title"])}
        yield Spec(f"termine/{slug}", EventPage, data, dates.event_fields(book, entry))


def _news(book: Book) -> Iterator[Spec]:
    for slug, entry in read_all("news").items():
        data = {"demo": True, **_with_text(entry, entry["title"])}
        fields = {
            "date": in_days(entry["days"]),
            "author": "Stadtteilbüro (Vorführung)",
            "theme": book.themes[entry["theme"]],
        }
        yield Spec(f"aktuelles/{slug}", NewsPage, data, fields)
