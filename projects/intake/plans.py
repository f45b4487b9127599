"""What cost plan and financing plan share: sums in cents, and the words for what does not fit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.forms.types import Answer
from portal.templatetags.formats import euro_short
from projects.intake.binding import ApplicationSituation
from projects.intake.sums import RATE, TOO_FEW_COSTS, UNBALANCED, UNEQUAL, misfits


def nothing_to_check(rows: list[Any]) -> None:
    """Lines are judged on the way to sending, so that a draft may hold half of one."""


def total(answer: Answer) -> int:
    """The sum of the lines in cents."""
    return sum(line.get("amount") or 0 for line in answer or [])


def misfit_texts(situation: ApplicationSituation, costs: int) -> list[str]:
    """Why costs, the money asked for and other money do not fit, each with what to do."""
    call, asked = situation.call, situation.answer_to("core_amount")
    if call is None or asked is None:
        return []
    rules = call.rules
    has_others = situation.asks("financing_plan")
    others = total(situation.answer_to("financing_plan")) if has_others else None
    codes = misfits(
        financing=rules.financing_type,
        rate=rules.rate_percent,
        asked=asked,
        costs=costs,
        others=others,
    )
    shown = {
        "costs": euro_short(costs),
        "asked": euro_short(asked),
        "income": euro_short(asked + (others or 0)),
        "rate": rules.rate_percent,
    }
    return [_text(code) % shown for code in codes]


def _text(code: str) -> str:
    return {
        UNEQUAL: _("Your lines add up to %(costs)s, but you ask for %(asked)s. Make both equal."),
        UNBALANCED: _(
            "Your costs are %(costs)s, but the grant and other money make %(income)s. "
            "Both have to be equal."
        ),
        RATE: _("The programme pays at most %(rate)s percent of the costs of %(costs)s."),
        TOO_FEW_COSTS: _("Your costs of %(costs)s are less than the %(asked)s you ask for."),
    }[code]
