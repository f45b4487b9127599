"""What differs between two versions of a form, and where the answers go: nothing gets lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cms.fields import Labels
from portal.forms.forms import StepForm
from portal.forms.schema import Condition, Question, Schema, Step
from portal.forms.sheets import Sheet
from portal.forms.versions import form_differences, moved_sheet
from tests.portal.form_strategies import HERE, Given, forms_with, quick, saved, schemas


def _form(*questions: Question, title: str = "Eins") -> Schema:
    return Schema(Labels(de="F"), (Step("s", Labels(de=title), questions=questions),))


def _asked(id_: str = "a", **fields: Any) -> Question:
    options = {"max_length": 50}
    made = {"type": "short_text", "code": id_, "label": Labels(de="Name"), "options": options}
    return Question(**{"id": id_, **made, **fields})


def _filled(given: Given) -> tuple[Schema, Sheet]:
    schema, requests = given
    sheet = Sheet()
    for step, values in enumerate(requests):
        sheet = saved(schema, sheet, values, step % len(schema.steps)).sheet
    return schema, sheet


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label": Labels(de="Titel")}, "hieß „Name“"),
        ({"help": Labels(de="Kurz")}, "andere Erklärung"),
        ({"required": False}, "jetzt freiwillig"),
        ({"options": {"max_length": 20}}, "andere Grenzen"),
        ({"type": "email"}, "anders beantwortet"),
        ({"show_if": Condition("b", "filled")}, "anderen Bedingungen"),
    ],
)
def test_each_change_is_said_in_words(changes: dict[str, Any], words: str) -> None:
    found = form_differences(_form(_asked()), _form(replace(_asked(), **changes)))
    assert [each.kind for each in found] == ["changed"]
    assert words in found[0].text


def test_new_and_removed_questions_and_nothing_else() -> None:
    old, new = _form(_asked("a"), _asked("b")), _form(_asked("b"), _asked("c"))
    found = form_differences(old, new)
    assert [(each.question, each.kind) for each in found] == [("c", "new"), ("a", "removed")]
    only_turkish = _form(replace(_asked("a"), label=Labels(de="Name", tr="Ad")), _asked("b"))
    assert not form_differences(old, only_turkish)
    german = {"choices": [{"code": "x", "label": {"de": "Ja"}}]}
    both = {"choices": [{"code": "x", "label": {"de": "Ja", "tr": "Evet"}}]}
    pair = [_form(_asked(type="choice", options=options)) for options in (german, both)]
    assert not form_differences(*pair)


@quick
@given(schemas())
def test_a_form_does_not_differ_from_itself(schema: Schema) -> None:
    assert not form_differences(schema, Schema.from_data(schema.as_data()))


@quick
@given(schemas(), schemas())
def test_every_difference_names_a_question_once(old: Schema, new: Schema) -> None:
    found = [each.question for each in form_differences(old, new)]
    assert len(found) == len(set(found))
    assert set(found) <= set(old.questions) | set(new.questions)
    changed = {
        id_
        for id_, q in new.questions.items()
        if (was := old.questions.get(id_)) and q.type != was.type
    }
    assert changed <= set(found)


@quick
@given(forms_with(2), schemas())
def test_no_answer_disappears_on_the_way_to_another_version(given: Given, new: Schema) -> None:
    old, sheet = _filled(given)
    moved = moved_sheet(sheet, old, new, HERE)
    before = {id_ for id_ in {**sheet.answers, **sheet.typed} if sheet.entry(id_)}
    after = {id_ for id_ in new.questions if moved.sheet.entry(id_)}
    lost = {change.question for change in moved.lost}
    assert after | lost == before
    assert not after & lost
    for change in moved.lost:
        assert change.before == sheet.entry(change.question)
    for id_ in after:
        assert new.questions[id_].type == old.questions[id_].type


@quick
@given(forms_with(2))
def test_the_same_version_takes_everything_as_it_is(given: Given) -> None:
    schema, sheet = _filled(given)
    moved = moved_sheet(sheet, schema, schema, HERE)
    assert not moved.lost
    assert all(moved.sheet.entry(id_) == sheet.entry(id_) for id_ in schema.questions)


@quick
@given(forms_with(2), st.data())
def test_what_the_new_limits_refuse_stands_in_the_field_as_typed(
    given: Given, data: st.DataObject
) -> None:
    old, sheet = _filled(given)
    other = data.draw(schemas())
    steps = tuple(
        replace(
            step,
            questions=tuple(
                replace(q, options=o.options)
                if (o := other.questions.get(q.id)) and o.type == q.type
                else q
                for q in step.questions
            ),
        )
        for step in old.steps
    )
    new = replace(old, steps=steps)
    moved = moved_sheet(sheet, old, new, HERE)
    assert not moved.lost
    for step in new.steps:
        for question in step.questions:
            if question.id in moved.sheet.typed and question.id not in sheet.typed:
                form = StepForm(new, step, moved.sheet, HERE).form_of(question)
                assert form.is_bound


def test_a_text_too_long_for_the_new_limit_is_kept_with_its_error() -> None:
    old = _form(_asked(options={"max_length": 50}))
    new = _form(_asked(options={"max_length": 5}))
    moved = moved_sheet(Sheet({"a": "Hochbeete"}), old, new, HERE)
    assert moved.sheet.typed == {"a": {"answer": ["Hochbeete"]}}
    form = StepForm(new, new.steps[0], moved.sheet, HERE).form_of(new.questions["a"])
    assert form.errors
    assert form["answer"].value() == "Hochbeete"
