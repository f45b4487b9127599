"""Every write of expert opinions: asking offices, what they say, reminding them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.offices.models import Office
from portal.forms.checking import final_answers, problems
from portal.forms.queries import schema_of
from portal.forms.sheets import Answers, Sheet
from portal.forms.types import Situation
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.lifecycle import OPINION
from projects.cases.models import Case, CaseFile
from projects.cases.queries import attachments
from projects.review import mails
from projects.review import mails_opinions as office_mails
from projects.review import permissions as may
from projects.review.actions import locked, move, plain_text, require
from projects.review.models_opinions import LONGEST_TEXT, OpinionRequest, Recommendation
from projects.review.queries_opinions import opinion_version, opinions_to_remind

FURTHEST_DAYS = 365
"""A deadline later than that is a slip of the pen."""


@transaction.atomic
def ask_offices(
    *,
    by: Any,
    case: Case,
    offices: Sequence[Office],
    due_on: date,
    text: str = "",
    files: Sequence[CaseFile] = (),
) -> list[OpinionRequest]:
    """Ask offices for their opinion by a day; those that were asked before are not asked twice.

    They see the project and, of the application's files, those of `files`. The first ones take
    the case into the state of opinions; later ones join. Raises PermissionDenied, NotAllowed
    (`offices`: none, `due`, `long`, `files`: of another case, `check_open`, `no_checklist`).
    """
    case = locked(case)
    require(may.may_ask_offices(by, case))
    if not offices:
        raise NotAllowed("offices")
    if not 0 <= (due_on - clock.today()).days <= FURTHEST_DAYS:
        raise NotAllowed("due")
    words = plain_text(text, LONGEST_TEXT)
    if not {each.pk for each in files} <= {each.pk for each in attachments(case)}:
        raise NotAllowed("files")
    version = opinion_version(case)
    known = set(OpinionRequest.objects.filter(case=case).values_list("office", flat=True))
    made = [
        OpinionRequest.objects.create(
            case=case,
            office=office,
            text=words,
            due_on=due_on,
            asked_by=by,
            asked_at=clock.now(),
            form_version=version,
        )
        for office in offices
        if office.pk not in known
    ]
    for request in made:
        request.files.set(files)
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
    *,
    by: Any,
    request: OpinionRequest,
    recommendation: str,
    reason: str,
    sheet: Sheet | None = None,
) -> OpinionRequest:
    """Say what an office recommends, and why; it stays as it is. A second call changes nothing.

    `sheet` answers the questions it was asked beside. Raises PermissionDenied, NotAllowed
    (`recommendation`, `reason`, `long`, `answers`: one is missing or wrong).
    """
    case = locked(request.case)
    found = OpinionRequest.objects.select_related("office", "form_version")
    held = found.defer("form_version__data").filter(pk=request.pk).first()
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
    held.answers = _answers(held, sheet or Sheet())
    held.recommendation, held.reason = recommendation, words
    held.given_by, held.given_at = by, clock.now()
    held.save(update_fields=["answers", "recommendation", "reason", "given_by", "given_at"])
    data = {"office": held.office.code, "recommendation": recommendation}
    audit.record(actor=by, subject=case, event="opinion_given", data=data)
    office_mails.tell_opinion_given(held)
    return held


def _answers(request: OpinionRequest, sheet: Sheet) -> Answers:
    if request.form_version is None:
        return {}
    schema = schema_of(request.form_version)
    if problems(schema, sheet, Situation(answers=sheet.answers)):
        raise NotAllowed("answers")
    return final_answers(schema, sheet)


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
