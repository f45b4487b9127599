"""What a person proposed for project pages, for the copy of their data (Art. 15, 20 GDPR)."""

from __future__ import annotations

import json
import shutil
from typing import Any
from zipfile import ZipFile

from projects.cases.queries import own_cases_of
from projects.proposals.models import PageProposal


def add_proposals_of(user: Any, archive: ZipFile) -> None:
    """Put texts, photos and what was agreed, also what was withdrawn, into an archive."""
    mine = own_cases_of(user).order_by().values("pk")
    found = PageProposal.objects.filter(case__in=mine).select_related("case")
    for each in found.prefetch_related("photos__file"):
        folder = f"antraege/{each.case.number}/projektseite"
        photos = list(each.photos.all())
        told = {
            "done": each.done,
            "results": each.results,
            "lessons": each.lessons,
            "shows_name": each.shows_name,
            "saved": each.saved_at,
            "proposed": each.proposed_at,
            "photos": [
                {
                    "number": photo.number,
                    "description": photo.description,
                    "credit": photo.credit,
                    "people": photo.people,
                    "use": photo.use,
                    "said": photo.said_at,
                    "withdrawn": photo.withdrawn_at,
                }
                for photo in photos
            ],
        }
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        archive.writestr(f"{folder}/projektseite.json", text)
        for photo in photos:
            file = photo.file
            if file is None or not file.is_released or not file.file:
                continue
            name = f"{folder}/foto-{photo.number}.jpg"
            with file.file.open("rb") as source, archive.open(name, "w") as target:
                shutil.copyfileobj(source, target)
