"""Which risk the portal suggests: every combination of what may be known, and the edges of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from projects.monitoring import risk
from projects.monitoring.risk import Facts, suggest

FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)
MIDDLE = date(2026, 12, 31)
QUIET = Facts(FIRST, LAST, has_payment=True, has_receipt=True)


def day(days: int) -> date:
    """So many days before the middle."""
    return MIDDLE - timedelta(days=days)


def test_every_combination() -> None:
    asked = product([False, True], repeat=6)
    for milestone, note, helped, payment, receipt, report in asked:
        facts = Facts(
            FIRST,
            LAST,
            milestone_due=day(15) if milestone else day(14),
            note_due=day(1) if note else day(0),
            help_open=helped,
            has_payment=payment,
            has_receipt=receipt,
            report_due=day(1) if report else day(0),
        )
        money = [] if receipt else [risk.NO_RECEIPT if payment else risk.NO_PAYMENT]
        said = {risk.MILESTONE: milestone, risk.NOTE: note, risk.HELP: helped, risk.REPORT: report}
        expected = {code for code, is_true in said.items() if is_true} | {*money}
        found = suggest(facts, MIDDLE, late_days=14)
        assert set(found.reasons) == expected
        level = "red" if report or len(expected) >= 3 else "yellow" if expected else "green"
        assert found.level == level, facts


@pytest.mark.parametrize(
    ("facts", "late_days", "level"),
    [
        (replace(QUIET, milestone_due=day(1)), 0, "yellow"),
        (replace(QUIET, milestone_due=day(0)), 0, "green"),
        (replace(QUIET, milestone_due=day(30)), 30, "green"),
        (replace(QUIET, milestone_due=day(-5)), 14, "green"),
        (replace(QUIET, has_payment=False), 14, "green"),
        (replace(QUIET, first_day=MIDDLE, has_receipt=False), 14, "green"),
        (replace(QUIET, first_day=LAST, last_day=LAST, has_receipt=False), 14, "green"),
        (replace(QUIET, last_day=MIDDLE, has_receipt=False), 14, "yellow"),
    ],
)
def test_edges(facts: Facts, late_days: int, level: str) -> None:
    assert suggest(facts, MIDDLE, late_days=late_days).level == level


def test_the_middle_begins_with_its_day() -> None:
    bare = replace(QUIET, first_day=date(2026, 1, 1), last_day=date(2026, 1, 11), has_receipt=False)
    levels = [suggest(bare, date(2026, 1, each), late_days=0).level for each in (5, 6, 7)]
    assert levels == ["green", "yellow", "yellow"]
