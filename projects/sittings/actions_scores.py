"""Members score applications before a sitting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.meetings.models import Meeting
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.review.actions import plain_text
from projects.sittings.models import DecisionItem
from projects.sittings.models_scores import LONGEST_NOTE, MOST_POINTS, Assessment, Score
from projects.sittings.permissions_members import may_score, seat_for
from projects.sittings.queries import item_for
from projects.sittings.queries_scores import criteria_for


@transaction.atomic
def save_assessment(
    *, by: Any, item: DecisionItem, points: Mapping[int, int], note: str = ""
) -> Assessment:
    """Keep a member's points for every criterion, and a note for themselves.

    Until the sitting opens they may be changed; the log says that somebody scored, never how.
    Raises PermissionDenied (recused, no vote, too late), NotAllowed (`criteria`: not exactly
    those of the programme, `points`, `long`).
    """
    # Held, so that nobody opens the sitting meanwhile.
    Meeting.objects.select_for_update().filter(pk=item.item.meeting_id).first()
    now = item_for(item.pk)
    if now is None or not may_score(by, now):
        raise PermissionDenied
    words = plain_text(note, LONGEST_NOTE)
    wanted = {criterion.pk for criterion in criteria_for(now)}
    if not wanted or set(points) != wanted:
        raise NotAllowed("criteria")
    if not all(0 <= value <= MOST_POINTS for value in points.values()):
        raise NotAllowed("points")
    member = seat_for(by, now)
    values = {"note": words, "saved_at": clock.now()}
    made, _is_new = Assessment.objects.update_or_create(item=now, member=member, defaults=values)
    made.scores.all().delete()
    Score.objects.bulk_create(
        Score(assessment=made, criterion_id=criterion, points=value)
        for criterion, value in points.items()
    )
    audit.record(actor=by, subject=now.case, event="scored", data={"item": now.pk})
    return made
