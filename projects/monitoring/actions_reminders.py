"""The regular work of accompanying: asking in the middle of a period, and gentle reminders."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.monitoring import mails
from projects.monitoring.actions_notes import ask
from projects.monitoring.facts import first_day, last_days
from projects.monitoring.lifecycle import OPEN
from projects.monitoring.models import Milestone
from projects.monitoring.models_notes import InterimNote, InterimRequest
from projects.monitoring.permissions import MONITORED
from projects.monitoring.queries import settings_of

LONGEST = timedelta(days=90)
"""No programme reminds earlier (`MonitoringSettings.reminder_days`)."""


def ask_in_the_middle() -> int:
    """Ask running projects in the middle of their time how it goes, once each; returns how many.

    Not where the carrier has just written by itself (within the days that a note is given).
    Called by the regular work; each has its own transaction.
    """
    done = InterimRequest.objects.filter(by__isnull=True).order_by().values("case")
    running = Case.objects.filter(state=life.RUNNING).exclude(pk__in=done)
    cases = list(running.select_related("call__period").order_by("pk"))
    last, today = last_days(cases), clock.today()
    now = [case.pk for case in cases if _is_middle(first_day(case), last[case.pk], today)]
    return sum(_ask(pk) for pk in now)


def _is_middle(first: date, last: date, today: date) -> bool:
    """In the second half of the time; on the last day it is too late."""
    return last - first <= (today - first) * 2 and today < last


@transaction.atomic
def _ask(pk: int) -> int:
    # Under the lock it is judged again: it may be asked, or over, by now.
    held = Case.objects.select_for_update(of=("self",)).select_related("call__programme", "owner")
    case = held.filter(pk=pk, state=life.RUNNING).first()
    if case is None or InterimRequest.objects.filter(case=case, by__isnull=True).exists():
        return 0
    rules = settings_of(case.call.programme)
    if not rules.asks_in_middle or _has_just_written(case, rules.answer_days):
        return 0
    try:
        ask(None, case, clock.today() + timedelta(days=rules.answer_days), "", uuid4())
    except NotAllowed:
        return 0  # the office asked already; the portal asks once that is answered
    return 1


def _has_just_written(case: Case, days: int) -> bool:
    since = clock.now() - timedelta(days=days)
    return InterimNote.objects.filter(case=case, at__gt=since).exists()


def send_monitoring_reminders() -> int:
    """Remind carriers of notes and milestones that are due soon, once each; returns how many.

    Called by the regular work. What is answered, reached or over is not reminded of; a milestone
    that was moved is, once more, before its new day.
    """
    today = clock.today()
    span = {"due_on__gte": today, "due_on__lte": today + LONGEST, "reminded_at__isnull": True}
    asked = InterimRequest.objects.filter(note__isnull=True, case__state__in=MONITORED, **span)
    marks = Milestone.objects.filter(state__in=OPEN, case__state__in=MONITORED, **span)
    keys = list(asked.order_by("pk").values_list("pk", flat=True))
    done = sum(_remind_note(pk) for pk in keys)
    keys = list(marks.order_by("pk").values_list("pk", flat=True))
    return done + sum(_remind_milestone(pk) for pk in keys)


@transaction.atomic
def _remind_note(pk: int) -> int:
    found = InterimRequest.objects.select_for_update(of=("self",)).filter(
        pk=pk, note__isnull=True, reminded_at__isnull=True
    )
    request = found.select_related("case__call__programme", "case__owner").first()
    if request is None or not _is_soon(request.case, request.due_on):
        return 0
    request.reminded_at = clock.now()
    request.save(update_fields=["reminded_at"])
    mails.remind_interim(request)
    return 1


@transaction.atomic
def _remind_milestone(pk: int) -> int:
    found = Milestone.objects.select_for_update(of=("self",)).filter(
        pk=pk, state__in=OPEN, reminded_at__isnull=True
    )
    mark = found.select_related("case__call__programme", "case__owner").first()
    if mark is None or not _is_soon(mark.case, mark.due_on):
        return 0
    mark.reminded_at = clock.now()
    mark.save(update_fields=["reminded_at"])
    mails.remind_milestone(mark)
    return 1


def _is_soon(case: Case, due: date) -> bool:
    days = (due - clock.today()).days
    is_near = 0 <= days <= settings_of(case.call.programme).reminder_days
    return case.state in MONITORED and is_near
