"""Reads about late and paper applications. An open call costs no query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BigAutoField, Q, QuerySet

from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.calls.models import Call
from projects.cases.lifecycle import DRAFT
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.intake.models_desk import LatePermission, PaperApplication

PAPER = Part(
    Prepared(
        lambda case: PaperApplication.objects.filter(case__pk=case).select_related("entered_by"),
        case=BigAutoField(),
    ),
    of_case,
)


def _valid(email: str, moment: datetime) -> QuerySet[LatePermission]:
    found = LatePermission.objects.filter(email=email.lower(), revoked_at=None, until__gt=moment)
    return found.order_by("-until")


def late_until(user: Any, call: Call, case: Case | None = None) -> datetime | None:
    """Until when somebody may apply to a call that is not open; None where nobody said so.

    Without a case only permissions that hold for whatever the address begins are asked.
    """
    email = getattr(user, "email", "")
    if not email or not user.is_active or clock.now() < call.closes_at:
        return None
    wanted = Q(case=None) | Q(case=case) if case else Q(case=None)
    found = _valid(email, clock.now()).filter(wanted, call=call).first()
    return found.until if found else None


def late_person(user: Any, case: Case | None) -> Any:
    """Whose permission to be late counts: the owner's, also where a member fills in."""
    return user if case is None or case.owner_id == getattr(user, "pk", None) else case.owner


def late_until_of(case: Case) -> datetime | None:
    """Until when the owner of a draft may send it although the call is not open."""
    return late_until(case.owner, case.call, case)


def late_of_case(case: Case, email: str) -> list[LatePermission]:
    """What lets an address be late with a case, the longest first: open, or how it came in."""
    moment = case.submitted_at or clock.now()
    found = _valid(email, moment).filter(Q(case=None) | Q(case=case), call=case.call_id)
    if case.submitted_at:
        in_time = case.submitted_at < case.call.closes_at
        found = found.none() if in_time else found.filter(granted_at__lte=case.submitted_at)
    return list(found.select_related("call", "case", "granted_by"))


def late_dates(user: Any, cases: Iterable[Case]) -> dict[int, datetime]:
    """The same for many drafts, by the id of the case: one query, none while all are open."""
    now = clock.now()
    closed = [case for case in cases if case.is_draft and now >= case.call.closes_at]
    if not closed:
        return {}
    allowed = list(_valid(user.email, now).filter(call__in={case.call_id for case in closed}))
    found = {}
    for case in closed:
        fitting = [
            each.until
            for each in allowed
            if each.call_id == case.call_id and each.case_id in (None, case.pk)
        ]
        if fitting:
            found[case.pk] = max(fitting)
    return found


def late_permissions() -> QuerySet[LatePermission]:
    """All of them, the newest first, with what the list shows."""
    return LatePermission.objects.select_related("call", "granted_by", "revoked_by", "case")


def late_permission_of(case: Case) -> LatePermission | None:
    """The permission by which a case came in after the closing; None for one in time."""
    if case.submitted_at is None or case.submitted_at < case.call.closes_at:
        return None
    wanted = Q(case=case) | Q(case=None, email=case.owner.email.lower())
    found = late_permissions().filter(wanted, call=case.call, granted_at__lte=case.submitted_at)
    return found.filter(until__gt=case.submitted_at).order_by("-until").first()


def papers_on_the_desk() -> QuerySet[PaperApplication]:
    """Applications on paper that are being typed, the one begun last in front."""
    papers = PaperApplication.objects.filter(case__state=DRAFT)
    return papers.select_related("case__call", "case__owner", "entered_by")


def paper_of(case: Case) -> PaperApplication | None:
    """How a case came on paper; None for one from the portal."""
    return next(iter(PAPER.of(case)), None)
