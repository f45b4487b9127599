"""What meetings keep about a person, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from actors.meetings.models_minutes import Signature
from actors.meetings.models_people import Attendance, Invitation


def add_meetings(user: Any, archive: ZipFile) -> None:
    """Put the person's own invitations, presence and signatures into the archive."""
    with_meeting = ("meeting__body", "member")
    invited = Invitation.objects.filter(member__person=user).select_related(*with_meeting)
    came = Attendance.objects.filter(member__person=user).select_related(*with_meeting)
    signed = Signature.objects.filter(by=user, is_noted=False)
    rows = {
        "invitations": [
            {"meeting": str(each.meeting), "at": each.invited_at.isoformat()} for each in invited
        ],
        "attendance": [
            {
                "meeting": str(each.meeting),
                "presence": each.presence,
                "came_at": str(each.came_at or ""),
                "left_at": str(each.left_at or ""),
            }
            for each in came
        ],
        "signatures": [
            {"minutes": str(each.minutes), "role": each.role, "at": each.at.isoformat()}
            for each in signed.select_related("minutes__meeting__body")
        ],
    }
    if any(rows.values()):
        archive.writestr("sitzungen.json", json.dumps(rows, ensure_ascii=False, indent=1))
