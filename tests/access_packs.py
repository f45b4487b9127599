"""Who reaches paper packs: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from tests.access_table import NOBODY, OWNER, Row
from tests.factories import packs

READ = frozenset({Role.COORDINATOR, Role.AUDITOR})
ADMIN = "/admin/sitzung/{pack_meeting}/mappe/"
MINE = "/de/konto/sitzungen/{pack_meeting}/mappe/"

ROWS: dict[str, Row] = {
    "meeting_pack": Row(ADMIN, READ),
    # Files are only for whoever had them made; the owner sits in the same committee.
    "meeting_pack_file": Row(f"{ADMIN}{{pack}}.zip", NOBODY),
    "my_pack": Row(MINE, frozenset({OWNER})),
    "my_pack_file": Row(f"{MINE}{{pack}}.pdf", NOBODY),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A pack that a member of a body had made."""
    meeting, _items, person, seat = packs.sitting()
    return {"pack_meeting": meeting.pk, "pack": packs.made(meeting, person, seat).uuid}
