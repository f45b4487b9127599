"""What Mein Bereich shows of one's applications."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from portal.accounts.roles import is_staff
from portal.kernel.registry import Panel, panels
from projects.calls.queries import open_calls
from projects.cases.models import Case, Channel, FileKind
from projects.cases.permissions import may_delete_draft, may_withdraw_case
from projects.cases.queries import cases_of
from projects.cases.queries_members import Share, members_of, shares_of
from projects.correspondence.queries import unread_of
from projects.correspondence.telling import Next, next_step
from projects.intake.models_start import DraftOrigin
from projects.intake.queries_desk import late_dates, late_permission_of, paper_of
from projects.intake.queries_start import source_case
from projects.intake.reading import sections

SHOWN = 5
"""Applications that Mein Bereich shows before it leads to the list of all."""

KINDS = {
    "draft": "warning",
    "notified": "success",
    "final": "success",
    "running": "success",
    "rejected": "danger",
    "rejected_formally": "danger",
    "clarification": "warning",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One application in the list, with the ways on from it."""

    case: Case
    kind: str
    late_until: datetime | None
    next: Next
    unread: int
    together: str
    may_edit: bool
    url: str
    copy_url: str
    template_url: str
    withdraw_url: str
    delete_url: str


def _entry(
    user: Any, case: Case, late: datetime | None, unread: int, share: Share, may_start: bool
) -> Entry:
    def way(name: str, wanted: bool) -> str:
        return reverse(name, args=[case.call.code, case.uuid]) if wanted else ""

    return Entry(
        case=case,
        kind=KINDS.get(case.public_state, "info"),
        late_until=late,
        next=next_step(case),
        unread=unread,
        together=", ".join(share.names),
        may_edit=share.may_edit,
        url=way("application_form" if case.is_draft else "application_done", True),
        copy_url=way("application_copy", not case.is_draft),
        template_url=way("application_template", may_start),
        withdraw_url=way("application_withdraw", may_withdraw_case(user, case)),
        delete_url=way("application_delete", may_delete_draft(user, case)),
    )


def on_desk(case: Case) -> bool:
    """Whether the office is entering it from paper; the applicant sees it once it is received."""
    return case.is_draft and case.channel == Channel.PAPER


def entries_of(user: Any, cases: Iterable[Case], *, may_start: bool) -> list[Entry]:
    """The cases of a person with status, next step, new messages and the ways on.

    `may_start`: whether a call is open in which a new draft may begin from one of them.
    """
    known = [case for case in cases if not on_desk(case)]
    # A late date hangs on the address of the owner, not on that of a member.
    late = late_dates(user, [case for case in known if case.owner_id == user.pk])
    unread, shares = unread_of(user, known), shares_of(user, known)
    return [
        _entry(user, case, late.get(case.pk), unread.get(case.pk, 0), shares[case.pk], may_start)
        for case in known
    ]


def my_applications(user: Any) -> dict[str, Any] | None:
    """A person's newest applications, and the open calls; nothing for staff without any."""
    cases = cases_of(user)
    total = cases.count()
    if not total and is_staff(user):
        return None
    calls = list(open_calls())
    may_start = any(call.form_id for call in calls)
    return {
        "entries": entries_of(user, cases[:SHOWN], may_start=may_start),
        "total": total,
        "more": total > SHOWN,
        "calls": calls,
    }


MY_APPLICATIONS = Panel(
    place="area",
    order=10,
    template="projects/intake/area_panel.html",
    context=my_applications,
)


def case_answers(case: Case) -> dict[str, Any] | None:
    """All answers of a case, for its page in the admin."""
    found = sections(case)
    return {"sections": found} if found else None


CASE_ANSWERS = Panel(
    place="case",
    order=10,
    template="projects/intake/case_answers.html",
    context=case_answers,
)


def case_desk(case: Case) -> dict[str, Any] | None:
    """How a case came in where that was not through the portal in time, for its admin page."""
    paper, late = paper_of(case), late_permission_of(case)
    if paper is None and late is None:
        return None
    scans = [
        (item, reverse("case_file", args=[case.call.code, case.uuid, item.pk]))
        for item in case.files.all()
        if item.kind == FileKind.SCAN
    ]
    return {"paper": paper, "late": late, "scans": scans}


CASE_DESK = Panel(
    place="case",
    order=5,
    template="projects/intake/case_desk.html",
    context=case_desk,
)


def case_members(case: Case) -> dict[str, Any] | None:
    """Who works on a case besides its owner, for its page in the admin."""
    members = members_of(case)
    return {"case": case, "members": members} if members else None


CASE_MEMBERS = Panel(
    place="case",
    order=8,
    template="projects/intake/case_members.html",
    context=case_members,
)


def case_origin(case: Case) -> dict[str, Any] | None:
    """What a case was begun from, for its page in the admin; of a draft only that it was one."""
    origin = DraftOrigin.objects.filter(case=case).first()
    if origin is None:
        return None
    source = source_case(origin)
    return {
        "origin": origin,
        "source": source if source and not source.is_draft else None,
        "parts": panels("case_origin", origin),
    }


CASE_ORIGIN = Panel(
    place="case",
    order=6,
    template="projects/intake/case_origin.html",
    context=case_origin,
)
