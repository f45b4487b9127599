"""Which characters the document fonts can show: PDF/A refuses a letter with any other one."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

FONTS = ("FiraSans-Regular.ttf", "NotoSansArabic-Regular.ttf")
LINE_BREAKS = frozenset("\n\t")
# Joiners and marks of direction are invisible and need no glyph.
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f")
REPLACEMENT = "?"


@lru_cache(maxsize=1)
def covered() -> frozenset[str]:
    """All characters with a glyph in one of the fonts of letters."""
    folder = Path(settings.BASE_DIR) / "portal" / "fonts"
    return frozenset().union(*(characters((folder / name).read_bytes()) for name in FONTS))


def characters(font: bytes) -> set[str]:
    """The characters of a TrueType font: its `cmap` table, formats 4 and 12 (OpenType spec)."""
    tables = struct.unpack(">H", font[4:6])[0]
    records = (struct.unpack(">4sIII", font[12 + 16 * i : 28 + 16 * i]) for i in range(tables))
    start = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    count = struct.unpack(">H", font[start + 2 : start + 4])[0]
    found: set[str] = set()
    for index in range(count):
        at = start + 4 + 8 * index
        offset = start + struct.unpack(">HHI", font[at : at + 8])[2]
        found |= _subtable(font, offset)
    return found


def _subtable(font: bytes, at: int) -> set[str]:
    kind = struct.unpack(">H", font[at : at + 2])[0]
    if kind == 12:
        groups = struct.unpack(">I", font[at + 12 : at + 16])[0]
        spans = [struct.unpack(">II", font[p : p + 8]) for p in _steps(at + 16, groups, 12)]
    elif kind == 4:
        half = struct.unpack(">H", font[at + 6 : at + 8])[0] // 2
        ends = struct.unpack(f">{half}H", font[at + 14 : at + 14 + 2 * half])
        starts = struct.unpack(f">{half}H", font[at + 16 + 2 * half : at + 16 + 4 * half])
        spans = list(zip(starts, ends, strict=True))
    else:
        spans = []
    return {chr(code) for first, last in spans for code in range(first, last + 1) if code < 0xFFFF}


def _steps(start: int, count: int, width: int) -> range:
    return range(start, start + count * width, width)


def printable(value: Any) -> Any:
    """The same data with every character that no font shows replaced by a question mark."""
    if isinstance(value, str):
        return "".join(_shown(letter) for letter in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value


def _shown(letter: str) -> str:
    if letter in LINE_BREAKS or letter in covered():
        return letter
    if letter in INVISIBLE or unicodedata.category(letter) in {"Cc", "Cf", "Mn"}:
        return ""
    return " " if unicodedata.category(letter) == "Zs" else REPLACEMENT
