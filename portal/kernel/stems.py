"""German word stems, so that a search for Förderanträge (or foerderantrag) finds Förderantrag."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"\w+", re.UNICODE)
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_EXPANDED = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_local = threading.local()


def _stemmer() -> snowballstemmer.stemmer:  # type: ignore[name-defined]
    if not hasattr(_local, "stemmer"):
        _local.stemmer = snowballstemmer.stemmer("german")
    return _local.stemmer


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one word, without umlauts; typed umlauts (`ae`) are read as such."""
    plain = word.lower()
    for typed, umlaut in _EXPANDED:
        if not (typed == "ue" and ("que" in plain or "aue" in plain or "eue" in plain)):
            plain = plain.replace(typed, umlaut)
    # Twice: Kurse becomes Kurs and then Kur, which is what Kurs becomes at once.
    once = _stemmer().stemWord(plain)
    return str(_stemmer().stemWord(once)).translate(_FOLD)


@lru_cache(maxsize=64)  # an index asks for the words of the same page several times
def stems(text: str, limit: int = 20_000) -> str:
    """The stems of a text in order, each once, separated by blanks; reads `limit` characters."""
    words = _WORD.findall(text[:limit].replace("\x00", " ").replace("·", ""))
    return " ".join(dict.fromkeys(stem(word) for word in words if len(word) < 60))
