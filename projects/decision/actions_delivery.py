"""What the carrier does with a notice, and how it becomes final."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision import permissions as may
from projects.decision.kinds import DeliveryWay, NoticeKind
from projects.decision.models_notices import DeliveryConsent, Notice, RemedyWaiver
from projects.decision.queries import (
    course_of,
    is_in_hand,
    notified_with_award,
    settings_of,
    wants_portal,
)
from projects.review.actions import locked, move, require
from projects.review.mails import tell_step


@transaction.atomic
def choose_delivery(*, by: Any, case: Case, in_portal: bool) -> None:
    """Say whether notices shall come in the portal; the same choice again changes nothing.

    It counts for notices released later. Raises PermissionDenied. Rule: § 41 (2a) VwVfG NRW.
    """
    case = locked(case)
    require(may.may_choose_delivery(by, case))
    if wants_portal(case) == in_portal:
        return
    DeliveryConsent.objects.create(case=case, is_given=in_portal, by=by, at=clock.now())
    way = DeliveryWay.PORTAL if in_portal else DeliveryWay.POST
    audit.record(actor=by, subject=case, event="delivery_chosen", data={"way": way})


@transaction.atomic
def retrieve_notice(*, by: Any, notice: Notice) -> None:
    """Note that the carrier opens a notice in the portal: from there the remedy's time is counted.

    Only the first time counts; a notice that came by post is only read. Raises PermissionDenied,
    NotAllowed (`lapsed`: it lay there for too long and comes by post).
    """
    locked(notice.case)
    notice = _fresh(notice)
    require(may.may_retrieve(by, notice))
    waiting = next((each for each in notice.deliveries.all() if _waits(each)), None)
    if waiting is None:
        return
    if course_of(notice).is_lapsed:
        if any(each.way == DeliveryWay.POST for each in notice.deliveries.all()):
            return
        raise NotAllowed("lapsed")
    waiting.retrieved_at, waiting.retrieved_by = clock.now(), by
    waiting.save(update_fields=["retrieved_at", "retrieved_by"])
    data = {"notice": notice.number}
    audit.record(actor=by, subject=notice.case, event="notice_retrieved", data=data)


def _waits(delivery: Any) -> bool:
    return delivery.is_in_portal and delivery.retrieved_at is None


def _fresh(notice: Notice) -> Notice:
    found = Notice.objects.select_related("case__call__programme", "waiver")
    return found.prefetch_related("deliveries").get(pk=notice.pk)


@transaction.atomic
def waive_remedy(*, by: Any, notice: Notice) -> Notice:
    """The carrier waives the remedy (Rechtsbehelfsverzicht): the notice is final at once.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`not_delivered`: it has
    to be in their hands first, `final`: the time is over already).
    """
    locked(notice.case)
    notice = _fresh(notice)
    require(may.may_waive_remedy(by, notice))
    return _waive(by, notice, on_paper=False)


@transaction.atomic
def record_paper_waiver(*, by: Any, notice: Notice) -> Notice:
    """Note that the signed waiver of the remedy came back on paper: the notice is final at once.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`not_delivered`, `final`).
    """
    locked(notice.case)
    notice = _fresh(notice)
    require(may.may_record_delivery(by, notice))
    return _waive(by, notice, on_paper=True)


def _waive(by: Any, notice: Notice, *, on_paper: bool) -> Notice:
    if hasattr(notice, "waiver"):
        return notice
    if not is_in_hand(notice):
        raise NotAllowed("not_delivered")
    if course_of(notice).is_final:
        raise NotAllowed("final")
    RemedyWaiver.objects.create(notice=notice, by=by, at=clock.now(), on_paper=on_paper)
    data = {"notice": notice.number, "on_paper": on_paper}
    audit.record(actor=by, subject=notice.case, event="remedy_waived", data=data)
    if notice.kind == NoticeKind.AWARD and notice.case.state == life.NOTIFIED:
        _finish(notice.case)
    return _fresh(notice)


def _finish(case: Case) -> None:
    """The portal takes a case to "final"; part of an action that holds the case."""
    move(case, "become_final", by=None)
    tell_step(case)


@transaction.atomic
def _finish_when_due(notice: Notice) -> bool:
    case = Case.objects.select_for_update().get(pk=notice.case_id)
    if case.state != life.NOTIFIED or not course_of(_fresh(notice)).is_final:
        return False
    _finish(case)
    return True


def make_notices_final() -> int:
    """Take the cases to "final" whose time for a remedy is over; returns how many.

    Part of the regular work; a second run finds them final.
    """
    waiting = notified_with_award()
    programmes = {notice.case.call.programme for notice in waiting}
    rules = {programme.pk: settings_of(programme) for programme in programmes}
    due = [
        notice
        for notice in waiting
        if course_of(notice, rules[notice.case.call.programme_id]).is_final
    ]
    return sum(_finish_when_due(notice) for notice in due)
