"""What checked proofs say of projects: costs that count, outcomes reached, the result in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from projects.cases.models import Case
from projects.proof.content import report_sections
from projects.proof.models import Overrun, Receipt, ReceiptCheck
from projects.proof.models_proof import HandIn, Proof, ProofResult, Reached
from projects.proof.queries_standing import counted_cents
from projects.proof.sums import PlanLine


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a confirmed check: cents that count by cost line, counts by indicator, words.

    The lines come to what the result says (`ProofResult.costs_cents`): beyond the tolerance only
    what the office agreed to.
    """

    accepted: dict[int, int] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)
    text: str = ""


def results_of(cases: Iterable[Case]) -> dict[int, Result]:
    """The results of the cases whose newest proof is checked and confirmed, by their keys.

    A fixed number of queries, whatever the number of cases.
    """
    listed = list(cases)
    checked = _confirmed([case.pk for case in listed])
    if not checked:
        return {}
    accepted = _accepted([case for case in listed if case.pk in checked], checked)
    reached = _reached(checked)
    texts = _texts(checked)
    return {key: Result(accepted[key], reached[key], texts.get(key, "")) for key in checked}


def _confirmed(keys: list[int]) -> dict[int, HandIn]:
    """The newest handing in of each case, where its newest result is confirmed."""
    results = Prefetch("results", ProofResult.objects.order_by("at", "pk"))
    found = HandIn.objects.filter(case__in=keys).order_by("number").prefetch_related(results)
    newest = {hand_in.case_id: hand_in for hand_in in found}
    return {
        key: hand_in
        for key, hand_in in newest.items()
        if (last := next(reversed(hand_in.results.all()), None)) and last.confirmed_at
    }


def _accepted(cases: list[Case], checked: dict[int, HandIn]) -> dict[int, dict[int, int]]:
    spent = _spent(checked)
    agreed = set(Overrun.objects.filter(item__case__in=checked).values_list("item", flat=True))
    return {
        case.pk: {
            item.pk: PlanLine(item.amount_cents or 0, spent[item.pk], item.pk in agreed).counted(
                checked[case.pk].rules["tolerance_percent"]
            )
            for item in case.cost_items.all()
        }
        for case in cases
    }


def _spent(checked: dict[int, HandIn]) -> dict[int, int]:
    """Cents of the receipts that the office accepted, by cost line."""
    checks = Prefetch("checks", ReceiptCheck.objects.order_by("at", "pk"))
    receipts = Receipt.objects.filter(case__in=checked, removed_at__isnull=True)
    found: dict[int, int] = defaultdict(int)
    for receipt in receipts.prefetch_related(checks):
        said = [each for each in receipt.checks.all() if each.version == receipt.version]
        found[receipt.item_id] += counted_cents(receipt, next(reversed(said), None))
    return found


def _reached(checked: dict[int, HandIn]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for each in Reached.objects.filter(indicator__case__in=checked).select_related("indicator"):
        found[each.indicator.case_id][each.indicator_id] = each.count
    return found


def _texts(checked: dict[int, HandIn]) -> dict[int, str]:
    """The narrative reports as they were handed in, in the active language."""
    proofs = Proof.objects.filter(case__in=checked).select_related("form_version__form")
    return {proof.case_id: _text(proof, checked[proof.case_id]) for proof in proofs}


def _text(proof: Proof, hand_in: HandIn) -> str:
    proof.answers, proof.text = hand_in.report["answers"], hand_in.report["text"]
    said = [
        f"{one.label}\n{one.words}"
        for section in report_sections(proof)
        for one in section.answers
        if one.words
    ]
    return "\n\n".join(said) or proof.text
