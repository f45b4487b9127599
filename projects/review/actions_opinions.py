"""Every write of expert opinions: asking offices, what they say, reminding them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.offices.models import Office
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.lifecycle import OPINION
from projects.cases.models import Case
from projects.review import mails
from projects.review import mails_opinions as office_mails
from projects.review import permissions as may
from projects.review.actions import locked, move, plain_text, require
from projects.review.models_opinions import LONGEST_TEXT, OpinionRequest, Recommendation
from projects.review.queries_opinions import opinions_to_remind

FURTHEST_DAYS = 365
"""A deadline later than that is a slip of the pen."""


@transaction.atomic
def ask_offices(
    *, by: Any, case: Case, offices: Sequence[Office], due_on: date, text: str = ""
) -> list[OpinionRequest]:
    """Ask offices for their opinion by a day; those that were asked before are not asked twice.

    The first ones take the case into the state of opinions; later ones join. Raises
    PermissionDenied, NotAllowed (`offices`: none, `due`, `long`, `check_open`, `no_checklist`).
    """
    case = locked(case)
    require(may.may_ask_offices(by, case))
    if not offices:
        raise NotAllowed("offices")
    if not 0 <= (due_on - clock.today()).days <= FURTHEST_DAYS:
        raise NotAllowed("due")
    words = plain_text(text, LONGEST_TEXT)
    known = set(OpinionRequest.objects.filter(case=case).values_list("office", flat=True))
    made = [
        OpinionRequest.objects.create(
            case=case, office=office, text=words, due_on=due_on, asked_by=by, asked_at=clock.now()
        )
        for office in offices
        if office.pk not in known
    ]
    codes = [request.office.code for request in made]
    if case.state == OPINION:
        if made:
            audit.record(actor=by, subject=case, event="office_joined", data={"offices": codes})
    else:
        move(case, "ask_offices", by=by, offices=codes)
        mails.tell_step(case)
    for request in made:
        office_mails.tell_office_asked(request)
    return made


@transaction.atomic
def give_opinion(
    *, by: Any, request: OpinionRequest, recommendation: str, reason: str
) -> OpinionRequest:
    """Say what an office recommends, and why; it stays as it is. A second call changes nothing.

    Raises PermissionDenied, NotAllowed (`recommendation`, `reason`, `long`).
    """
    case = locked(request.case)
    held = OpinionRequest.objects.filter(pk=request.pk).select_related("office").first()
    if held is None or not may.may_read_opinion(by, held):
        raise PermissionDenied
    if not held.is_open:
        return held
    require(may.may_give_opinion(by, held))
    if recommendation not in Recommendation.values:
        raise NotAllowed("recommendation")
    words = plain_text(reason, LONGEST_TEXT)
    if not words:
        raise NotAllowed("reason")
    held.recommendation, held.reason = recommendation, words
    held.given_by, held.given_at = by, clock.now()
    held.save(update_fields=["recommendation", "reason", "given_by", "given_at"])
    data = {"office": held.office.code, "recommendation": recommendation}
    audit.record(actor=by, subject=case, event="opinion_given", data=data)
    office_mails.tell_opinion_given(held)
    return held


def send_opinion_reminders() -> int:
    """Remind offices whose day comes near, once each; returns how many requests.

    Called by the regular work; each has its own transaction.
    """
    return sum(_remind(pk) for pk in opinions_to_remind())


@transaction.atomic
def _remind(pk: int) -> int:
    # Under the lock it is judged again: it may be answered or reminded of by now.
    Case.objects.select_for_update().filter(opinions=pk).first()
    request = OpinionRequest.objects.filter(pk=pk).select_related("case", "office").first()
    if request is None or request.pk not in opinions_to_remind():
        return 0
    request.reminded_at = clock.now()
    request.save(update_fields=["reminded_at"])
    office_mails.tell_office_asked(request, again=True)
    return 1
