"""What was decided on a person's applications, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.cases.queries import own_cases_of
from projects.decision.models_notices import EarlyStartRequest, Notice
from projects.decision.queries import is_in_hand


def add_decisions_of(user: Any, archive: ZipFile) -> None:
    """Put the letters that are in a person's hands into an archive, and what they stand for.

    Who of the office decided and released stays inside.
    """
    mine = own_cases_of(user).order_by().values("pk")
    for request in EarlyStartRequest.objects.filter(case__in=mine).select_related("case"):
        asked = {"asked": request.at, "from": request.starts_on, "reason": request.reason}
        text = json.dumps(asked, ensure_ascii=False, indent=1, default=str)
        archive.writestr(f"antraege/{request.case.number}/frueher-beginnen-{request.pk}.json", text)
    found = Notice.objects.filter(case__in=mine, released_at__isnull=False)
    for notice in found.select_related("case", "decision").prefetch_related("deliveries"):
        if not is_in_hand(notice):
            continue
        folder = f"antraege/{notice.case.number}"
        with notice.file.open("rb") as stored:
            archive.writestr(f"{folder}/{notice.file_name}", stored.read())
        decision = notice.decision
        told = {
            "number": notice.number,
            "kind": notice.kind,
            "released": notice.released_at,
            "outcome": decision.outcome if decision else "",
            "awarded_cents": decision.awarded_cents if decision else 0,
            "obligations": [
                {"text": each.text, "due": each.due_on, "done": each.done_on}
                for each in (decision.obligations.all() if decision else ())
            ],
        }
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        archive.writestr(f"{folder}/{notice.number}.json", text)
