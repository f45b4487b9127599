"""What the applicants of the demo answer, from the TOML files to the questions of their form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings

from portal.demo.book import Book
from portal.demo.days import day_of
from portal.forms.queries import latest_version, schema_of
from portal.forms.sheets import written
from projects.intake.actions_answers import keep_progress, save_answers
from projects.models import Case

PLAIN = (
    "title",
    "summary",
    "theme",
    "place",
    "target_groups",
    "criteria",
    "permit_state",
    "permit_from",
)
"""Answers that stand in the file as they are stored."""


def fill_in(book: Book, entry: dict[str, Any], by: Any, key: UUID) -> Case:
    """A draft with the answers of an entry, by the codes of the questions of its call's form.

    Raises KeyError where the form does not ask for one of them.
    """
    call = book.calls[entry["call"]]
    version = latest_version(call.form)
    assert version is not None
    questions = schema_of(version).by_code
    said = entry | {"period": call.period}
    answers = {questions[code].id: answer for code, answer in _answers(said).items()}
    saved = save_answers(
        by=by,
        call=call,
        uuid=key,
        language=settings.LANGUAGE_CODE,
        only=answers,
        read=lambda stored: written(stored, answers),
    )
    keep_progress(by=by, case=saved.case)
    return saved.case


def _answers(entry: dict[str, Any]) -> dict[str, Any]:
    """The answers of an entry by the codes of the questions; what it does not say is left out."""
    said = {code: entry.get(code) for code in PLAIN}
    said |= {code: make(entry) for code, make in MADE.items() if entry.get(SOURCES.get(code, code))}
    return {code: answer for code, answer in said.items() if answer}


def _period(entry: dict[str, Any]) -> dict[str, str]:
    """First and last day, moved into the funding period: days from today may miss it."""
    first, last = entry["period"].starts_on, entry["period"].ends_on
    days = {"from": entry["starts"], "to": entry.get("ends")}
    return {
        part: "" if day is None else min(max(day_of(day), first), last).isoformat()
        for part, day in days.items()
    }


def _costs(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"label": label, "category": category, "amount": euro * 100}
        for label, category, euro in entry["costs"]
    ]


MADE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "carrier": lambda entry: {"name": entry["carrier"], "kind": entry["carrier_kind"]},
    "contact": lambda entry: dict(zip(("name", "email", "phone"), entry["contact"], strict=True)),
    "period": _period,
    "permit": lambda entry: {"value": entry["permit"], "more": ""},
    "amount": lambda entry: entry["amount"] * 100,
    "costs": _costs,
    "consent": lambda entry: entry["state"] == "submitted",
}
SOURCES = {"period": "starts", "consent": "state"}
"""What an entry must say where that is not of the same name."""
