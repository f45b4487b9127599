"""Frozen forms of applications for tests, made without the editor's screens."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from portal.cms.fields import Labels
from portal.forms.actions import freeze_form
from portal.forms.models import Form
from portal.forms.schema import Condition, Question, Schema, Step

_numbers = itertools.count(1)
CORE = (
    ("idea", "Was haben Sie vor?", ("core_title", "core_summary", "core_theme")),
    ("who", "Wer sind Sie?", ("core_carrier", "core_contact")),
    ("when", "Wann und wo?", ("core_period", "core_place")),
    ("money", "Was kostet es?", ("core_amount", "cost_plan")),
    ("consent", "Sind Sie einverstanden?", ("core_consent",)),
)


def labels(text: str) -> Labels:
    """A German text."""
    return Labels({"de": text})


def question(code: str, kind: str = "short_text", **fields: Any) -> Question:
    """A question whose id is its code."""
    options = {"short_text": {"max_length": 100}}.get(kind, {})
    return Question(
        **{
            "id": code,
            "type": kind,
            "code": code,
            "label": labels(fields.pop("text", code.replace("_", " "))),
            "required": True,
            "options": fields.pop("options", options),
            **fields,
        }
    )


def only_if(code: str, *values: str) -> Condition:
    """Shown only if another answer is one of the values."""
    return Condition(code, "is", values)


def steps(extra: Iterable[Question] = ()) -> tuple[Step, ...]:
    """The core questions of an application in five steps; `extra` stand on the first."""
    made = []
    for number, (key, title, kinds) in enumerate(CORE):
        questions = tuple(question(kind, kind) for kind in kinds)
        more = tuple(extra) if number == 0 else ()
        made.append(Step(id=key, title=labels(title), questions=(*questions, *more)))
    return tuple(made)


def form(*steps_of: Step, by: Any = None) -> Form:
    """A form with one frozen version."""
    number = next(_numbers)
    record = Form.objects.create(code=f"antrag-{number}", title={"de": "Antrag"})
    freeze_form(by=by, form=record, schema=Schema(labels("Antrag"), steps_of or steps()))
    return record


def papers() -> Question:
    """A question for files that need not be answered."""
    kinds = ["pdf", "picture", "document", "table"]
    options = {"kinds": kinds, "megabytes": 10, "most": 5}
    return question("papers", "files", text="Unterlagen", required=False, options=options)
