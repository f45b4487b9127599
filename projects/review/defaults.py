"""The checklist that a programme begins with; the office changes every item afterwards."""

from __future__ import annotations

from typing import Any

from projects.review.kinds import AutomaticTest, ItemKind

_PORTAL, _PERSON = ItemKind.AUTOMATIC, ItemKind.MANUAL


def _item(code: str, test: str, required: bool, **labels: str) -> dict[str, Any]:
    kind = _PORTAL if test else _PERSON
    return {
        "code": code,
        "test": test,
        "kind": str(kind),
        "is_required": required,
        "labels": labels,
    }


USUAL_ITEMS = (
    _item(
        "complete",
        AutomaticTest.COMPLETE,
        True,
        de="Alle Angaben und Unterlagen sind da",
        en="All answers and papers are there",
    ),
    _item(
        "area",
        AutomaticTest.AREA,
        True,
        de="Das Vorhaben liegt im Fördergebiet",
        en="The project is in the area",
    ),
    _item(
        "period",
        AutomaticTest.PERIOD,
        True,
        de="Das Vorhaben liegt in der Förderperiode",
        en="The project is within the funding period",
    ),
    _item(
        "cap",
        AutomaticTest.CAP,
        True,
        de="Der Betrag liegt nicht über dem Höchstbetrag",
        en="The amount is not above the cap",
    ),
    _item(
        "balance",
        AutomaticTest.BALANCE,
        True,
        de="Ausgaben und Einnahmen gehen auf",
        en="Costs and money fit together",
    ),
    _item(
        "costs",
        AutomaticTest.COSTS,
        True,
        de="Alle Kostenarten sind förderfähig",
        en="All kinds of cost may be paid",
    ),
    _item(
        "duplicate",
        AutomaticTest.DUPLICATE,
        True,
        de="Es gibt keinen zweiten Antrag für dasselbe",
        en="There is no second application for the same",
    ),
    _item(
        "early_start",
        AutomaticTest.EARLY_START,
        True,
        de="Das Vorhaben hat noch nicht begonnen",
        en="The project has not begun yet",
    ),
    _item(
        "statutes",
        AutomaticTest.STATUTES,
        False,
        de="Satzung liegt vor und gilt",
        en="Statutes are there and valid",
    ),
    _item(
        "register",
        AutomaticTest.REGISTER,
        False,
        de="Registerauszug liegt vor und gilt",
        en="Register extract is there and valid",
    ),
    _item(
        "pot",
        AutomaticTest.POT,
        False,
        de="Im Topf ist genug Geld",
        en="There is enough money in the pot",
    ),
    _item(
        "aim",
        "",
        True,
        de="Das Vorhaben dient einem Ziel des Programms",
        en="The project serves an aim of the programme",
    ),
    _item(
        "new",
        "",
        True,
        de="Das Vorhaben läuft nicht schon und stockt kein größeres auf",
        en="The project neither runs already nor tops up a larger one",
    ),
)
"""Sources: rules of the programme (docs/koordination.md); order is the order of the list."""
