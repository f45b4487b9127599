"""A person's own words on running projects, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.cases.models import Case
from projects.cases.queries import own_cases_of
from projects.monitoring.permissions import SEEN
from projects.monitoring.queries import counts_of, interims_of, milestones_of, steps_of


def add_monitoring_of(user: Any, archive: ZipFile) -> None:
    """Put milestones and interim notes with their answers into an archive.

    How the office judges the risk, and who of it said something, stays inside.
    """
    for case in own_cases_of(user).filter(state__in=SEEN):
        told = _told(case)
        if any(told.values()):
            text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
            archive.writestr(f"antraege/{case.number}/begleitung.json", text)


def _told(case: Case) -> dict[str, Any]:
    steps, counts = steps_of(case), counts_of(case)
    return {
        "milestones": [
            {
                "title": each.title,
                "due_on": each.due_on,
                "state": each.state,
                "reached_on": each.reached_on,
                "steps": [
                    {"kind": step.kind, "day": step.day, "text": step.text, "at": step.at}
                    for step in steps.get(each.pk, [])
                ],
            }
            for each in milestones_of(case)
        ],
        "notes": [
            {
                "at": each.at,
                "text": each.text,
                "help": each.help_text,
                "answer": each.answer,
                "counts": {
                    str(count.indicator.option): count.count for count in counts.get(each.pk, [])
                },
            }
            for each in interims_of(case)
        ],
    }
