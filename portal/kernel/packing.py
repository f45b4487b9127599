"""Packing private files into a ZIP that proves itself: speaking names, sizes, SHA-256, what lacks.

A file that cannot be read is no reason to fail: it is listed as missing.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from portal.kernel import clock

LONGEST_NAME = 100
SPOOLED = 4 * 1024 * 1024
"""Bytes of a file that are kept in memory before it is written down."""
FORBIDDEN = frozenset('/\\:*?"<>|')
OLDEST = 1980
"""The first year that a ZIP can name."""
SUMS = "SHA256SUMS"
PLAIN = (".csv", ".html", ".txt")
"""Endings of what becomes smaller by packing; papers are packed already."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A stored file that belongs into an archive.

    `sha256` is the hash that was noted when it was stored (empty where none was); `held_back` says
    why it may not be handed out, empty where it may.
    """

    folder: str
    name: str
    kind: str
    added_at: datetime | None
    file: Any
    sha256: str = ""
    held_back: str = ""


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of a file: its place in the archive (empty: not in it), size, hash, note."""

    path: str
    name: str
    kind: str
    added_at: datetime | None
    size: int = 0
    sha256: str = ""
    note: str = ""

    @property
    def is_in(self) -> bool:
        """Whether it is in the archive."""
        return bool(self.path)


def safe_name(name: str, otherwise: str = "file") -> str:
    """A file name that every system takes: no paths, no signs that control, not too long."""
    kept = "".join(
        "_" if letter in FORBIDDEN else letter
        for letter in unicodedata.normalize("NFC", name)
        if not unicodedata.category(letter).startswith("C")
    ).strip(" .")
    place = PurePosixPath(kept or otherwise)
    ending = place.suffix if len(place.suffix) <= 10 else ""
    stem = kept[: len(kept) - len(ending)] if kept else otherwise
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip(' .') or otherwise}{ending}"


class Packer:
    """Writes files into a folder of a ZIP and remembers what became of each."""

    def __init__(self, target: IO[bytes], root: str) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._root = root
        self._numbers: dict[str, int] = {}
        self.packed: list[Packed] = []

    def add(self, paper: Paper) -> Packed:
        """Put one stored file into its folder, numbered; or note why it lacks."""
        self._numbers[paper.folder] = number = self._numbers.get(paper.folder, 0) + 1
        if paper.held_back:
            return self._lacks(paper, paper.held_back)
        with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as copy:
            try:
                with paper.file.open("rb") as source:
                    shutil.copyfileobj(source, copy)
            except (OSError, ValueError):
                return self._lacks(paper, _("missing: the storage does not have it"))
            size, path = copy.tell(), f"{paper.folder}/{number:02d}-{safe_name(paper.name)}"
            digest = self._write(path, copy, paper.added_at)
        changed = bool(paper.sha256) and paper.sha256 != digest
        note = _("differs from the hash noted when it was stored") if changed else ""
        found = Packed(path, paper.name, paper.kind, paper.added_at, size, digest, note)
        self.packed.append(found)
        return found

    def write(self, path: str, content: bytes, *, kind: str, at: datetime) -> Packed:
        """Put something into the archive that was made for it."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as copy:
            copy.write(content)
            digest = self._write(path, copy, at)
        found = Packed(path, path, kind, at, len(content), digest)
        self.packed.append(found)
        return found

    def seal(self) -> None:
        """Write the list of hashes, as `sha256sum -c` reads it, and close the archive."""
        lines = [f"{each.sha256}  {each.path}\n" for each in self.packed if each.is_in]
        self.write(SUMS, "".join(lines).encode(), kind="", at=clock.now())
        self._zip.close()

    def _lacks(self, paper: Paper, note: str) -> Packed:
        found = Packed("", paper.name, paper.kind, paper.added_at, note=note)
        self.packed.append(found)
        return found

    def _write(self, path: str, content: IO[bytes], at: datetime | None) -> str:
        when = clock.local(at or clock.now())
        info = zipfile.ZipInfo(f"{self._root}/{path}", _stamp(when))
        plain = path == SUMS or path.endswith(PLAIN)
        info.compress_type = zipfile.ZIP_DEFLATED if plain else zipfile.ZIP_STORED
        info.external_attr = 0o640 << 16
        digest = hashlib.sha256()
        content.seek(0)
        with self._zip.open(info, "w", force_zip64=True) as target:
            while piece := content.read(1024 * 1024):
                digest.update(piece)
                target.write(piece)
        return digest.hexdigest()


def _stamp(when: datetime) -> tuple[int, int, int, int, int, int]:
    year = max(when.year, OLDEST)
    return (year, when.month, when.day, when.hour, when.minute, when.second)
