"""Who reaches the addresses of meetings: coordination acts, audit reads, members see their own."""

from __future__ import annotations

from portal.accounts.roles import Role
from projects.models import Case
from tests.access_table import OWNER, SIGNED_IN, Row
from tests.factories import meetings as make
from tests.factories.bodies import member

ACT = frozenset({Role.COORDINATOR})
READ = ACT | {Role.AUDITOR}
MEMBERS = READ | {OWNER}
ONE = "/admin/sitzungen/{meeting}/"
OURS = "/de/konto/sitzungen/{meeting}/"
HELD_OURS = "/de/konto/sitzungen/{held}/"
TOP = f"{ONE}top/{{meeting_item}}/"

ROWS: dict[str, Row] = {
    "my_meetings": Row("/de/konto/sitzungen/", SIGNED_IN),
    "my_meeting": Row(OURS, MEMBERS),
    "my_meeting_calendar": Row(f"{OURS}termin.ics", MEMBERS),
    "meeting_paper": Row(f"{OURS}unterlagen/{{meeting_paper}}/", MEMBERS),
    # The owner belongs to the body: signed minutes are theirs to read, never to write.
    "my_minutes": Row(f"{HELD_OURS}niederschrift/", MEMBERS),
    "my_minutes_file": Row(f"{HELD_OURS}niederschrift/pdf/", MEMBERS),
    "my_minutes_write": Row("/de/konto/sitzungen/{drafted}/niederschrift/schreiben/", ACT),
    "meetings:minutes": Row(f"{ONE}niederschrift/", ACT, "/admin/sitzungen/", post=True),
    "meetings:resolution_add": Row(f"{ONE}beschluesse/neu/", ACT),
    "meetings:resolution_done": Row(
        "/admin/sitzungen/{drafted}/beschluesse/{resolution}/erledigt/",
        ACT,
        "/admin/sitzungen/",
        post=True,
    ),
    "meetings:index": Row("/admin/sitzungen/", READ),
    "meetings:add": Row("/admin/sitzungen/neu/", ACT),
    "meetings:show": Row(ONE, READ),
    "meetings:change": Row(f"{ONE}aendern/", ACT),
    "meetings:step": Row(f"{ONE}schritt/cancel/", ACT),
    # Only while the meeting is open: the coordination is led back to it.
    "meetings:attendance": Row(f"{ONE}anwesenheit/", ACT, "/admin/sitzungen/"),
    "meetings:item_add": Row(f"{ONE}top/neu/", ACT),
    "meetings:item_change": Row(TOP, ACT),
    "meetings:item_place": Row(f"{TOP}platz/", ACT, "/admin/sitzungen/", post=True),
    "meetings:paper_add": Row(f"{ONE}unterlagen/neu/", ACT),
    "meetings:paper_remove": Row(
        f"{ONE}unterlagen/999999/loeschen/", ACT, "/admin/sitzungen/", post=True
    ),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A meeting whose body the owner of the application belongs to, by placeholder."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    planned = make.meeting()
    member(planned.body, person=owner)
    paper, item = make.paper(planned), planned.items.get()
    make.actions.invite(by=make.user("coordinator"), meeting=planned)
    signed, drafted = make.signed_minutes(planned.body), make.minutes(planned.body)
    return {
        "meeting": planned.pk,
        "meeting_item": item.pk,
        "meeting_paper": paper.pk,
        "held": signed.meeting_id,
        "drafted": drafted.meeting_id,
        "resolution": make.resolution(drafted.meeting).pk,
    }
