"""Decisions and notices for tests."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from actors.themes.models import Theme
from portal.accounts.models import User
from portal.forms.queries import latest_version
from portal.kernel import audit, clock
from projects.budget.actions import allot, commit
from projects.calls.models import Call
from projects.cases.models import Case
from projects.cases.plan import CostItem
from projects.decision.actions import Ruling, decide_in_office
from projects.decision.actions_notices import draft_notice, release_notice
from projects.decision.kinds import EVENTS, DecidedBy, Outcome
from projects.decision.models import Condition, Decision, DecisionSettings, Obligation
from projects.decision.models_notices import Notice
from tests.factories import projects as make
from tests.factories.accounts import user

_numbers = itertools.count(1)
RULE = "Nr. 6.2 der Richtlinie"
APPROVE = Ruling("approved", 155_000, "Gut für den Stadtteil.")
REJECT = Ruling("rejected", reason="Passt nicht zum Ziel.")
WITH_OBLIGATION = Ruling(
    "approved_with_obligations",
    120_000,
    "Gut.",
    obligations=[("Bitte melden Sie den Aufbau an.", date(2027, 3, 15))],
    conditions=["Die Erlaubnis der Eigentümerin liegt vor."],
)


def small_call(limit: int = 200_000, pot: int = 1_000_000, **fields: Any) -> Call:
    """A call in which the office decides alone up to a limit, with money in the pot (cents)."""
    of = make.call()
    usual = {"office_limit_cents": limit, "rule": RULE, "four_eyes": False}
    DecisionSettings.objects.create(programme=of.programme, **{**usual, **fields})
    if pot:
        allot(by=user("coordinator"), period=of.period, cents=pot, reason="Plan", key=uuid4().hex)
    return of


def ready(of: Call | None = None, owner: User | None = None, **columns: Any) -> Case:
    """An application of a small call that is ready for decision.

    Written straight into the database: `tests/factories/review.py` walks there by the actions.
    """
    of = of or small_call()
    made = Case.objects.create(
        **{**make.COMPLETE, "theme": Theme.objects.first(), **columns},
        call=of,
        owner=owner or user("applicant"),
        state="ready",
        number=f"LKS-2026-{5000 + next(_numbers)}",
        form_version=latest_version(of.form),
        created_at=clock.now(),
        saved_at=clock.now(),
        submitted_at=clock.now(),
    )
    category = of.programme.categories.get(code="material")
    CostItem.objects.bulk_create(
        CostItem(case=made, label=label, category=category, amount_cents=cents)
        for label, cents in (("Holz", 94_000), ("Erde", 61_000))
    )
    return made


def decide(
    case: Case, ruling: Ruling = APPROVE, by: User | None = None, key: UUID | None = None
) -> Decision:
    """The office decides alone."""
    by = by or user("coordinator")
    return decide_in_office(by=by, case=case, ruling=ruling, key=key or uuid4())


def decided(ruling: Ruling = APPROVE, of: Call | None = None, **columns: Any) -> Case:
    """An application that the office decided, written straight into the database.

    `decide` goes the way of the action.
    """
    case, by = ready(of, **columns), user("coordinator")
    made = Decision.objects.create(
        case=case,
        outcome=ruling.outcome,
        awarded_cents=ruling.cents,
        reason=ruling.reason,
        decided_by=DecidedBy.OFFICE,
        rule=RULE,
        decided_on=clock.today(),
        by=by,
        at=clock.now(),
    )
    Obligation.objects.bulk_create(
        Obligation(decision=made, position=place, text=text, due_on=due)
        for place, (text, due) in enumerate(ruling.obligations)
    )
    Condition.objects.bulk_create(
        Condition(decision=made, position=place, text=text)
        for place, text in enumerate(ruling.conditions)
    )
    if ruling.is_award:
        commit(by=by, case=case, cents=ruling.cents, reason=RULE, key=f"decision:{made.key}")
    event = EVENTS[Outcome(ruling.outcome)]
    audit.record(actor=by, subject=case, event=event, data={"decision": made.pk})
    case.state, case.is_sealed = ruling.outcome, True
    case.save(update_fields=["state", "is_sealed"])
    return Case.objects.get(pk=case.pk)


def draft(case: Case, kind: str = "award", by: User | None = None) -> Notice:
    """A notice that one person drafted."""
    by = by or user("coordinator")
    return draft_notice(by=by, case=case, kind=kind, remedy="remedy_court")


def release(notice: Notice, by: User | None = None) -> Notice:
    """Another person releases a draft as it stands."""
    by = by or user("coordinator")
    return release_notice(by=by, notice=notice, seen=notice.drafted_at.isoformat())


def released(ruling: Ruling = APPROVE, kind: str = "award", **columns: Any) -> Notice:
    """A released notice of a case that the office decided."""
    return release(draft(decided(ruling, **columns), kind))
