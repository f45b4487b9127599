"""What a complete application needs: the one set of rules for form, check page and submitting.

Nothing here writes or reads a request; the texts say what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.templatetags.formats import date_long, euro_short
from projects.cases.models import Case
from projects.cases.plan import CostItem

COSTS = "costs"
MAX_FILES = 5
MAX_FILE_BYTES = 10 * 1024 * 1024
REQUIRED: dict[str, Callable[[], str]] = {
    "carrier_name": lambda: _("Please write who carries the project."),
    "carrier_kind": lambda: _("Please choose what kind of carrier you are."),
    "contact_name": lambda: _("Please write whom we may ask."),
    "contact_email": lambda: _("Please write an e-mail address that we can answer to."),
    "title": lambda: _("Please give your project a name."),
    "summary": lambda: _("Please describe in a few sentences what you plan."),
    "theme": lambda: _("Please choose the theme that fits best."),
    "starts_on": lambda: _("Please write when the project begins."),
    "ends_on": lambda: _("Please write when the project ends."),
    "amount": lambda: _("Please write how much money you need."),
    "consent": lambda: _("Without your consent we cannot work on the application."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something missing or wrong: the form field, the text, the cost line (None: not a line)."""

    field: str
    text: str
    line: int | None = None


def problems(case: Case) -> list[Problem]:
    """All that keeps an application from being submitted; empty when it is complete."""
    lines = list(case.cost_items.all())
    return [
        *_unreadable(case),
        *_missing(case),
        *_amount(case),
        *_dates(case),
        *_lines(lines),
        *_sum(case, lines),
    ]


def _value(case: Case, field: str) -> object:
    column = {"amount": "amount_cents", "theme": "theme_id"}.get(field, field)
    return getattr(case, column)


def _unreadable(case: Case) -> Iterator[Problem]:
    for field in case.unreadable:
        yield Problem(field.split("-")[0], _("Please correct this answer."))


def _missing(case: Case) -> Iterator[Problem]:
    for field, text in REQUIRED.items():
        if _value(case, field) in (None, "", False) and field not in case.unreadable:
            yield Problem(field, text())


def _amount(case: Case) -> Iterator[Problem]:
    if case.amount_cents is None:
        return
    cap = case.rules.cap_cents
    if case.amount_cents == 0:
        yield Problem("amount", _("Please ask for more than zero euros."))
    if case.amount_cents > cap:
        text = _("A project can get at most %(cap)s. Please ask for less or talk to us.")
        yield Problem("amount", text % {"cap": euro_short(cap)})


def _dates(case: Case) -> Iterator[Problem]:
    period = case.call.period
    span = {"start": date_long(period.starts_on), "end": date_long(period.ends_on)}
    text = _("The project has to lie between %(start)s and %(end)s.") % span
    for field in ("starts_on", "ends_on"):
        day = getattr(case, field)
        if day and not period.starts_on <= day <= period.ends_on:
            yield Problem(field, text)


def _lines(lines: list[CostItem]) -> Iterator[Problem]:
    for index, line in enumerate(lines):
        if not line.label:
            yield Problem("label", _("Please write what this money is for."), index)
        if line.category is None:
            yield Problem("category", _("Please choose the kind of cost."), index)
        elif not line.category.is_eligible:
            text = _("“%(category)s” cannot be paid in this programme.")
            yield Problem("category", text % {"category": line.category}, index)
        if not line.amount_cents:
            yield Problem("amount", _("Please write the amount of this line."), index)


def _sum(case: Case, lines: list[CostItem]) -> Iterator[Problem]:
    if not lines:
        yield Problem(COSTS, _("Please list what the money is for, line by line."))
        return
    if case.amount_cents is None or any(line.amount_cents is None for line in lines):
        return
    total = sum(line.amount_cents or 0 for line in lines)
    rate = case.rules.rate_percent
    shown = {"total": euro_short(total), "amount": euro_short(case.amount_cents), "rate": rate}
    if rate == 100 and total != case.amount_cents:
        text = _("Your lines add up to %(total)s, but you ask for %(amount)s. Make both equal.")
        yield Problem(COSTS, text % shown)
    if rate < 100 and case.amount_cents * 100 > total * rate:
        text = _("The programme pays at most %(rate)s percent of the costs of %(total)s.")
        yield Problem(COSTS, text % shown)
