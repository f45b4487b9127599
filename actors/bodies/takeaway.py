"""What bodies keep about a person, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from actors.bodies.models_members import BodyMember


def add_memberships(user: Any, archive: ZipFile) -> None:
    """Put the person's own terms into the archive; nothing about other members."""
    terms = BodyMember.objects.filter(person=user).select_related("body").order_by("from_day")
    rows = [
        {
            "body": str(term.body),
            "name": term.name,
            "function": term.function,
            "group": term.group,
            "has_vote": term.has_vote,
            "from": term.from_day.isoformat(),
            "until": term.until_day.isoformat() if term.until_day else None,
            "is_substitute": term.is_substitute,
        }
        for term in terms
    ]
    if rows:
        archive.writestr("gremien.json", json.dumps(rows, ensure_ascii=False, indent=1))
