"""Which risk the portal suggests for a running project: plain rules, no Django.

A suggestion never decides: a person of the office sets the flag (`models.RiskMark`). Units: days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

GREEN, YELLOW, RED = "green", "yellow", "red"
LEVELS = (GREEN, YELLOW, RED)

MILESTONE, NOTE, HELP, NO_PAYMENT, NO_RECEIPT, REPORT = (
    *("milestone", "note", "help"),
    *("no_payment", "no_receipt", "report"),
)
REASONS = (MILESTONE, NOTE, HELP, NO_PAYMENT, NO_RECEIPT, REPORT)
MANY = 3
"""So many yellow reasons together are red."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a project on a day.

    `milestone_due` and `note_due` are the earliest days that passed without an answer (None: none),
    `has_payment` means paid out, planned or asked for; `report_due` is None where no report is
    waited for.
    """

    first_day: date
    last_day: date
    milestone_due: date | None = None
    note_due: date | None = None
    help_open: bool = False
    has_payment: bool = False
    has_receipt: bool = False
    report_due: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level with the codes of its reasons, in the order of `REASONS`; green has none."""

    level: str
    reasons: tuple[str, ...] = ()


def is_half_gone(facts: Facts, today: date) -> bool:
    """Whether half of the time between first and last day has passed."""
    return (today - facts.first_day) * 2 >= facts.last_day - facts.first_day


def suggest(facts: Facts, today: date, *, late_days: int) -> Suggestion:
    """The level for a project: a report that is overdue is red, so are three reasons together.

    A milestone counts once it is more than `late_days` late, an unanswered note from the day after
    it was due, missing money from the middle of the period.
    """
    reasons = tuple(code for code in REASONS if code in _found(facts, today, late_days))
    if not reasons:
        return Suggestion(GREEN)
    is_red = REPORT in reasons or len(reasons) >= MANY
    return Suggestion(RED if is_red else YELLOW, reasons)


def _found(facts: Facts, today: date, late_days: int) -> set[str]:
    is_bare = is_half_gone(facts, today) and not facts.has_receipt
    rules = {
        MILESTONE: _is_past(facts.milestone_due, today, late_days),
        NOTE: _is_past(facts.note_due, today),
        HELP: facts.help_open,
        NO_PAYMENT: is_bare and not facts.has_payment,
        NO_RECEIPT: is_bare and facts.has_payment,
        REPORT: _is_past(facts.report_due, today),
    }
    return {code for code, is_true in rules.items() if is_true}


def _is_past(day: date | None, today: date, days: int = 0) -> bool:
    return day is not None and (today - day).days > days
