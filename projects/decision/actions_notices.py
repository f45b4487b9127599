"""Drafting and releasing notices, and how they reach the carrier."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.decision import later, mails
from projects.decision import permissions as may
from projects.decision.content import content_of
from projects.decision.defaults import FINANCING_CALCULATION, PLAN_BINDS, USUAL_MODULES
from projects.decision.kinds import CHANGES, DeliveryWay, NoticeKind, Part, Remedy
from projects.decision.models import LATEST_YEAR, LONGEST_REASON
from projects.decision.models_notices import Delivery, Notice, TextModule
from projects.decision.pdfs import notice_pdf
from projects.decision.queries import (
    course_of,
    current_decision,
    kinds_out,
    last_day_of,
    settings_of,
    waits_for_post,
    wants_portal,
)
from projects.programmes.models import FundingProgramme
from projects.review.actions import locked, move, plain_text, require

WITHOUT_DECISION = frozenset({NoticeKind.EARLY_START, NoticeKind.FORMAL})
FIRST_DAY = date(2000, 1, 1)
"""From when the usual modules count; later ones of the office come before them."""


@transaction.atomic
def make_modules(*, programme: FundingProgramme, kind: str) -> int:
    """Give a programme the usual modules of a kind of notice that it has none of; returns how many.

    Part of an action that asks who may.
    """
    found = TextModule.objects.filter(programme=programme, kind=kind)
    known = set(found.values_list("part", flat=True))
    of_later = later.later_kind(kind)
    usual = of_later.modules if of_later else USUAL_MODULES[NoticeKind(kind)]
    made = [
        module
        for part, (heading, body) in usual.items()
        if part not in known
        for module in _usual(programme, kind, part, heading, body)
    ]
    TextModule.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _usual(
    programme: FundingProgramme, kind: str, part: str, heading: str, body: str
) -> list[TextModule]:
    bodies = {"": body}
    if part == Part.CALCULATION and kind == NoticeKind.AWARD:
        bodies = {
            code: f"{body}\n{text}\n{PLAN_BINDS}" for code, text in FINANCING_CALCULATION.items()
        }
    return [
        TextModule(
            programme=programme,
            kind=kind,
            part=part,
            financing_type=financing,
            valid_from=FIRST_DAY,
            heading=heading,
            body=text,
        )
        for financing, text in bodies.items()
    ]


@transaction.atomic
def draft_notice(
    *, by: Any, case: Case, kind: str, remedy: str, ends_on: date | None = None, note: str = ""
) -> Notice:
    """Write the draft of a notice from the text modules of today; a new one replaces a draft.

    A change notice says in its own words what changes and why; an extension needs its new last
    day. Raises PermissionDenied, NotAllowed (`remedy`, `notice_released`, `no_decision`, `note`,
    `long`, `ends_on`, `no_modules`: the programme has no opening for this kind).
    """
    case = locked(case)
    require(may.may_draft_notice(by, case, kind))
    if remedy not in Remedy.values:
        raise NotAllowed("remedy")
    if kind == NoticeKind.DEFERRAL:
        remedy = Remedy.NONE
    decision = None if kind in WITHOUT_DECISION else current_decision(case)
    if decision is None and kind not in WITHOUT_DECISION:
        raise NotAllowed("no_decision")
    words = plain_text(note, LONGEST_REASON)
    _check_change(case, kind, ends_on, words)
    _check_later(case, kind)
    make_modules(programme=case.call.programme, kind=kind)
    if kind in kinds_out(case, decision):
        raise NotAllowed("notice_released")
    found = Notice.objects.filter(case=case, decision=decision, kind=kind, released_at=None)
    notice = found.first() or Notice(decision=decision, kind=kind)
    notice.case, notice.remedy = case, remedy
    notice.ends_on = ends_on if kind == NoticeKind.EXTENSION else None
    notice.note = words if kind in CHANGES else ""
    notice.drafted_by, notice.drafted_at = by, clock.now()
    notice.law = settings_of(case.call.programme).law
    notice.content = content_of(notice)
    if Part.OPENING not in {section["part"] for section in notice.content["sections"]}:
        raise NotAllowed("no_modules")
    notice.save()
    audit.record(actor=by, subject=case, event="notice_drafted", data={"kind": kind})
    return notice


def _check_change(case: Case, kind: str, ends_on: date | None, words: str) -> None:
    if kind in CHANGES and not words:
        raise NotAllowed("note")
    if kind != NoticeKind.EXTENSION:
        return
    if ends_on is None or not last_day_of(case) < ends_on or ends_on.year > LATEST_YEAR:
        raise NotAllowed("ends_on")


def _check_later(case: Case, kind: str) -> None:
    problem = later.problem_of_kind(case, kind)
    if problem:
        raise NotAllowed(problem)


@transaction.atomic
def release_notice(*, by: Any, notice: Notice, seen: str) -> Notice:
    """Release a notice that somebody else drafted: number, archived PDF with its hash, on its way.

    `seen` is the moment of the draft that the person read (ISO). An award takes the case to
    "notified". Where the carrier consented it lies in the portal at once, else the office posts
    it. What a later step means by its notice is done at once (`projects.decision.later`). Raises
    PermissionDenied, NotAllowed (`changed`: the draft was written anew meanwhile, and those of the
    later step), LedgerError.
    """
    case = locked(notice.case)
    notice = Notice.objects.select_for_update().filter(pk=notice.pk).first() or notice
    notice.case = case
    if notice.is_released and notice.released_by_id == by.pk:
        return notice
    require(may.may_release(by, notice))
    is_current = notice.decision_id is None or notice.decision == current_decision(case)
    if notice.drafted_at.isoformat() != seen or not is_current:
        raise NotAllowed("changed")
    _check_later(case, notice.kind)
    count = Notice.objects.filter(case=case, number__isnull=False).count()
    number = f"{case.number}-B{count + 1}"
    pdf = notice_pdf(notice, number=number, day=clock.today())
    notice.number, notice.released_by, notice.released_at = number, by, clock.now()
    notice.sha256 = sha256(pdf).hexdigest()
    notice.file.save("notice.pdf", ContentFile(pdf), save=False)
    notice.save()
    said = {"notice": notice.number, "kind": notice.kind, "sha256": notice.sha256}
    if notice.kind == NoticeKind.AWARD:
        move(case, "notify", by=by, **said)
    else:
        audit.record(actor=by, subject=case, event="notice_released", data=said)
    of_later = later.later_kind(notice.kind)
    if of_later:
        of_later.carry_out(by, notice)
    if notice.decision_id:
        case.is_sealed = False
        case.save(update_fields=["is_sealed"])
    if wants_portal(case):
        _deliver(by, notice, DeliveryWay.PORTAL, clock.today())
    mails.tell_notice(notice, course_of(notice))
    return notice


def _deliver(by: Any, notice: Notice, way: str, day: date) -> Delivery:
    return Delivery.objects.create(notice=notice, way=way, sent_on=day, by=by, at=clock.now())


@transaction.atomic
def record_dispatch(*, by: Any, notice: Notice, sent_on: date) -> Delivery:
    """Note on which day a notice went to the post; a second call gives the first back.

    Raises PermissionDenied, NotAllowed (`sent_on`: before the release or in the future,
    `not_by_post`: it lies in the portal and can still be retrieved there).
    """
    locked(notice.case)
    notice = Notice.objects.select_related("case__call__programme").get(pk=notice.pk)
    require(may.may_record_delivery(by, notice))
    before = notice.deliveries.filter(way=DeliveryWay.POST).first()
    if before:
        return before
    if not waits_for_post(notice):
        raise NotAllowed("not_by_post")
    released = clock.local(notice.released_at).date()
    if not released <= sent_on <= clock.today():
        raise NotAllowed("sent_on")
    data = {"notice": notice.number, "on": sent_on.isoformat()}
    audit.record(actor=by, subject=notice.case, event="notice_posted", data=data)
    return _deliver(by, notice, DeliveryWay.POST, sent_on)
