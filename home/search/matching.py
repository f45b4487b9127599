"""Words of the search: folded, marked, and the nearest word for one that nobody wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.stems import stem, stems

MOST_CHARACTERS = 200
MOST_WORDS = 8
# How alike a word must be to be offered instead (0 to 1, by difflib).
ALIKE = 0.7
SHORTEST_WORD = 4
_WORD = re.compile(r"\w+")
_TYPED = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def tidy(asked: str) -> str:
    """What was typed, without control characters and at most 200 characters long."""
    start = asked[: MOST_CHARACTERS * 5]
    clean = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in start)
    return " ".join(clean.split())[:MOST_CHARACTERS].strip()


def asked_stems(asked: str) -> list[str]:
    """The stems of what was asked, at most eight."""
    return stems(asked, MOST_CHARACTERS).split()[:MOST_WORDS]


@lru_cache(maxsize=20_000)
def word_stem(word: str) -> str:
    """The stem of a word, remembered."""
    return stem(word)


def fold(text: str) -> str:
    """Text without case, umlauts and accents; typed umlauts (`foerder`) read the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    for typed, letter in _TYPED:
        plain = plain.replace(typed, letter)
    return plain


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


def begins(asked: str, title: str) -> int | None:
    """How well a title fits what was typed so far (less is better); None where it does not.

    Every typed word must begin a word of the title.
    """
    typed, words = words_of(asked), words_of(title)
    if not typed or not all(any(word.startswith(part) for word in words) for part in typed):
        return None
    return 0 if fold(title).startswith(fold(asked)) else 1


def hits(wanted: Iterable[str], text: str) -> int:
    """How many of the wanted stems a text holds."""
    held = {word_stem(word) for word in _WORD.findall(text.casefold())}
    return sum(1 for part in set(wanted) if part in held)


def marked(text: str, wanted: Iterable[str]) -> SafeString:
    """The text with the words marked that were asked for; everything else escaped."""
    stems_wanted = set(wanted)
    pieces: list[str] = []
    position = 0
    for found in _WORD.finditer(text):
        if len(found[0]) < 60 and word_stem(found[0].casefold()) in stems_wanted:
            pieces += [escape(text[position : found.start()]), f"<mark>{escape(found[0])}</mark>"]
            position = found.end()
    pieces.append(escape(text[position:]))
    return mark_safe("".join(pieces))


def nearest(asked: str, titles: Iterable[str]) -> str:
    """What was asked with unknown words replaced by alike ones of the titles; empty if none is."""
    known = {fold(word): word for title in titles for word in _WORD.findall(title)}
    better = [_nearest_word(word, known) for word in _WORD.findall(asked)[:MOST_WORDS]]
    found = " ".join(word for word in better if word)
    return found if found and words_of(found) != words_of(asked) else ""


def _nearest_word(word: str, known: dict[str, str]) -> str:
    folded = fold(word)
    if folded in known or len(folded) < SHORTEST_WORD:
        return word if folded in known else ""
    near = [other for other in known if _trigrams(folded) & _trigrams(other)]
    rated = [(SequenceMatcher(None, folded, other).ratio(), other) for other in near]
    rate, best = max(rated, default=(0.0, ""))
    return known[best] if rate >= ALIKE else ""


@lru_cache(maxsize=20_000)
def _trigrams(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))
