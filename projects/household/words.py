"""What the own budget says in words: refusals, lights, how money of a funder stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.household.sums import (
    ASKED,
    GREEN,
    INCOME,
    OPEN,
    PARTLY,
    PROMISED,
    RECEIVED,
    RED,
    REFUSED,
    YELLOW,
)

REFUSALS = {
    "state": _("This is not possible in the present state of the budget."),
    "positions": _("A budget without positions cannot be agreed."),
    "amount": _("Please write an amount above zero."),
    "reason": _("Please write a reason, at most 1000 characters."),
    "document": _("Please name the document in at most 200 characters."),
    "day": _("Please choose a day of this budget's year that has not yet to come."),
    "days": _("The end lies before the start."),
    "limits": _("Red has to lie beyond yellow."),
    "title": _("Please write a title."),
    "number": _("This number is taken already, or it is too long."),
    "label": _("Please write what the money is for."),
    "name": _("Please write a name that no other project of this budget has."),
    "project": _("Please choose a project of this budget."),
    "funder": _("This project has this funder already, with the same purpose."),
    "funding": _("Only income of the same project can come from one of its funders."),
    "key_used": _("This form was sent before with other figures. Please open it anew."),
    "not_counterable": _("This posting cannot be taken back (again)."),
    "same": _("This is what stands there already."),
    "in_use": _("Something hangs on this position, so it stays."),
    "carry_target": _("Please choose a later budget that is not closed."),
    "nothing_left": _("Nothing is left to carry over."),
    "none_chosen": _("Please choose at least one position."),
    "carried": _("A chosen position was carried over already, or has nothing left."),
    "above_surplus": _("The year has less money left than these positions: choose fewer."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, REFUSALS["state"]))


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light for people: its code, a symbol that differs by shape, and words."""

    code: str
    symbol: str
    words: str
    name: str


SYMBOLS = {GREEN: "●", YELLOW: "▲", RED: "■"}
LIGHT_NAMES = {
    GREEN: pgettext_lazy("light", "green"),
    YELLOW: pgettext_lazy("light", "yellow"),
    RED: pgettext_lazy("light", "red"),
}
LIGHT_WORDS = {
    GREEN: _("green: within the plan"),
    YELLOW: _("yellow: watch it"),
    RED: _("red: outside the plan"),
}


def lamp(code: str) -> Lamp:
    """A light as people see it."""
    return Lamp(code, SYMBOLS[code], str(LIGHT_WORDS[code]), str(LIGHT_NAMES[code]))


STANDINGS = {
    OPEN: pgettext_lazy("third-party money", "not asked yet"),
    ASKED: pgettext_lazy("third-party money", "asked for"),
    PROMISED: pgettext_lazy("third-party money", "promised"),
    PARTLY: pgettext_lazy("third-party money", "received in part"),
    RECEIVED: pgettext_lazy("third-party money", "received"),
    REFUSED: pgettext_lazy("third-party money", "refused"),
}
SIDE_HEADS = {True: _("Income"), False: _("Expenditure")}


def side_head(side: str) -> str:
    """The head of one side of the table."""
    return str(SIDE_HEADS[side == INCOME])
