"""The two kinds of notice of a recovery, as `projects.decision.later` takes them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from projects.cases.models import Case
from projects.decision.kinds import NoticeKind
from projects.decision.later import LaterKind, register_kind
from projects.recoveries import actions_notices
from projects.recoveries.content import interest_figures, recovery_figures
from projects.recoveries.defaults import INTEREST, RECOVERY
from projects.recoveries.guards import covered, in_time
from projects.recoveries.interest import MissingRateError
from projects.recoveries.lifecycle import CLAIMED, HEARD
from projects.recoveries.queries import recoveries_of, settings_of
from projects.recoveries.queries_claims import claimed_of, interest_of
from projects.recoveries.words import REFUSALS

PLACEHOLDERS = {
    "claim": _("amount claimed back in figures"),
    "claim_words": _("amount claimed back in words"),
    "claim_way": _("sentence on the legal way of the recovery"),
    "claim_ground": _("sentence on the ground of the recovery"),
    "claim_reason": _("reason of the recovery"),
    "claim_number": _("number of the recovery notice"),
    "heard_on": _("day of the letter of the hearing"),
    "weighing": _("how the answer in the hearing is weighed"),
    "payment_days": _("days to pay once the notice is final"),
    "undue_from": _("first day that bears interest"),
    "points": _("points above the base rate"),
    "interest": _("interest in figures"),
    "interest_words": _("interest in words"),
}
CODES = (
    *("year_over", "above_paid", "not_all", "no_recovery"),
    *("principal_open", "rate_missing", "interest_small"),
)


def _asks_recovery(case: Case) -> bool:
    return any(each.state == HEARD for each in recoveries_of(case))


def _recovery_problem(case: Case) -> str | None:
    found = next((each for each in recoveries_of(case) if each.state == HEARD), None)
    if found is None:
        return "no_recovery"
    found.case = case
    return in_time(found) or covered(found)


def _asks_interest(case: Case) -> bool:
    return any(
        each.state == CLAIMED
        and each.cents > 0
        and each.interest_notice_id is None
        and not each.no_interest_reason
        for each in recoveries_of(case)
    )


def _interest_problem(case: Case) -> str | None:
    found = claimed_of(case)
    if found is None:
        return "no_recovery"
    try:
        interest = interest_of(found)
    except MissingRateError:
        return "rate_missing"
    if not interest.is_paid:
        return "principal_open"
    least = settings_of(case.call.programme).least_interest_cents
    return "interest_small" if not interest.cents or interest.cents < least else None


def register() -> None:
    """Tell deciding about both kinds (once, at start)."""
    refusals = {code: REFUSALS[code] for code in CODES}
    register_kind(
        NoticeKind.RECOVERY,
        LaterKind(
            modules=RECOVERY,
            placeholders=PLACEHOLDERS,
            is_asked=_asks_recovery,
            problem=_recovery_problem,
            figures=recovery_figures,
            carry_out=actions_notices.claim,
            refusals=refusals,
        ),
    )
    register_kind(
        NoticeKind.INTEREST,
        LaterKind(
            modules=INTEREST,
            placeholders=PLACEHOLDERS,
            is_asked=_asks_interest,
            problem=_interest_problem,
            figures=interest_figures,
            carry_out=actions_notices.claim_interest,
            refusals=refusals,
        ),
    )
