"""What the office sees of a proof: receipts with findings, lists, what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from portal.kernel import clock
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.proof.findings import Found, findings_of
from projects.proof.models import Receipt, ReceiptCheck
from projects.proof.models_proof import HandIn
from projects.proof.permissions import PROVED
from projects.proof.queries import due_days, last_hand_in, must_see
from projects.proof.queries_standing import Standing, standing_of


def with_days(cases: Sequence[Any]) -> list[Any]:
    """The cases of a list with the day their proof is due, and whether it is late."""
    days, today = due_days(cases), clock.today()
    for case in cases:
        case.due_on = days[case.pk] if case.state == life.RUNNING else None
        case.is_late = case.due_on is not None and case.due_on < today
    return list(cases)


def office_titles() -> dict[str, str]:
    """What the office's tasks are called."""
    return {
        "check": _("%(number)s %(title)s: check the proof of use"),
        "more_time": _("%(number)s %(title)s: more time for the proof?"),
    }


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A receipt as the office checks it: findings, what was said, whether it has to be seen."""

    receipt: Receipt
    found: list[Found]
    check: ReceiptCheck | None
    must_see: bool


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """A proof as the office checks it."""

    hand_in: HandIn | None
    standing: Standing
    rows: list[CheckRow]
    findings: list[str]


def sheet_of(case: Case) -> CheckSheet:
    """Everything about a proof on one page; so many queries, however many receipts."""
    hand_in = last_hand_in(case)
    standing = standing_of(case, hand_in.rules if hand_in else None)
    found = findings_of(case, standing.receipts, hand_in)
    seen = must_see(case, hand_in) if hand_in else frozenset()
    rows = [
        CheckRow(each, found[each.pk], standing.checks.get(each.pk), each.pk in seen)
        for each in standing.receipts
    ]
    return CheckSheet(hand_in, standing, rows, list(_of_whole(hand_in, standing)))


def _of_whole(hand_in: HandIn | None, standing: Standing) -> Iterator[str]:
    """What the portal finds at the proof as a whole."""
    if hand_in is None:
        return
    if clock.local(hand_in.at).date() > hand_in.due_on:
        yield _("It was handed in late.")
    if hand_in.spent_cents != standing.spent:
        yield _("The sum handed in is not that of the list of receipts.")
    for line in standing.lines:
        if line.excess:
            agreed = _("agreed") if line.sums.is_allowed else _("does not count")
            yield _("“%(line)s” is exceeded beyond the tolerance (%(agreed)s).") % {
                "line": line.item.label,
                "agreed": agreed,
            }
    if not standing.receipts:
        yield _("There are no receipts.")


def proofs() -> QuerySet[Any]:
    """Cases in which something is proved, with the sum of their receipts, newest state first."""
    spent = (
        Receipt.objects.filter(case=OuterRef("pk"), removed_at__isnull=True)
        .order_by()
        .values("case")
        .annotate(total=Sum("amount_cents"))
        .values("total")
    )
    newest = HandIn.objects.filter(case=OuterRef("pk")).order_by("-number")
    found = Case.objects.filter(state__in=PROVED).select_related("call__period")
    return found.annotate(
        spent_cents=Subquery(spent),
        handed_in_at=Subquery(newest.values("at")[:1]),
        open_requests=Count(
            "proof_extensions", filter=Q(proof_extensions__is_granted__isnull=True), distinct=True
        ),
    ).order_by(F("handed_in_at").desc(nulls_last=True), "-pk")
