"""Reads for the paper pack of a sitting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from actors.bodies.models_members import BodyMember
from actors.meetings.models import AgendaItem, Meeting, Paper
from actors.meetings.queries import agenda, loose_papers
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.sittings.models import DecisionItem
from projects.sittings.models_pack import PaperPack
from projects.sittings.permissions_members import seat_in
from projects.sittings.permissions_pack import is_left_out, is_paper_left_out
from projects.sittings.queries import cases_of


@dataclass(frozen=True, slots=True)
class PackItem:
    """An item of the agenda with its application, as one reader may see it.

    `case` is None for other items, and where `is_left_out` says that it is kept from the reader.
    """

    item: AgendaItem
    decision_item: DecisionItem | None
    case: Case | None
    is_left_out: bool
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """All that a pack is made of."""

    meeting: Meeting
    member: BodyMember | None
    entries: list[PackItem]
    papers: list[Paper]

    @property
    def shown(self) -> list[PackItem]:
        """The items with an application to read."""
        return [entry for entry in self.entries if entry.case is not None]

    @property
    def left_out(self) -> int:
        """How many applications are kept from the reader."""
        return sum(entry.is_left_out for entry in self.entries)


def pack_content(meeting: Meeting, *, user: Any, member: BodyMember | None) -> PackContent:
    """Agenda, applications and papers of a sitting for a pack; taken off ones are not in it."""
    on_agenda = {each.item_id: each for each in cases_of(meeting)}
    own = seat_in(user, meeting)
    left_out = frozenset(
        key
        for key, each in on_agenda.items()
        if is_left_out(each, user=user, member=member, own=own)
    )
    entries = [
        PackItem(
            item=item,
            decision_item=on_agenda.get(item.pk),
            case=_case(on_agenda.get(item.pk)) if item.pk not in left_out else None,
            is_left_out=item.pk in left_out,
            papers=tuple(
                each
                for each in item.papers.all()
                if not is_paper_left_out(each, left_out, user=user)
            ),
        )
        for item in agenda(meeting)
    ]
    loose = [
        each for each in loose_papers(meeting) if not is_paper_left_out(each, left_out, user=user)
    ]
    return PackContent(meeting, member, entries, loose)


def _case(item: DecisionItem | None) -> Case | None:
    return whole_case(item.case.uuid) if item else None


def packs_of(user: Any, meeting: Meeting, member: BodyMember | None = None) -> list[PaperPack]:
    """What a person had made of a meeting (for one member where named), the newest first."""
    found = PaperPack.objects.filter(meeting=meeting, owner=user.pk).select_related("member")
    return list(_with_meeting(found.filter(member=member) if member else found, meeting))


def _with_meeting(packs: Any, meeting: Meeting) -> Iterator[PaperPack]:
    for pack in packs:
        pack.meeting = meeting
        yield pack


def pack_by_uuid(meeting: Meeting, uuid: UUID) -> PaperPack | None:
    """One of a meeting by its address."""
    found = PaperPack.objects.filter(meeting=meeting, uuid=uuid).select_related("member")
    return next(_with_meeting(found, meeting), None)
