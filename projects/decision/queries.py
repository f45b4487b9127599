"""Reads about decisions and notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from portal.kernel import audit, clock
from projects.cases.models import Case
from projects.decision import finality
from projects.decision.kinds import EVENTS, OF_DECISION, DeliveryWay, NoticeKind, Remedy
from projects.decision.models import Condition, Decision, DecisionSettings, Obligation
from projects.decision.models_notices import (
    Delivery,
    DeliveryConsent,
    EarlyStartRequest,
    Notice,
)
from projects.programmes.models import FundingProgramme


def settings_of(programme: FundingProgramme) -> DecisionSettings:
    """How a programme decides; the usual values where nobody wrote any (the office never alone)."""
    found = DecisionSettings.objects.filter(programme=programme).first()
    return found or DecisionSettings(programme=programme)


def current_decision(case: Case) -> Decision | None:
    """The newest decision, unless it was reopened."""
    newest = Decision.objects.filter(case=case).select_related("by", "reopening").last()
    return None if newest is None or hasattr(newest, "reopening") else newest


def decisions_of(case: Case) -> list[Decision]:
    """All decisions of a case, oldest first, with obligations and conditions."""
    found = Decision.objects.filter(case=case).select_related("by", "reopening__by")
    return list(found.prefetch_related("obligations", "conditions"))


def is_carried_out(decision: Decision) -> bool:
    """Whether the lifecycle has already followed a decision."""
    return (
        audit.history(decision.case)
        .filter(event__in=EVENTS.values(), data__decision=decision.pk)
        .exists()
    )


def notices_of(case: Case) -> list[Notice]:
    """All notices of a case, oldest first, with their deliveries and waivers."""
    found = Notice.objects.filter(case=case)
    return list(
        found.select_related("drafted_by", "released_by", "waiver", "decision", "case")
        .prefetch_related("deliveries")
        .order_by("drafted_at", "pk")
    )


def released_notice(decision: Decision) -> Notice | None:
    """The released notice of a decision."""
    found = Notice.objects.filter(decision=decision, released_at__isnull=False)
    return found.filter(kind__in=OF_DECISION).select_related("waiver").first()


def award_notice_of(case: Case) -> Notice | None:
    """The released award notice of a case's current decision."""
    decision = current_decision(case)
    notice = released_notice(decision) if decision else None
    return notice if notice and notice.kind == NoticeKind.AWARD else None


def kinds_out(case: Case, decision: Decision | None) -> set[str]:
    """The kinds of notice that are released and go out once, so that none is drafted again.

    One for formal reasons goes out anew where the application was checked once more since.
    """
    found = Notice.objects.filter(case=case, released_at__isnull=False)
    once = found.filter(Q(decision=decision, kind__in=OF_DECISION) | Q(kind=NoticeKind.EARLY_START))
    out = set(once.values_list("kind", flat=True))
    formal = found.filter(kind=NoticeKind.FORMAL).last()
    entry = formal_rejection(case) if formal else None
    if formal and entry and formal.released_at and entry.at <= formal.released_at:
        out.add(str(NoticeKind.FORMAL))
    return out


def last_day_of(case: Case) -> date:
    """The last day of the period of a grant: that of the newest extension, else of the plan."""
    extended = Notice.objects.filter(
        case=case, kind=NoticeKind.EXTENSION, released_at__isnull=False
    ).last()
    planned = case.ends_on or case.call.period.ends_on
    return extended.ends_on if extended and extended.ends_on else planned


def early_start_request(case: Case) -> EarlyStartRequest | None:
    """The newest request to begin before the decision."""
    return EarlyStartRequest.objects.filter(case=case).select_related("by").last()


def formal_rejection(case: Case) -> Any:
    """The entry of the log with which a case was rejected for formal reasons last, or None."""
    return audit.history(case).filter(event="reject_formally").last()


def wants_portal(case: Case) -> bool:
    """Whether the carrier consented to delivery in the portal."""
    newest = DeliveryConsent.objects.filter(case=case).last()
    return newest is not None and newest.is_given


@dataclass(frozen=True, slots=True)
class Course:
    """How far a released notice is on its way: delivered, last day of the remedy, final.

    `is_lapsed`: it lay in the portal unretrieved for too long and has to be posted.
    """

    delivered_on: date | None = None
    remedy_ends_on: date | None = None
    final_on: date | None = None
    waived_on: date | None = None
    is_lapsed: bool = False
    retrieve_until: date | None = None

    @property
    def is_final(self) -> bool:
        """Whether the time for a remedy is over, or it was waived."""
        return self.final_on is not None and self.final_on <= clock.today()


def course_of(notice: Notice, rules: DecisionSettings | None = None) -> Course:
    """The course of a released notice by the programme's numbers."""
    rules = rules or settings_of(notice.case.call.programme)
    numbers, is_free = rules.numbers, finality.free_days_of(rules.region)
    tries = [(each, _sending(each)) for each in notice.deliveries.all()]
    delivered = finality.first_delivery([sending for _, sending in tries], numbers, is_free)
    open_ones = [one for one, _ in tries if one.is_in_portal and one.retrieved_at is None]
    until = finality.retrieval_ends_on(open_ones[0].sent_on, numbers) if open_ones else None
    lapsed = any(finality.is_lapsed(sending, clock.today(), numbers) for _, sending in tries)
    waiver = getattr(notice, "waiver", None)
    if waiver:
        waived = clock.local(waiver.at).date()
        return Course(delivered, None, waived, waived, lapsed, until)
    if delivered is None:
        return Course(is_lapsed=lapsed, retrieve_until=until)
    informed = notice.remedy != Remedy.NONE
    last = finality.remedy_ends_on(delivered, numbers, is_free, informed=informed)
    final = finality.final_on(delivered, numbers, is_free, informed=informed)
    return Course(delivered, last, final, None, lapsed, until)


def _sending(delivery: Delivery) -> finality.Sending:
    at = delivery.retrieved_at
    return delivery.sending(clock.local(at).date() if at else None)


def is_in_hand(notice: Notice) -> bool:
    """Whether the carrier opened a notice in the portal, or it was posted."""
    return any(
        each.retrieved_at is not None or each.way == DeliveryWay.POST
        for each in notice.deliveries.all()
    )


def waits_for_post(notice: Notice) -> bool:
    """Whether the office has to post a released notice: nobody did, or it lapsed in the portal."""
    ways = {each.way for each in notice.deliveries.all()}
    if DeliveryWay.POST in ways or not notice.is_released:
        return False
    return not ways or course_of(notice).is_lapsed


def open_obligations(case: Case) -> list[Obligation]:
    """What is still to be done because of the current decision."""
    decision = current_decision(case)
    return list(decision.obligations.filter(done_on__isnull=True)) if decision else []


def open_conditions(case: Case) -> list[Condition]:
    """What has to be true before money is paid, and is not yet; payments ask here."""
    decision = current_decision(case)
    return list(decision.conditions.filter(met_on__isnull=True)) if decision else []


def retrieval_days() -> dict[int, int]:
    """Days to retrieve a notice in the portal, by the key of the programme; 0 names the usual."""
    rows = DecisionSettings.objects.values_list("programme", "retrieval_days")
    return {0: DecisionSettings().retrieval_days, **dict(rows)}


def notified_with_award() -> list[Notice]:
    """Released award notices of cases that wait for finality."""
    found = Notice.objects.filter(
        Q(case__state="notified"), kind=NoticeKind.AWARD, released_at__isnull=False
    )
    return list(
        found.select_related("case__call__programme", "waiver").prefetch_related("deliveries")
    )
