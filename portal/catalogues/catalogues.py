"""The `.po` files: one per app and language, kept in step with the texts of the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.conf import settings

from portal.catalogues import python, templates
from portal.catalogues.found import Text

APPS = ("portal", "media", "actors", "projects", "home")
TEMPLATE_ENDINGS = {".html", ".txt", ".xml"}
# Plural rules as in Django's own catalogues (Unicode CLDR).
PLURALS = {
    "de": "nplurals=2; plural=(n != 1);",
    "de_Simple": "nplurals=2; plural=(n != 1);",
    "tr": "nplurals=2; plural=(n > 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
STAFF_NOTE = "office only"


def plural_forms(locale: str) -> int:
    """How many plural forms a language has."""
    return int(PLURALS[locale].removeprefix("nplurals=")[0])


def texts_of(app: str) -> list[Text]:
    """The texts of an app, each once, in the order of files; public if it is anywhere."""
    found: dict[tuple[str | None, str], Text] = {}
    for text in _all_texts(settings.BASE_DIR / app):
        known = found.setdefault(text.key, text)
        known.plural = known.plural or text.plural
        known.public = known.public or text.public
        known.places = sorted({*known.places, *text.places})
    return list(found.values())


def _all_texts(folder: Path) -> Iterator[Text]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder.parent).as_posix()
        if "/migrations/" in path:
            continue
        if file.suffix == ".py":
            yield from python.texts(file, path)
        elif "/templates/" in path and file.suffix in TEMPLATE_ENDINGS:
            yield from templates.texts(file, path)


def file_of(app: str, locale: str) -> Path:
    """Where the catalogue of an app in a language lies."""
    return Path(settings.BASE_DIR / app / "locale" / locale / "LC_MESSAGES" / "django.po")


def updated(app: str, locale: str, texts: Iterable[Text]) -> polib.POFile:
    """The catalogue with exactly these texts; translations that exist are kept."""
    file = file_of(app, locale)
    before = polib.pofile(str(file)) if file.exists() else polib.POFile()
    known: dict[tuple[str | None, str], polib.POEntry] = {
        (entry.msgctxt, entry.msgid): entry for entry in before if not entry.obsolete
    }
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "stadtteilportal",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": locale,
        "Plural-Forms": PLURALS[locale],
    }
    for text in texts:
        catalogue.append(_entry(text, known.get(text.key), plural_forms(locale)))
    return catalogue


def _entry(text: Text, known: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.singular,
        msgctxt=text.context,
        comment="" if text.public else STAFF_NOTE,
        occurrences=[(place, "") for place in text.places],
    )
    if "%(" in text.singular or "%s" in text.singular:
        entry.flags = ["python-format"]
    if text.plural:
        entry.msgid_plural = text.plural
        kept = known.msgstr_plural if known else {}
        entry.msgstr_plural = {form: kept.get(form, "") for form in range(forms)}
    elif known:
        entry.msgstr = known.msgstr
    return entry
