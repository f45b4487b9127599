"""Reads about claims: what is paid, due and late, and the interest they bear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from portal.kernel import clock
from projects.budget.models import LedgerEntry
from projects.cases.models import Case
from projects.decision.models_notices import Notice
from projects.decision.queries import course_of
from projects.recoveries import lifecycle as life
from projects.recoveries.dues import Due, Standing, open_dues
from projects.recoveries.interest import Period, Step, parts_of, periods, total
from projects.recoveries.kinds import PaidFor
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import AcceptanceOrder, ClaimPayment, PaymentPlan, WriteOff
from projects.recoveries.queries import disbursements_of, settings_of, terms_of


def claim_key(recovery: Recovery) -> str:
    """The key of the ledger entry that claims the money."""
    return f"recovery:{recovery.pk}"


def interest_key(recovery: Recovery) -> str:
    """The key of the ledger entry that claims interest."""
    return f"recovery:{recovery.pk}:interest"


def for_standing() -> QuerySet[Recovery]:
    """Recoveries with all that `standings` asks of each; a fixed number of queries."""
    return Recovery.objects.select_related(
        "case__call__programme", "notice__waiver", "interest_notice__waiver"
    ).prefetch_related(
        "notice__deliveries",
        "interest_notice__deliveries",
        Prefetch("payments", counted_payments()),
        Prefetch("write_offs", WriteOff.objects.filter(entry__counter__isnull=True)),
        Prefetch("plans", PaymentPlan.objects.prefetch_related("instalments")),
    )


def counted_payments() -> QuerySet[ClaimPayment]:
    """Payments that nobody took back."""
    return ClaimPayment.objects.filter(entry__counter__isnull=True).select_related("entry__by")


def standings(recoveries: Iterable[Recovery]) -> dict[int, Standing]:
    """How far the claims of recoveries (`for_standing`) are paid, by their keys; one query."""
    listed = list(recoveries)
    keys = [make(each) for each in listed for make in (claim_key, interest_key)]
    entries = LedgerEntry.objects.filter(key__in=keys, counter__isnull=True)
    claims = dict(entries.values_list("key", "cents"))
    return {each.pk: _standing(each, claims) for each in listed}


def standing_of(recovery: Recovery) -> Standing:
    """How far a claim is paid."""
    return standings(for_standing().filter(pk=recovery.pk))[recovery.pk]


def _standing(recovery: Recovery, claims: dict[str, int]) -> Standing:
    paid = _sums((each.paid_for, each.entry.cents) for each in recovery.payments.all())
    off = _sums((each.part, each.cents) for each in confirmed(recovery))
    standing = Standing(
        claimed=claims.get(claim_key(recovery), 0),
        paid=paid[PaidFor.PRINCIPAL],
        written_off=off[PaidFor.PRINCIPAL],
        interest=claims.get(interest_key(recovery), 0),
        interest_paid=paid[PaidFor.INTEREST],
        interest_off=off[PaidFor.INTEREST],
    )
    standing.dues.extend(sorted(_dues(recovery, standing), key=lambda due: due.day))
    return standing


def confirmed(recovery: Recovery) -> list[WriteOff]:
    """The write-offs that two people agreed on and nobody took back."""
    return [each for each in recovery.write_offs.all() if each.confirmed_at]


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found = dict.fromkeys(map(str, PaidFor.values), 0)
    for part, cents in pairs:
        found[part] += cents
    return found


def _dues(recovery: Recovery, standing: Standing) -> list[Due]:
    plans = list(recovery.plans.all())
    found = []
    if plans:
        agreed = [Due(each.due_on, each.cents) for each in plans[-1].instalments.all()]
        settled = standing.paid + standing.written_off - plans[-1].paid_before_cents
        found = open_dues(agreed, settled)
    else:
        day = due_on(recovery.notice)
        if day and standing.open_principal > 0:
            found = [Due(day, standing.open_principal)]
    day = due_on(recovery.interest_notice)
    if day and standing.open_interest > 0:
        found.append(Due(day, standing.open_interest))
    return found


def due_on(notice: Notice | None) -> date | None:
    """The last day to pay what a notice claims: some days after it is final; None before."""
    if notice is None:
        return None
    final = course_of(notice).final_on
    days = notice.content.get("frozen", {}).get("payment_days", 0)
    return final + timedelta(days=days) if final else None


@dataclass(frozen=True, slots=True)
class Interest:
    """The interest of a claim: its periods, their sum in cents, and whether the claim is paid."""

    periods: list[Period]
    until: date
    is_paid: bool

    @property
    def cents(self) -> int:
        """The sum, each period rounded once."""
        return total(self.periods)


def interest_of(recovery: Recovery) -> Interest:
    """Interest by the ledger's dates, up to the last payment or, where some is open, to today.

    Takes a recovery of `for_standing`. Raises MissingRateError.
    """
    standing = standings([recovery])[recovery.pk]
    less = [
        Step(each.received_on, each.entry.cents)
        for each in recovery.payments.all()
        if each.paid_for == PaidFor.PRINCIPAL
    ]
    less += [
        Step(clock.local(each.confirmed_at).date(), each.cents)
        for each in confirmed(recovery)
        if each.part == PaidFor.PRINCIPAL and each.confirmed_at
    ]
    is_paid = standing.open_principal <= 0
    until = max((step.day for step in less), default=clock.today()) if is_paid else clock.today()
    parts = parts_of(standing.claimed, disbursements_of(recovery.case), recovery.undue_from)
    terms = terms_of(points_of(recovery))
    return Interest(periods(parts, less, until, terms), until, is_paid)


def points_of(recovery: Recovery) -> int:
    """The points above the base rate: as the notice names them, before it as the rules say."""
    frozen = recovery.notice.content.get("frozen", {}) if recovery.notice else {}
    points: int = frozen.get("points", settings_of(recovery.case.call.programme).points)
    return points


def orders_of(case: Case) -> list[AcceptanceOrder]:
    """The orders to the cash office of all recoveries of a case, oldest first."""
    return list(AcceptanceOrder.objects.filter(recovery__case=case))


def claimed_of(case: Case) -> Recovery | None:
    """The recovery of a case whose claim runs, with all that its standing needs."""
    return for_standing().filter(case=case, state=life.CLAIMED).first()
