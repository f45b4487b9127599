"""The ZIP of a paper pack: the PDF to print, and the papers in folders by item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.utils.translation import gettext as _

from portal.kernel.packing import Packer, Paper, safe_name
from projects.sittings.pdfs_pack import pack_pdf
from projects.sittings.queries_pack import PackContent, PackItem
from projects.sittings.reading import files_for_committee

Tell = Callable[[int, int], None]
"""Hears how many of how many steps are done."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pack holds: keys of its applications, how many are left out, how many files lack."""

    items: list[int]
    left_out: int
    missing: int


def write_pack(
    content: PackContent, target: IO[bytes], *, stem: str, at: datetime, tell: Tell
) -> Contents:
    """Write a pack into an open file, in the active language; `tell` hears of each step."""
    papers = [*_of_meeting(content), *(each for one in content.entries for each in _of_item(one))]
    steps, done = len(content.shown) + len(papers) + 1, 0

    def step() -> None:
        nonlocal done
        done += 1
        tell(done, steps)

    packer = Packer(target, stem)
    packer.write(f"{stem}.pdf", pack_pdf(content, at=at, tell=step), kind="", at=at)
    step()
    for paper in papers:
        packer.add(paper)
        step()
    _tell_of_missing(packer, at)
    packer.seal()
    return Contents(
        items=[entry.decision_item.pk for entry in content.shown if entry.decision_item],
        left_out=content.left_out,
        missing=sum(not each.is_in for each in packer.packed),
    )


def _of_meeting(content: PackContent) -> list[Paper]:
    folder = _("Papers of the whole meeting")
    return [
        Paper(folder, each.name, "", each.added_at, each.file, each.sha256)
        for each in content.papers
    ]


def _of_item(entry: PackItem) -> list[Paper]:
    """The papers of an item, and the attachments of its application where the reader may see it."""
    case, number = entry.case, f"{entry.item.position:02d}"
    folder = safe_name(f"{number}-{case.number if case else entry.item.title}", number)
    papers = [
        Paper(folder, each.name, "", each.added_at, each.file, each.sha256) for each in entry.papers
    ]
    if case is None:
        return papers
    return papers + [
        Paper(folder, each.name, "", each.added_at, each.file, each.sha256, each.scan_note)
        for each in files_for_committee(case)
    ]


def _tell_of_missing(packer: Packer, at: datetime) -> None:
    lines = [f"{each.name}: {each.note}\n" for each in packer.packed if not each.is_in]
    if lines:
        name = f"{_('missing files')}.txt"
        packer.write(name, "".join(lines).encode(), kind="", at=at)
