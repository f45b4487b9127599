"""Deciding: the core that a sitting uses as well, and the office's way without a sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions import commit, release
from projects.budget.queries import open_commitment
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision import permissions as may
from projects.decision.guards import beyond_office, reopened_by_office
from projects.decision.kinds import EVENTS, DecidedBy, Outcome
from projects.decision.models import (
    LATEST_YEAR,
    LONGEST_REASON,
    Condition,
    Decision,
    Obligation,
    Reopening,
)
from projects.decision.models_notices import Notice
from projects.decision.queries import current_decision, is_carried_out, settings_of
from projects.review.actions import locked, move, plain_text, require
from projects.review.mails import tell_step
from projects.review.queries import recorders

MOST_LINES = 30
LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided: outcome, cents (awards only), reason, obligations with dates, conditions."""

    outcome: str
    cents: int = 0
    reason: str = ""
    obligations: Sequence[tuple[str, date]] = ()
    conditions: Sequence[str] = ()

    @property
    def is_award(self) -> bool:
        """Whether it gives money."""
        return self.outcome in {Outcome.APPROVED, Outcome.APPROVED_WITH_OBLIGATIONS}


def check_ruling(case: Case, ruling: Ruling) -> None:
    """Refuse a ruling that contradicts itself.

    Raises NotAllowed: `outcome`, `reason`, `long`, `amount`, `above_asked`, `obligations` (an
    approval has none, one with obligations some), `due` (the day has passed, or is absurd).
    """
    if ruling.outcome not in Outcome.values:
        raise NotAllowed("outcome")
    if not plain_text(ruling.reason, LONGEST_REASON) and not ruling.is_award:
        raise NotAllowed("reason")
    _check_amount(case, ruling)
    with_obligations = ruling.outcome == Outcome.APPROVED_WITH_OBLIGATIONS
    if bool(ruling.obligations) != with_obligations or (ruling.conditions and not ruling.is_award):
        raise NotAllowed("obligations")
    if max(len(ruling.obligations), len(ruling.conditions)) > MOST_LINES:
        raise NotAllowed("long")
    for text in (*(text for text, _due in ruling.obligations), *ruling.conditions):
        if not plain_text(text, LONGEST_LINE):
            raise NotAllowed("obligations")
    if any(not clock.today() <= due or due.year > LATEST_YEAR for _text, due in ruling.obligations):
        raise NotAllowed("due")


def _check_amount(case: Case, ruling: Ruling) -> None:
    if not ruling.is_award:
        if ruling.cents:
            raise NotAllowed("amount")
        return
    if not 0 < ruling.cents <= MAX_CENTS:
        raise NotAllowed("amount")
    if case.amount_cents is not None and ruling.cents > case.amount_cents:
        raise NotAllowed("above_asked")


def carry_out(*, by: Any, case: Case, ruling: Ruling, key: UUID, **ground: Any) -> Decision:
    """Write a decision down, commit its money, and take the case to its state.

    Its people hear that it is decided; how, only the notice tells them.

    Part of an action that holds the case and asked who may; `ground` is `decided_by`,
    `decided_on` and `rule` or `resolution`. Raises NotAllowed, LedgerError (`above_pot`,
    `above_cap`).
    """
    check_ruling(case, ruling)
    decision = Decision.objects.create(
        case=case,
        outcome=ruling.outcome,
        awarded_cents=ruling.cents,
        reason=plain_text(ruling.reason, LONGEST_REASON),
        by=by,
        at=clock.now(),
        key=key,
        **ground,
    )
    Obligation.objects.bulk_create(
        Obligation(decision=decision, position=place, text=plain_text(text), due_on=due)
        for place, (text, due) in enumerate(ruling.obligations)
    )
    Condition.objects.bulk_create(
        Condition(decision=decision, position=place, text=plain_text(text))
        for place, text in enumerate(ruling.conditions)
    )
    if ruling.is_award:
        reason = f"{decision.get_decided_by_display()}: {decision.ground}"[:1000]
        commit(by=by, case=case, cents=ruling.cents, reason=reason, key=f"decision:{key}")
    if case.state != life.SCHEDULED:
        move(case, "schedule", by=by, without_sitting=ground["decided_by"] == DecidedBy.OFFICE)
    said = {"decision": decision.pk, "cents": ruling.cents, "ground": decision.ground}
    move(case, EVENTS[Outcome(ruling.outcome)], by=by, reason=decision.reason, **said)
    case.is_sealed = case.state in life.DECIDED
    case.save(update_fields=["is_sealed"])
    tell_step(case)
    return decision


@transaction.atomic
def decide_in_office(*, by: Any, case: Case, ruling: Ruling, key: UUID) -> Decision:
    """Decide a small case without a sitting, citing the programme's rule.

    The same key again gives the first decision back. Raises PermissionDenied, NotAllowed (those
    of `check_ruling`, `office_never`, `above_limit`, `four_eyes`: the person recorded results of
    the check, `no_sitting`: it lies on the agenda of a sitting), LedgerError.
    """
    case = locked(case)
    done = Decision.objects.filter(key=key, case=case, by=by.pk).first()
    if done:
        return done
    require(may.may_decide_in_office(by, case))
    if ruling.outcome == Outcome.POSTPONED:
        raise NotAllowed("outcome")
    if case.state == life.SCHEDULED and not reopened_by_office(case):
        raise NotAllowed("on_agenda")
    check_ruling(case, ruling)
    refusal = beyond_office(case, ruling.cents)
    if refusal:
        raise NotAllowed(refusal)
    rules = settings_of(case.call.programme)
    if rules.four_eyes and by.pk in recorders(case):
        raise NotAllowed("four_eyes")
    return carry_out(
        by=by,
        case=case,
        ruling=ruling,
        key=key,
        decided_by=DecidedBy.OFFICE,
        rule=rules.rule,
        decided_on=clock.today(),
    )


@transaction.atomic
def decide_anew(*, by: Any, case: Case, reason: str) -> Case:
    """Take a decision back before its notice is released; its money is free again.

    A drafted notice goes with it. Raises PermissionDenied, NotAllowed (`reason`, `long`,
    `notice_released`), LedgerError.
    """
    case = locked(case)
    require(may.may_decide_anew(by, case))
    decision = current_decision(case)
    if decision is None or not is_carried_out(decision):
        raise NotAllowed("no_decision")
    words = plain_text(reason, LONGEST_REASON)
    move(case, "decide_anew", by=by, reason=words, decision=decision.pk)
    Reopening.objects.create(decision=decision, reason=words, by=by, at=clock.now())
    Notice.objects.filter(decision=decision, released_at__isnull=True).delete()
    held = open_commitment(case)
    if held:
        release(by=by, case=case, cents=held, reason=words[:1000], key=f"anew:{decision.pk}")
    tell_step(case)
    return case


@transaction.atomic
def settle_obligation(*, by: Any, obligation: Obligation, done_on: date) -> Obligation:
    """Note that an obligation is fulfilled; a second call changes nothing.

    Raises PermissionDenied, NotAllowed (`future`).
    """
    case = locked(obligation.decision.case)
    require(may.may_follow_up(by, case))
    held = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if held.done_on:
        return held
    _require_past(done_on, held.decision)
    held.done_on, held.done_by = done_on, by
    held.save(update_fields=["done_on", "done_by"])
    data = {"obligation": held.pk, "on": done_on.isoformat()}
    audit.record(actor=by, subject=case, event="obligation_done", data=data)
    return held


@transaction.atomic
def meet_condition(*, by: Any, condition: Condition, met_on: date) -> Condition:
    """Note that a condition is met, so that it no longer holds the money back.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`future`).
    """
    case = locked(condition.decision.case)
    require(may.may_follow_up(by, case))
    held = Condition.objects.select_for_update().get(pk=condition.pk)
    if held.met_on:
        return held
    _require_past(met_on, held.decision)
    held.met_on, held.met_by = met_on, by
    held.save(update_fields=["met_on", "met_by"])
    data = {"condition": held.pk, "on": met_on.isoformat()}
    audit.record(actor=by, subject=case, event="condition_met", data=data)
    return held


def _require_past(day: date, decision: Decision) -> None:
    if not decision.decided_on <= day <= clock.today():
        raise NotAllowed("future")


__all__ = [
    "PermissionDenied",
    "Ruling",
    "carry_out",
    "check_ruling",
    "decide_anew",
    "decide_in_office",
    "meet_condition",
    "settle_obligation",
]
