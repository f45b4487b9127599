"""The interface's texts: complete in German, the public ones in every language of the portal."""

from __future__ import annotations

import re
from functools import cache

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, to_locale

from portal.catalogues import scope
from portal.catalogues.catalogues import APPS, PLURALS, file_of, plural_forms, texts_of, updated
from portal.catalogues.found import Text

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
CATALOGUES = [(app, locale) for app in APPS for locale in PLURALS]


@cache
def texts(app: str) -> list[Text]:
    """All texts of an app; only the worker that needs them reads its code."""
    return texts_of(app)


@cache
def catalogue(app: str, locale: str) -> polib.POFile:
    return polib.pofile(str(file_of(app, locale)))


def notes(entry: polib.POEntry) -> tuple[object, ...]:
    """All of an entry but its translation."""
    places = [place for place, _line in entry.occurrences]
    return entry.msgctxt, entry.msgid, entry.msgid_plural, entry.comment, places


def test_every_language_but_english_has_catalogues() -> None:
    codes = {to_locale(code) for code, _name in settings.LANGUAGES}
    assert set(PLURALS) == codes - {"en"}  # English is what stands in the code


@pytest.mark.parametrize(("app", "locale"), CATALOGUES)
def test_catalogues_are_in_step_with_the_code(app: str, locale: str) -> None:
    stored = catalogue(app, locale)
    found = {text.key for text in texts(app)}
    known = {(entry.msgctxt, entry.msgid) for entry in stored}
    assert found - known == set(), "run `make messages`, then translate"
    assert known - found == set(), "run `make messages`"
    assert not stored.obsolete_entries()
    assert not stored.fuzzy_entries()
    fresh = updated(app, locale, texts(app))
    assert [notes(entry) for entry in fresh] == [notes(entry) for entry in stored]


@pytest.mark.parametrize("locale", PLURALS)
def test_one_english_text_has_one_translation(locale: str) -> None:
    """Django merges the catalogues of all apps: of two translations only one is ever shown."""
    told: dict[tuple[str | None, str], set[str]] = {}
    for app in APPS:
        for entry in catalogue(app, locale):
            if entry.msgstr:
                told.setdefault((entry.msgctxt, entry.msgid), set()).add(entry.msgstr)
    assert len(told) > 400
    unlike = {key: words for key, words in told.items() if len(words) > 1}
    assert unlike == {}, "give the second meaning a context of its own (pgettext)"


@pytest.mark.parametrize("app", APPS)
def test_german_is_complete(app: str) -> None:
    assert [entry.msgid for entry in catalogue(app, "de") if not entry.translated()] == []


@pytest.mark.parametrize(("app", "locale"), CATALOGUES)
def test_public_texts_are_complete(app: str, locale: str) -> None:
    public = {text.key for text in texts(app) if text.public}
    lacking = [
        entry.msgid
        for entry in catalogue(app, locale)
        if (entry.msgctxt, entry.msgid) in public and not entry.translated()
    ]
    assert lacking == []


@pytest.mark.parametrize(("app", "locale"), CATALOGUES)
def test_placeholders_and_markup_survive(app: str, locale: str) -> None:
    for entry in catalogue(app, locale):
        if entry.msgid_plural:
            assert set(entry.msgstr_plural) == set(range(plural_forms(locale))), entry.msgid
            allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
            for text in entry.msgstr_plural.values():
                assert set(PLACEHOLDER.findall(text)) <= allowed, text
        elif entry.msgstr:
            expected = sorted(PLACEHOLDER.findall(entry.msgid))
            assert sorted(PLACEHOLDER.findall(entry.msgstr)) == expected, entry.msgstr


@pytest.mark.parametrize("locale", PLURALS)
def test_plural_rules_are_those_of_django(locale: str) -> None:
    for app in APPS:
        assert catalogue(app, locale).metadata["Plural-Forms"] == PLURALS[locale]


@pytest.mark.parametrize(
    ("code", "words", "days"),
    [
        ("de", "Jetzt bewerben", ["noch 1 Tag", "noch 3 Tage", "noch 11 Tage"]),
        ("de-simple", "Jetzt um Geld bitten", ["noch 1 Tag", "noch 3 Tage", "noch 11 Tage"]),
        ("en", "Apply now", ["1 day left", "3 days left", "11 days left"]),
        ("tr", "Şimdi başvur", ["1 gün kaldı", "3 gün kaldı", "11 gün kaldı"]),
        ("ar", "قدّم الآن", ["بقي يوم واحد (1)", "بقيت 3 أيام", "بقي 11 يوماً"]),
    ],
)
def test_each_language_speaks(code: str, words: str, days: list[str]) -> None:
    with translation.override(code):
        assert gettext("Apply now") == words
        spoken = [
            ngettext("%(days)s day left", "%(days)s days left", n) % {"days": n} for n in (1, 3, 11)
        ]
    assert spoken == days


@pytest.mark.parametrize("code", ["de-simple", "tr", "ar"])
def test_what_only_the_office_reads_falls_back_to_german(code: str) -> None:
    with translation.override(code):
        assert gettext("Broken links inside the portal") == "Tote Links im Portal"


def test_only_known_files_are_for_the_office_alone() -> None:
    files = [
        path.relative_to(settings.BASE_DIR).as_posix()
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*")
    ]
    for pattern in scope.STAFF_FILES:
        assert any(scope.fnmatch(path, pattern) for path in files), pattern
