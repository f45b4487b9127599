"""The languages of the portal: codes, directions, and which one a visitor is led to."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header

EASY = "de-simple"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as HTML names it: `lang` (BCP 47), `dir` and its name in itself."""

    code: str
    lang: str
    dir: str
    name: str


def language(code: str) -> Language:
    """The language of a code of LANGUAGES."""
    info = LANG_INFO.get(code) or get_language_info(code)
    direction = "rtl" if info["bidi"] else "ltr"
    return Language(code, code, direction, dict(settings.LANGUAGES)[code])


def languages() -> list[Language]:
    """All languages of the portal, in the order of the switch."""
    return [language(code) for code, _name in settings.LANGUAGES]


def best_language(accepted: str, chosen: str = "") -> str:
    """The language for a visitor: what they chose before, else what their browser asks for.

    Any German leads to German; Leichte Sprache is a choice and never a guess.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    if chosen in codes:
        return chosen
    guessable = {code for code in codes if code != EASY}
    for wanted, _weight in parse_accept_lang_header(accepted[:500].lower()):
        main = wanted.split("-")[0]
        if main in guessable:
            return main
    return settings.LANGUAGE_CODE


def switched(path: str, code: str) -> str:
    """The same address with the prefix of another language; the start page if it has none."""
    first, _slash, rest = path.lstrip("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        return f"/{code}/"
    return f"/{code}/{rest}"
