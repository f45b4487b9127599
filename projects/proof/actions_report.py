"""The carrier's report: what was done, what was reached, which other money came in; more time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from portal.forms.sheets import Sheet
from portal.kernel import audit, clock
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.plan import FinancingItem, PlannedIndicator
from projects.proof import mails, mails_office
from projects.proof import permissions as may
from projects.proof.missing import version_of
from projects.proof.models import LONGEST_REASON
from projects.proof.models_proof import (
    LONGEST_REPORT,
    Extension,
    Income,
    Proof,
    Reached,
)
from projects.proof.queries import due_on, first_due_on, open_extension, proof_of, settings_of
from projects.review.actions import locked, plain_text, require

MOST_COUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What was written: answers of the form or one text, counts and cents by their keys.

    `income` has the key None for money that nobody planned. A value None is not told yet.
    """

    sheet: Sheet = field(default_factory=Sheet)
    text: str = ""
    reached: Mapping[int, int | None] = field(default_factory=dict)
    income: Mapping[int | None, int | None] = field(default_factory=dict)


@transaction.atomic
def save_report(*, by: Any, case: Case, report: Report, seen: str) -> Proof:
    """Keep the report as far as it is written, complete or not.

    `seen` is the moment of the saving that the person saw (ISO; empty: none). Raises
    PermissionDenied, NotAllowed (`changed`: somebody else saved meanwhile, `long`, `count`,
    `amount`, `gone`: a line that is not of this case).
    """
    case = locked(case)
    require(may.may_keep_receipts(by, case))
    proof = proof_of(case) or Proof(case=case)
    if (proof.saved_at.isoformat() if proof.pk else "") != seen:
        raise NotAllowed("changed")
    proof.form_version = version_of(case, proof)
    proof.answers, proof.typed = report.sheet.answers, report.sheet.typed
    proof.text = plain_text(report.text, LONGEST_REPORT)
    proof.saved_at = clock.now()
    proof.save()
    _keep_reached(case, report.reached)
    _keep_income(case, report.income)
    audit.record(actor=by, subject=case, event="report_saved")
    return proof


def _keep_reached(case: Case, reached: Mapping[int, int | None]) -> None:
    known = set(PlannedIndicator.objects.filter(case=case).values_list("pk", flat=True))
    for key, count in reached.items():
        if key not in known:
            raise NotAllowed("gone")
        if count is None:
            Reached.objects.filter(indicator=key).delete()
            continue
        if not 0 <= count <= MOST_COUNT:
            raise NotAllowed("count")
        Reached.objects.update_or_create(indicator_id=key, defaults={"count": count})


def _keep_income(case: Case, income: Mapping[int | None, int | None]) -> None:
    lines = FinancingItem.objects.filter(case=case).values_list("pk", flat=True)
    known: set[int | None] = {None, *lines}
    for key, cents in income.items():
        if key not in known:
            raise NotAllowed("gone")
        if cents is None:
            Income.objects.filter(case=case, item=key).delete()
            continue
        if not 0 <= cents <= MAX_CENTS:
            raise NotAllowed("amount")
        Income.objects.update_or_create(case=case, item_id=key, defaults={"amount_cents": cents})


@transaction.atomic
def ask_extension(*, by: Any, case: Case, until: date, reason: str) -> Extension:
    """The carrier asks for more time; the same request again changes nothing.

    Raises PermissionDenied, NotAllowed (`reason`, `long`, `until`: not after the day it is due, or
    later than the programme allows, `open`: another request waits for its answer).
    """
    case = locked(case)
    require(may.may_ask_more_time(by, case))
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    if not due_on(case) < until <= latest_extension(case):
        raise NotAllowed("until")
    waiting = open_extension(case)
    if waiting:
        if (waiting.until, waiting.reason) == (until, words):
            return waiting
        raise NotAllowed("open")
    made = Extension.objects.create(
        case=case, until=until, reason=words, asked_by=by, asked_at=clock.now()
    )
    data = {"until": until.isoformat()}
    audit.record(actor=by, subject=case, event="extension_asked", data=data)
    mails_office.tell_extension_asked(made)
    return made


def latest_extension(case: Case) -> date:
    """The last day that a proof may be moved to, counted from the day that the notice names."""
    days = settings_of(case.call.programme).longest_extension_days
    return first_due_on(case) + timedelta(days=days)


@transaction.atomic
def answer_extension(
    *, by: Any, extension: Extension, is_granted: bool, note: str = ""
) -> Extension:
    """Grant or refuse more time; granted, the proof is due on the new day.

    The same answer again changes nothing. Raises PermissionDenied, NotAllowed (`reason`: a refusal
    needs one, `long`, `answered`).
    """
    case = locked(extension.case)
    held = Extension.objects.select_for_update().get(pk=extension.pk)
    held.case = case
    require(may.may_answer_extension(by, case))
    if held.is_granted is not None:
        if held.is_granted == is_granted and held.answered_by_id == by.pk:
            return held
        raise NotAllowed("answered")
    words = plain_text(note, LONGEST_REASON)
    if not is_granted and not words:
        raise NotAllowed("reason")
    held.is_granted, held.note = is_granted, words
    held.answered_by, held.answered_at = by, clock.now()
    held.save()
    if is_granted:  # the next reminder counts from the new day
        Proof.objects.filter(case=case).update(reminded_at=None)
    event = "extension_granted" if is_granted else "extension_refused"
    audit.record(actor=by, subject=case, event=event, data={"until": held.until.isoformat()})
    mails.tell_extension_answered(held)
    return held
