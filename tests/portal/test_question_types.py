"""Every general question type: from the editor's fields to exports and differences."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.icons import get_icons
from wagtail.blocks import StreamBlockValidationError

from portal.forms.blocks import steps_block
from portal.forms.checking import problems
from portal.forms.forms import StepForm
from portal.forms.freezing import frozen
from portal.forms.schema import Question, Schema
from portal.forms.sheets import Sheet, merge
from portal.forms.types import QuestionType, Situation, known_types, type_by_code
from tests.portal.question_html import Page, html
from tests.portal.question_samples import (
    OPTIONS,
    SAMPLES,
    TEXT,
    File,
    form,
    posted,
)

pytestmark = pytest.mark.django_db
ASKING = sorted(set(SAMPLES) - {"guidance"})
POSTED = sorted(set(ASKING) - {"files"})
HERE = Situation()


def of(schema: Schema) -> tuple[QuestionType, Question]:
    question = schema.questions["one"]
    return type_by_code(question.type), question


def read(schema: Schema, values: dict[str, list[str]]) -> Sheet:
    return merge(Sheet(), posted(schema, values).read()).sheet


def page(schema: Schema, sheet: Sheet, situation: Situation = HERE) -> str:
    return html(StepForm(schema, schema.steps[0], sheet, situation).asked()[0])


def texts(schema: Schema, sheet: Sheet, situation: Situation = HERE) -> list[str]:
    return [each.text for each in problems(schema, sheet, situation) if each.question == "one"]


def test_every_general_type_has_a_sample() -> None:
    assert {kind.code for kind in known_types()} == set(SAMPLES)


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_the_editor_knows_what_it_is(code: str) -> None:
    kind = type_by_code(code)
    assert str(kind.label)
    assert str(kind.description)
    assert any(icon.endswith(f"/{kind.icon}.svg") for icon in get_icons_files())


def get_icons_files() -> list[str]:
    from wagtail import hooks

    icons: list[str] = []
    for hook in hooks.get_hooks("register_icons"):
        icons = hook(icons)
    assert get_icons()
    return icons


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_blocks_freeze_to_plain_data(code: str) -> None:
    schema = form(code)
    again = Schema.from_data(json.loads(json.dumps(schema.as_data())))
    assert again == schema
    assert form(code).fingerprint == schema.fingerprint  # equal blocks, equal form
    assert str(schema.questions["one"].label) == "Die Frage"


@pytest.mark.parametrize("code", POSTED)
def test_a_good_answer_is_read_and_shown_again(code: str) -> None:
    sample, schema = SAMPLES[code], form(code)
    sheet = read(schema, sample.good)
    assert sheet == Sheet({"one": sample.answer})
    assert texts(schema, sheet) == []
    request = Page(page(schema, sheet)).request()
    request["b-one"] = "x"
    again = StepForm(schema, schema.steps[0], Sheet(), HERE, request).read().sheet
    assert again.answers == sheet.answers


@pytest.mark.parametrize("code", POSTED)
def test_an_unreadable_answer_is_kept_as_typed(code: str) -> None:
    sample, schema = SAMPLES[code], form(code)
    if sample.bad is None:
        return
    sheet = read(schema, sample.bad)
    assert sheet == Sheet(typed={"one": sample.bad})
    shown = page(schema, sheet)
    assert "kern-error" in shown
    if code not in ("choice", "yes_no"):  # a code that is not offered cannot be shown
        assert all(pair in Page(shown).values for pair in _pairs(sample.bad))
    assert texts(schema, sheet) == ["Bitte korrigieren Sie diese Antwort."]


def _pairs(values: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(f"q-one-{rest}", text) for rest, found in values.items() for text in found]


@pytest.mark.parametrize("code", ASKING)
def test_only_a_required_question_needs_an_answer(code: str) -> None:
    assert len(texts(form(code), Sheet())) == 1
    assert texts(form(code, required=False), Sheet()) == []
    blank = {rest: [""] for rest in SAMPLES[code].good}
    assert read(form(code), blank) == Sheet()
    assert "kern-error" not in html(posted(form(code), {}).asked()[0])  # a draft may be empty


@pytest.mark.parametrize("code", ASKING)
def test_everybody_reads_it(code: str) -> None:
    sample = SAMPLES[code]
    kind, question = of(form(code))
    answer = sample.answer
    assert kind.words(question, answer, HERE) == sample.words
    cells = kind.cells(question, answer, HERE)
    assert [str(cell) for cell in cells] == sample.cells
    assert len(kind.columns(question)) == len(cells)
    assert [str(cell) for cell in kind.cells(question, None, HERE)] == [""] * len(cells)
    assert kind.words(question, None, HERE) == ""
    assert kind.comparable(question, answer) == sample.comparable
    assert kind.comparable(question, None) == []
    first_line = sample.words.split("\n")[0].split(" · ")[0]
    assert first_line in kind.display(question, answer, HERE)


@pytest.mark.parametrize("code", ASKING)
def test_differences_are_told_in_words(code: str) -> None:
    sample = SAMPLES[code]
    kind, question = of(form(code))
    assert kind.differences(question, sample.answer, sample.answer, HERE) == []
    found = kind.differences(question, sample.answer, sample.other, HERE)
    assert found
    assert all(each.before != each.after for each in found)
    assert kind.differences(question, None, sample.answer, HERE)


@pytest.mark.parametrize("code", sorted(SAMPLES))
@pytest.mark.parametrize("state", ["empty", "good", "bad", "optional"])
def test_every_control_is_labelled_and_explained(code: str, state: str) -> None:
    sample, schema = SAMPLES[code], form(code, required=state != "optional")
    situation = Situation(files={"one": [File("plan.pdf")]}, extra_rows={"one": 1})
    values = {"good": sample.good, "bad": sample.bad or {}}.get(state)
    sheet = read(schema, values) if values and code in POSTED else Sheet()
    shown = page(schema, sheet, situation)
    found = Page(shown)
    assert len(found.ids) == len(set(found.ids))
    assert {control["id"] for control in found.controls} <= set(found.labelled)
    assert set(found.described) <= set(found.ids)
    assert "So geht es." in shown
    assert " style=" not in shown
    if code != "guidance":
        assert found.controls
        assert ("(optional)" in shown or "(freiwillig)" in shown) == (state == "optional")


@pytest.mark.parametrize("code", ASKING)
def test_problems_found_elsewhere_are_shown_at_the_question(code: str) -> None:
    schema = form(code)
    asked = StepForm(schema, schema.steps[0], Sheet(), HERE).asked()[0]
    asked.problems = ["Das fehlt noch."]
    found = Page(html(asked))
    assert "Das fehlt noch." in html(asked)
    assert f"{asked.field.auto_id}_error" in found.ids


@pytest.mark.parametrize("code", ASKING)
@pytest.mark.parametrize("language", ["de-simple", "en", "tr", "ar"])
def test_every_language_has_the_question(code: str, language: str) -> None:
    kind, question = of(form(code))
    with translation.override(language):
        assert kind.words(question, SAMPLES[code].answer, HERE)
        assert "Die Frage" in page(form(code), Sheet({"one": SAMPLES[code].answer}))


# ---- what only some types do


@pytest.mark.parametrize(
    ("code", "fields", "field"),
    [
        ("number", {"least": "5", "most": "4"}, "most"),
        ("money", {"least": "5", "most": "4"}, "most"),
        ("date", {"earliest": "2027-02-01", "latest": "2027-01-01"}, "latest"),
        ("period", {"earliest": "2027-02-01", "latest": "2027-01-01"}, "latest"),
        ("choice", {"choices": [OPTIONS[0], OPTIONS[0]]}, "choices"),
        ("choices", {"least": 4, "most": None}, "least"),
        ("yes_no", {"more_label": ""}, "more_label"),
        ("long_text", {"limit": 1501}, "limit"),
        ("rows", {"least": 9}, "most"),
    ],
)
def test_the_editor_is_told_what_cannot_be(code: str, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(StreamBlockValidationError) as refused:
        form(code, **fields)
    assert f"{field}" in str(_errors(refused.value))


def _errors(error: ValidationError) -> Any:
    """The errors of nested blocks as plain data."""
    return error.as_json_data()  # type: ignore[attr-defined]


def test_texts_come_in_all_languages() -> None:
    raw = {"choices": OPTIONS, "label": "Wer?", "code": "who"}
    streams = {}
    for locale, label in [("de", "Wer?"), ("en", "Who?")]:
        value = raw | {"label": label}
        if locale == "en":
            value["choices"] = [
                {**OPTIONS[0], "value": {"label": "A club", "code": "club"}},
                *OPTIONS[1:],
            ]
        step = {"title": "?", "questions": [{"type": "choice", "id": "one", "value": value}]}
        streams[locale] = steps_block().to_python([{"type": "step", "id": "s", "value": step}])
    schema = frozen({"de": "Formular"}, streams, "de")
    kind, question = of(schema)
    assert kind.words(question, "club", HERE) == "Ein Verein"
    with translation.override("en"):
        assert str(question.label) == "Who?"
        assert kind.words(question, "club", HERE) == "A club"


def test_rich_text_is_frozen_without_anything_foreign() -> None:
    from wagtail.rich_text import RichText

    bad = RichText(f'{TEXT}<script>alert(1)</script><p onclick="x()">Hallo</p>')
    kind, question = of(form("guidance", text=bad))
    shown = page(form("guidance", text=bad), Sheet())
    assert "<script" not in shown
    assert "onclick" not in shown
    assert 'href="https://example.org/"' in shown
    assert kind.columns(question) == []
    assert texts(form("guidance"), Sheet()) == []
