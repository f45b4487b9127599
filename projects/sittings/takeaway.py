"""What sittings keep about a person, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.sittings.models import Recusal
from projects.sittings.models_scores import Assessment
from projects.sittings.models_votes import OpenVote, VoteMark


def add_sittings_of(user: Any, archive: ZipFile) -> None:
    """Put a member's own scores, recusals and open votes into the archive."""
    mine = {"member__person": user}
    scored = Assessment.objects.filter(**mine).select_related("item__case", "item__item")
    recused = Recusal.objects.filter(**mine).select_related("item__case")
    voted = OpenVote.objects.filter(**mine).select_related("motion__item__case")
    marked = VoteMark.objects.filter(**mine).select_related("motion__item__case")
    rows = {
        "scores": [
            {
                "application": each.item.case.number,
                "note": each.note,
                "points": {str(s.criterion): s.points for s in each.scores.all()},
            }
            for each in scored.prefetch_related("scores__criterion")
        ],
        "recusals": [
            {"application": each.item.case.number, "state": each.state, "reason": each.reason}
            for each in recused
        ],
        "open_votes": [
            {"application": each.motion.item.case.number, "vote": each.choice} for each in voted
        ],
        "secret_votes": [{"application": each.motion.item.case.number} for each in marked],
    }
    if any(rows.values()):
        archive.writestr("abstimmungen.json", json.dumps(rows, ensure_ascii=False, indent=1))
