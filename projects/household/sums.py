"""Plan, actual, forecast and traffic light of the own budget, in cents. No Django here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

INCOME, EXPENDITURE = "income", "expenditure"
SIDES = (INCOME, EXPENDITURE)
GREEN, YELLOW, RED = "green", "yellow", "red"
LIGHTS = (GREEN, YELLOW, RED)
"""From calm to urgent."""
OPEN, ASKED, PROMISED, PARTLY, RECEIVED, REFUSED = (
    *("open", "asked", "promised", "partly_received", "received", "refused"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Percent of the plan: above them expenditure, below them income turns yellow and red."""

    yellow_above: int = 90
    red_above: int = 100
    yellow_below: int = 100
    red_below: int = 90


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast: what was booked when it was made, and what was expected to come on top."""

    booked: int
    further: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A position, or several together, in cents.

    `original` is the plan as it was agreed, `plan` with its changes. `expected` is what will stand
    at the year's end. `judged` is what the light looks at: of expenditure without a forecast only
    what is booked, else every position that keeps to its plan would be nearly exhausted.
    """

    original: int = 0
    plan: int = 0
    actual: int = 0
    expected: int = 0
    judged: int = 0

    @property
    def further(self) -> int:
        """Cents that are still expected to come or to go."""
        return self.expected - self.actual

    @property
    def difference(self) -> int:
        """Cents by which the year's end is expected to differ from the plan; above it positive."""
        return self.expected - self.plan

    @property
    def unspent(self) -> int:
        """Cents of the plan that are not booked; never below zero."""
        return max(self.plan - self.actual, 0)

    @property
    def percent(self) -> int:
        """How much of the plan is booked, in percent."""
        return self.actual * 100 // self.plan if self.plan > 0 else 0


def figures(
    side: str,
    *,
    original: int,
    plan: int,
    actual: int,
    outlook: Outlook | None = None,
    is_over: bool = False,
) -> Figures:
    """The figures of one position.

    What is booked after a forecast is part of it, so the year's end moves only once more is booked
    than was expected. Without a forecast the plan is expected; once the year is over, what is
    booked.
    """
    if is_over:
        expected = actual
    elif outlook:
        expected = max(actual, outlook.booked + outlook.further)
    else:
        expected = max(actual, plan)
    is_guess = side == EXPENDITURE and outlook is None
    return Figures(original, plan, actual, expected, actual if is_guess else expected)


def added(parts: Iterable[Figures]) -> Figures:
    """Positions of one side together."""
    found = Figures()
    for part in parts:
        found = Figures(
            found.original + part.original,
            found.plan + part.plan,
            found.actual + part.actual,
            found.expected + part.expected,
            found.judged + part.judged,
        )
    return found


def light(side: str, money: Figures, limits: Limits) -> str:
    """Green, yellow or red; percents are compared without rounding."""
    share, plan = money.judged * 100, money.plan
    if side == EXPENDITURE:
        if share > plan * limits.red_above:
            return RED
        return YELLOW if share > plan * limits.yellow_above else GREEN
    if share < plan * limits.red_below:
        return RED
    return YELLOW if share < plan * limits.yellow_below else GREEN


def worst(lights: Iterable[str]) -> str:
    """The most urgent of several lights; green where there is none."""
    return max(lights, key=LIGHTS.index, default=GREEN)


def both(income: Figures, expenditure: Figures, limits: Limits) -> str:
    """The light of a project or of the whole budget: that of the worse side."""
    return worst((light(INCOME, income, limits), light(EXPENDITURE, expenditure, limits)))


def surplus(income: int, expenditure: int, carried: int) -> int:
    """Cents of a year that are really there and not yet carried over; never below zero."""
    return max(income - expenditure - carried, 0)


def standing(last: str, promised: int, received: int) -> str:
    """How money of a funder stands: the last step noted, and what came in."""
    if received and received >= promised:
        return RECEIVED
    if received:
        return PARTLY
    return last or OPEN
