"""What a person was asked and what they answered, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.cases.queries import own_cases_of
from projects.review.models_asking import Clarification


def add_clarifications_of(user: Any, archive: ZipFile) -> None:
    """Put the clarifications of a person's applications into an archive.

    The office asks under its own name: who of it asked, and why it went on, stays inside.
    """
    mine = own_cases_of(user).order_by().values("pk")
    found: dict[str, list[dict[str, Any]]] = {}
    for each in Clarification.objects.filter(case__in=mine).select_related("case"):
        found.setdefault(str(each.case.number), []).append(
            {
                "asked": each.asked_at,
                "text": each.text,
                "answer_asked_for_by": each.due_on,
                "answer_in_words": each.reply,
                "ended": each.ended_at,
            }
        )
    for number, told in found.items():
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        archive.writestr(f"antraege/{number}/nachforderungen.json", text)
