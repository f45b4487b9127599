"""The form engine under any input: nothing raises, nothing is lost, nothing foreign enters."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.cms.fields import Labels
from portal.forms.checking import final_answers, problems, step_states
from portal.forms.conditions import asked_questions
from portal.forms.forms import KEPT_CHARACTERS, UNWRITABLE, StepForm, base_name
from portal.forms.rules import form_problems
from portal.forms.schema import Condition, Question, Schema, Step
from portal.forms.sheets import Sheet, merge
from portal.forms.types import type_of
from tests.portal.form_strategies import (
    HERE,
    STEPS,
    Given,
    forms_with,
    page,
    quick,
    read,
    request,
    saved,
)
from tests.portal.question_html import Page


@quick
@given(forms_with(requests=2))
def test_whatever_is_posted_is_read_kept_and_shown(given_: Given) -> None:
    schema, (first, second) = given_
    sheet = Sheet()
    for step, values in [(0, first), (1, second), (0, second)]:
        data = request(schema, sheet, values)
        assert page(schema, schema.steps[step], sheet, data)
        sheet = merge(sheet, read(schema, sheet, data, step)).sheet
        assert page(schema, schema.steps[step], sheet)
        for _problem in problems(schema, sheet, HERE):
            assert str(_problem.text)
        assert len(step_states(schema, sheet, HERE)) == STEPS
    for question in schema.questions.values():
        kind, answer = type_of(question), sheet.answers.get(question.id)
        words = kind.words(question, answer, HERE)
        assert bool(words) <= (answer is not None)
        assert len(kind.cells(question, answer, HERE)) == len(kind.columns(question))
        assert str(kind.display(question, answer, HERE)) is not None
        assert kind.differences(question, answer, answer, HERE) == []
    assert not UNWRITABLE.search(str(sheet.answers) + "".join(_typed_texts(sheet)))


def _typed_texts(sheet: Sheet) -> list[str]:
    return [text for typed in sheet.typed.values() for texts in typed.values() for text in texts]


@quick
@given(forms_with(requests=1))
def test_a_stored_answer_fits_its_question_again(given_: Given) -> None:
    """What the page shows of a stored answer is, posted again untouched, the same answer."""
    schema, (values,) = given_
    step = schema.steps[0]
    sheet = saved(schema, Sheet(), values).sheet
    data = Page(page(schema, step, sheet)).request()
    for question in step.questions:
        data[base_name(question.id)] = "x"
    again = read(schema, sheet, data).sheet
    for question_id in sheet.answers:
        assert again.entry(question_id) == sheet.entry(question_id)


@quick
@given(forms_with(requests=1))
def test_what_cannot_be_read_is_kept_as_typed(given_: Given) -> None:
    schema, (values,) = given_
    posted = read(schema, Sheet(), request(schema, Sheet(), values)).sheet
    for question_id, typed in posted.typed.items():
        for rest, texts in typed.items():
            before = [UNWRITABLE.sub("", text) for text in values[f"q-{question_id}-{rest}"]]
            assert texts == before
    for question_id in schema.questions:
        assert not (question_id in posted.answers and question_id in posted.typed)


@quick
@given(forms_with(requests=1))
def test_only_asked_questions_of_the_step_enter(given_: Given) -> None:
    schema, (values,) = given_
    merged = saved(schema, Sheet(), values)
    asked = asked_questions(schema, merged.sheet.answers)
    mine = {question.id for question in schema.steps[0].questions}
    kept = set(merged.sheet.answers) | set(merged.sheet.typed)
    assert kept <= mine & asked
    assert set(final_answers(schema, merged.sheet)) <= asked
    files = {question.id for question in schema.of_type("files")}
    assert not kept & files  # the feature keeps those itself


@quick
@given(forms_with(requests=3))
def test_two_writers_lose_nothing(given_: Given) -> None:
    """Both saw the same page; whatever either wrote is stored, or told as a change or conflict."""
    schema, (before, one, two) = given_
    seen = saved(schema, Sheet(), before).sheet
    first = read(schema, seen, request(schema, seen, one))
    second = read(schema, seen, request(schema, seen, two))
    after_first = merge(seen, first)
    after_second = merge(after_first.sheet, second)
    told = [*after_first.changes, *after_second.changes, *after_second.conflicts]
    for posted in (first, second):
        for question in posted.questions:
            entry = posted.sheet.entry(question)
            known = [after_second.sheet.entry(question)]
            for change in told:
                known += [change.before, change.after] if change.question == question else []
            assert not entry or entry in known
    for conflict in after_second.conflicts:
        assert after_second.sheet.entry(conflict.question) == conflict.before


@quick
@given(forms_with(requests=2), st.text(max_size=20))
def test_saving_twice_is_saving_once(given_: Given, mark: str) -> None:
    """Also with marks that somebody made up."""
    schema, (before, values) = given_
    seen = saved(schema, Sheet(), before).sheet
    data = request(schema, seen, values)
    data[base_name("00")] = mark
    posted = read(schema, seen, data)
    once = merge(seen, posted)
    twice = merge(once.sheet, posted)
    assert twice.sheet == once.sheet
    assert twice.changes == ()


# ---- single rules, each for one reason


def one_question(kind: str = "short_text", **options: Any) -> Schema:
    question = Question("00", kind, "a", Labels(de="Frage"), options=options)
    return Schema(Labels(), (Step("s", Labels(), questions=(question,)),))


def test_a_text_too_long_to_keep_does_not_wipe_what_is_stored() -> None:
    schema = one_question(max_length=10)
    sheet = Sheet({"00": "Fest"})
    merged = saved(schema, sheet, {"q-00-answer": ["x" * (KEPT_CHARACTERS + 1)]})
    assert merged.sheet == sheet
    data = request(schema, sheet, {"q-00-answer": ["x" * (KEPT_CHARACTERS + 1)]})
    assert "kern-error" in page(schema, schema.steps[0], sheet, data)


def test_a_field_that_was_not_on_the_page_keeps_its_answer() -> None:
    schema, sheet = one_question(), Sheet({"00": "Fest"})
    assert merge(sheet, read(schema, sheet, QueryDict("q-00-answer=Neu"))).sheet == sheet
    assert saved(schema, sheet, {"q-00-answer": [""]}).sheet == Sheet()


def test_a_hidden_question_keeps_what_was_answered_before() -> None:
    first = Question("00", "yes_no", "a", Labels(de="?"))
    second = Question(
        "01", "short_text", "b", Labels(de="?"), show_if=Condition("00", "is", ("yes",))
    )
    schema = Schema(Labels(), (Step("s", Labels(), questions=(first, second)),))
    sheet = Sheet({"00": {"value": "yes", "more": ""}, "01": "Im Park"})
    values = {"q-00-answer-value": ["no"], "q-01-answer": ["Anders"]}
    after = saved(schema, sheet, values).sheet
    assert after.answers["01"] == "Im Park"
    assert final_answers(schema, after) == {"00": {"value": "no", "more": ""}}


@pytest.mark.parametrize("mark", [None, "", "0" * 16, "\x00"])
def test_a_mark_of_nobody_never_overwrites(mark: str | None) -> None:
    schema, sheet = one_question(), Sheet({"00": "Von ihr"})
    data = request(schema, sheet, {"q-00-answer": ["Von ihm"]})
    data.setlist(base_name("00"), [] if mark is None else [mark])
    merged = merge(sheet, read(schema, sheet, data))
    assert merged.sheet == sheet
    assert [change.after for change in merged.conflicts] in ([], [{"answer": "Von ihm"}])


def test_an_empty_draft_shows_no_errors() -> None:
    schema = one_question()
    asked = StepForm(schema, schema.steps[0], Sheet(), HERE, request(schema, Sheet(), {})).asked()[
        0
    ]
    assert not asked.field.errors
    assert asked.field.field.required


def test_a_form_is_refused_that_cannot_work() -> None:
    later = Condition("01", "is", ("x",))
    empty = Condition("00", "is", ())
    questions = (
        Question("00", "short_text", "same", Labels(de="Eins"), show_if=later),
        Question("01", "short_text", "same", Labels(de="Zwei"), show_if=empty),
    )
    found = form_problems(Schema(Labels(), (Step("s", Labels(), questions=questions),)))
    assert len(found) == 3
    assert form_problems(Schema(Labels(), ()))
