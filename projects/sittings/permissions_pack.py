"""Who may have the paper pack of a sitting, and which applications it holds for whom."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from actors.bodies.models_members import BodyMember
from actors.meetings.hooks import is_barred
from actors.meetings.models import Meeting, Paper
from actors.meetings.permissions import may_list_meetings
from projects.cases.models import Case
from projects.cases.models_members import Membership
from projects.sittings.kinds import RECUSED
from projects.sittings.models import DecisionItem, Recusal
from projects.sittings.models_pack import PaperPack
from projects.sittings.permissions import may_read_sitting, may_see_item
from projects.sittings.permissions_members import is_recused, seat_in


def may_make_packs(user: Any) -> bool:
    """Coordination and audit, for all and for each member; they print them too."""
    return may_list_meetings(user) and may_read_sitting(user)


def may_have_pack(user: Any, meeting: Meeting, member: BodyMember | None) -> bool:
    """The office any; members of the day, once they are invited, their own."""
    if may_make_packs(user):
        return True
    return member is not None and seat_in(user, meeting) == member


def is_left_out(
    item: DecisionItem, *, user: Any, member: BodyMember | None, own: BodyMember | None
) -> bool:
    """Whether an application is kept from a pack; `own` is the seat of the user themselves.

    Members who are recused do not get its papers (§ 31 GO NRW), and nobody of the office in a
    case of their own, or where they are recused as a member.
    """
    seats = {each.pk: each for each in (member, own) if each is not None}
    if any(is_recused(each, item) for each in seats.values()):
        return True
    reads_as_member = member is not None and own == member
    return not reads_as_member and not may_see_item(user, item.case)


def is_paper_left_out(paper: Paper, left_out: frozenset[int], *, user: Any) -> bool:
    """Whether a paper of the meeting is kept from a pack; `left_out` are keys of agenda items."""
    return paper.item_id in left_out or is_barred(user, paper)


def may_download_pack(user: Any, pack: PaperPack) -> bool:
    """Whoever had it made, while nothing in it is kept from them or its reader."""
    if not pack.is_ready or pack.owner_id != getattr(user, "pk", None):
        return False
    if not may_have_pack(user, pack.meeting, pack.member):
        return False
    return not _holds_what_is_kept_back(user, pack)


def _holds_what_is_kept_back(user: Any, pack: PaperPack) -> bool:
    """The question of `is_left_out` for all applications of a pack (four queries)."""
    own = seat_in(user, pack.meeting)
    seats = {each for each in (pack.member, own) if each is not None}
    declared = Recusal.objects.filter(item__in=pack.items, member__in=seats, state__in=RECUSED)
    if declared.exists():
        return True
    people = {user.pk, *(each.person_id for each in seats if each.person_id)}
    cases = Case.objects.filter(decision_items__in=pack.items).order_by()
    shared = Membership.objects.filter(user__in=people, ended_at__isnull=True)
    is_theirs = Q(owner__in=people) | Q(pk__in=shared.order_by().values("case"))
    return cases.filter(is_theirs).exists()
