"""What recoveries keep of a person, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.cases.queries import own_cases_of
from projects.recoveries.models import Recovery


def add_recoveries_of(user: Any, archive: ZipFile) -> None:
    """Put the hearings of a person's cases into an archive, with their answers and payments.

    The notices come with those of deciding. What the office weighs stays inside before them.
    """
    mine = own_cases_of(user).order_by().values("pk")
    found = Recovery.objects.filter(case__in=mine, hearing_sent_at__isnull=False)
    for each in found.select_related("case").prefetch_related("answers", "payments__entry"):
        told = {
            "state": each.state,
            "ground": each.ground,
            "cents": each.cents,
            "sent": each.hearing_sent_at,
            "until": each.hearing_until,
            "letter": each.hearing.get("lines", []),
            "answers": [{"at": one.at, "text": one.text} for one in each.answers.all()],
            "payments": [
                {"on": one.received_on, "cents": one.entry.cents, "for": one.paid_for}
                for one in each.payments.all()
            ],
        }
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        archive.writestr(f"antraege/{each.case.number}/rueckforderung-{each.pk}.json", text)
