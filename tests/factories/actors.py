"""Organisations, offices, bodies and their pages for tests."""

from __future__ import annotations

import itertools

from wagtail.models import Page

from actors.models import (
    ActorIndexPage,
    ActorPage,
    Body,
    BodyPage,
    Offer,
    Office,
    OfficePage,
    Organisation,
    Theme,
)
from portal.cms.fields import Labels
from tests.factories.site import below, home_page

_numbers = itertools.count(1)


def theme(code: str = "", **fields: object) -> Theme:
    """A theme; its German name is the code with a capital."""
    code = code or f"theme-{next(_numbers)}"
    fields.setdefault("labels", Labels(de=code.title()))
    return Theme.objects.get_or_create(code=code, defaults=fields)[0]


def organisation(name: str = "", *, themes: tuple[str, ...] = (), **fields: object) -> Organisation:
    """An organisation, by default an association on the map."""
    number = next(_numbers)
    fields.setdefault("kind", "association")
    fields.setdefault("map_x", 100 + number * 37 % 800)
    fields.setdefault("map_y", 100 + number * 53 % 500)
    record = Organisation.objects.create(name=name or f"Verein {number}", **fields)
    record.themes.set([theme(code) for code in themes])
    return record


def offer(to: Organisation, title: str = "Hausaufgabenhilfe", **fields: object) -> Offer:
    """An offer of an organisation."""
    return Offer.objects.create(organisation=to, title={"de": title}, **fields)


def actor_index(parent: Page | None = None, **fields: object) -> ActorIndexPage:
    """The index of all actors below the home page."""
    fields = {"title": "Wer ist wo?", "slug": "akteure", **fields}
    return below(parent or home_page(), ActorIndexPage(**fields))


def actor(
    index: ActorIndexPage | None = None, name: str = "", page: dict | None = None, **fields: object
) -> ActorPage:
    """An actor: an organisation (`fields`) with its page below the index."""
    index = index or ActorIndexPage.objects.first() or actor_index()
    record = organisation(name, **fields)
    return below(index, ActorPage(title=record.name, organisation=record, **(page or {})))


def office(code: str = "jugendamt", **fields: object) -> Office:
    """A municipal office."""
    fields.setdefault("labels", Labels(de=code.title()))
    return Office.objects.get_or_create(code=code, defaults=fields)[0]


def office_page(record: Office | None = None, **fields: object) -> OfficePage:
    """The page of an office."""
    record = record or office()
    return below(None, OfficePage(**{"title": str(record), "office": record, **fields}))


def body(code: str = "komitee", **fields: object) -> Body:
    """A body."""
    fields = {"labels": Labels(de=code.title()), "kind": "deciding", **fields}
    return Body.objects.get_or_create(code=code, defaults=fields)[0]


def body_page(record: Body | None = None, **fields: object) -> BodyPage:
    """The page of a body."""
    record = record or body()
    return below(None, BodyPage(**{"title": str(record), "gremium": record, **fields}))
