"""Reading the network: the rows of the index, what can be chosen, the pages shown.

The index reads a few plain columns of every actor in one query and filters in Python: opening
hours and the alphabet cannot be asked of a database, and a district has hundreds of actors,
not millions. Only of the actors shown more is read then.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigAutoField
from wagtail.models import Page
from wagtail.query import PageQuerySet

from actors.organisations.choices import BARRIER_FACTS, Answer
from actors.organisations.hours import status
from actors.organisations.models import Organisation
from actors.themes.models import Theme
from actors.themes.queries import all_themes
from media.images.lists import listed_pictures
from portal.cms.rows import CHILDREN, children_of, live_children
from portal.kernel.prepared import Prepared
from portal.kernel.stems import stems

FACTS = tuple(BARRIER_FACTS)
PICTURE = "fill-640x360"
OF_ROWS = (
    "pk",
    "path",
    "organisation_id",
    "title",
    "organisation__kind",
    "organisation__languages_spoken",
    "organisation__opening_hours",
    *(f"organisation__{fact}" for fact in FACTS),
)
SHOWN = (
    "pk",
    "slug",
    "summary",
    "picture",
    "is_demo",
    "organisation__street",
    "organisation__map_x",
    "organisation__map_y",
    "organisation__latitude",
    "organisation__longitude",
)
OTHER_LETTERS = "#"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Row:
    """What filters and the alphabet need to know of one actor."""

    page: int
    organisation: int
    title: str
    kind: str
    spoken: tuple[str, ...]
    hours: str
    facts: frozenset[str]
    themes: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter of the alphabet it stands under; Ä stands under A."""
        return letter_of(self.title)

    def is_open(self) -> bool:
        """Whether it is open now."""
        current = status(self.hours)
        return current is not None and current.is_open is True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks for; empty means anything."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    language: str = ""
    facts: tuple[str, ...] = ()
    open_now: bool = False
    letter: str = ""


@dataclass(slots=True)
class Network:
    """All actors of an index, with the themes that they have."""

    rows: list[Row]
    themes: dict[str, Theme] = field(default_factory=dict)

    def count(self, part: Callable[[Row], Iterable[str]]) -> Counter[str]:
        """How many actors have each code of a part."""
        return Counter(code for row in self.rows for code in part(row))


def sort_key(title: str) -> str:
    """A title as the alphabet sees it: umlauts as their vowels, case and marks dropped."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss"))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return kept.casefold().lstrip("\"'„“‚‘»«( ")


def folded(text: str) -> str:
    """The words of a text without case and umlauts, each once."""
    return " ".join(dict.fromkeys(sort_key(text[:20_000]).split()))


def letter_of(title: str) -> str:
    """The letter A to Z of a title, or `#` for figures and other scripts."""
    first = sort_key(title)[:1].upper()
    return first if first in ALPHABET and first else OTHER_LETTERS


def _pages() -> Any:
    model: Any = Organisation._meta.get_field("pages").related_model
    return model.objects


LISTED = Prepared(
    lambda **place: live_children(_pages().all(), **place).order_by().values_list(*OF_ROWS),
    **CHILDREN,
)
SHOWN_PAGES = Prepared(
    lambda keys: _pages().filter(id__in=keys).order_by().values_list(*SHOWN), keys=BigAutoField()
)
THEMES_OF = Prepared(
    lambda: Organisation.themes.through.objects.values_list("organisation_id", "theme_id")
)


def network(index: Page, hidden: tuple[str, ...]) -> Network:
    """The live actors of an index outside the hidden parts of the page tree; three queries."""
    themes, of = _themes()
    rows = [
        Row(
            page=pk,
            organisation=organisation,
            title=title,
            kind=kind,
            spoken=tuple(spoken),
            hours=hours,
            facts=frozenset(c for c, a in zip(FACTS, answers, strict=True) if a == Answer.YES),
            themes=of.get(organisation, ()),
        )
        for pk, path, organisation, title, kind, spoken, hours, *answers in LISTED.rows(
            **children_of(index)
        )
        if not path.startswith(hidden)
    ]
    return Network(sorted(rows, key=lambda row: (sort_key(row.title), row.page)), themes)


def _themes() -> tuple[dict[str, Theme], dict[int, tuple[str, ...]]]:
    """Themes by code, and the codes of each organisation in their order."""
    themes = all_themes()
    place = {pk: number for number, pk in enumerate(themes)}
    of: dict[int, list[int]] = {}
    for organisation, theme in THEMES_OF.rows():
        of.setdefault(organisation, []).append(theme)
    return (
        {theme.code: theme for theme in themes.values()},
        {
            organisation: tuple(themes[pk].code for pk in sorted(each, key=place.__getitem__))
            for organisation, each in of.items()
        },
    )


def select(rows: list[Row], wanted: Wanted, found: set[int] | None = None) -> list[Row]:
    """The rows that fit; `found` are the pages that a search found (None: no search)."""
    return [
        row
        for row in rows
        if (found is None or row.page in found)
        and (not wanted.kind or row.kind == wanted.kind)
        and (not wanted.theme or wanted.theme in row.themes)
        and (not wanted.language or wanted.language in row.spoken)
        and row.facts.issuperset(wanted.facts)
        and (not wanted.open_now or row.is_open())
    ]


def search_pages(pages: PageQuerySet, words: str) -> set[int]:
    """The keys of the pages whose words begin with all the stems asked for."""
    asked = stems(words, limit=200)
    if not asked:
        return set()
    results = pages.autocomplete(asked, operator="and")
    return {page.pk for page in results[:500]}


def search_words(organisation: Organisation) -> str:
    """All words of an organisation that a search should find, in every language."""
    labels = [theme.labels for theme in organisation.themes.all()]
    for offer in organisation.offers.all():
        labels += [offer.title, offer.text, offer.audience]
    texts = [text for each in labels for text in each.values()]
    kind = str(organisation.get_kind_display())
    return " ".join([organisation.name, kind, *organisation.spoken, organisation.street, *texts])


def shown(rows: list[Row]) -> dict[int, dict[str, Any]]:
    """What the list shows of some rows, by key of the page; two queries."""
    columns = SHOWN_PAGES.rows(keys=[row.page for row in rows])
    found = {each[0]: dict(zip(SHOWN, each, strict=True)) for each in columns}
    pictures = listed_pictures((each["picture"] for each in found.values()), PICTURE)
    for each in found.values():
        each["picture"] = pictures.get(each["picture"])
    return found
