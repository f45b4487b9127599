"""Every general question type: what of its answer may begin another form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.forms.reuse import reused_answer, reused_typing
from portal.forms.schema import Question
from portal.forms.sheets import Sheet, merge
from portal.forms.types import Situation, type_by_code
from tests.portal.question_samples import SAMPLES, form, posted

pytestmark = pytest.mark.django_db
HERE = Situation()
NEVER = {"consent", "date", "files", "period"}
"""What belongs to one form alone."""
MOVING = sorted(set(SAMPLES) - NEVER - {"guidance", "rows"})


def asked(code: str) -> tuple[Question, Any]:
    """The question of a sample with its answer, as a browser would have given it."""
    schema = form(code)
    sheet = merge(Sheet(), posted(schema, SAMPLES[code].good).read()).sheet
    return schema.questions["one"], sheet.answers.get("one")


def test_what_belongs_to_one_form_alone_is_declared() -> None:
    assert {code for code in SAMPLES if not type_by_code(code).moves_on} == NEVER


@pytest.mark.parametrize("code", MOVING)
def test_an_answer_is_the_same_in_the_same_question(code: str) -> None:
    question, answer = asked(code)
    found = reused_answer(replace(question, id="other"), answer, question, HERE)
    assert found.entry == {"answer": answer}
    assert found.is_whole


@pytest.mark.parametrize("code", sorted(NEVER - {"files"}))
def test_days_and_consents_never_move(code: str) -> None:
    question, answer = asked(code)
    assert answer
    assert reused_answer(question, answer, question, HERE).entry == {}
    assert reused_typing(question, {"answer": ["x"]}, HERE).entry == {}


def test_rows_lose_their_days_and_unknown_columns() -> None:
    question, answer = asked("rows")
    assert any("day" in row for row in answer)
    found = reused_answer(question, answer, question, HERE)
    assert found.entry["answer"]
    assert not any("day" in row for row in found.entry["answer"])
    assert not found.is_whole
    others = [{**each, "kind": "number"} for each in question.options["columns"]]
    other = replace(question, options={**question.options, "columns": others})
    kept = reused_answer(other, answer, question, HERE).entry.get("answer", [])
    assert all(set(row) <= {"hours"} for row in kept)
    assert reused_answer(question, answer, None, HERE).entry == {}


@pytest.mark.parametrize("text", ["\x00", "\x01\ud800", ""])
def test_nothing_unwritable_moves(text: str) -> None:
    question, _answer = asked("short_text")
    assert reused_answer(question, text, question, HERE).entry == {}
    assert reused_typing(question, {"answer": [text]}, HERE).entry == {}


def test_typing_moves_only_into_one_text_field() -> None:
    number, _answer = asked("number")
    assert reused_typing(number, {"answer": ["viel"]}, HERE).entry == {
        "typed": {"answer": ["viel"]}
    }
    for code in ("choice", "choices", "rows", "yes_no"):
        question, _answer = asked(code)
        assert reused_typing(question, {"answer": ["nix"]}, HERE).entry == {}
    assert reused_typing(number, {"answer": ["9" * 60_000]}, HERE).entry == {}
