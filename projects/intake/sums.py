"""Whether costs, the money asked for and other money fit together. Whole cents; no Django here."""

from __future__ import annotations

FULL, GAP, SHARE, FIXED = "full", "gap", "share", "fixed"
UNEQUAL, UNBALANCED, RATE, TOO_FEW_COSTS = "unequal", "unbalanced", "rate", "too_few_costs"


def misfits(*, financing: str, rate: int, asked: int, costs: int, others: int | None) -> list[str]:
    """Codes of what does not fit in a cost and financing plan (Kosten- und Finanzierungsplan).

    `financing` is the type of financing, `rate` the share in percent, the rest cents; `others` is
    None where the form asks for no other money. Expenditure has to equal income; a share is never
    more than the rate of the costs; a fixed amount is never more than the costs.
    """
    found = []
    if others is not None and costs != asked + others:
        found.append(UNBALANCED)
    if others is None and financing in (FULL, GAP) and costs != asked:
        found.append(UNEQUAL)
    if others is None and financing == FIXED and costs < asked:
        found.append(TOO_FEW_COSTS)
    if financing == SHARE and asked * 100 > costs * rate:
        found.append(RATE)
    return found
