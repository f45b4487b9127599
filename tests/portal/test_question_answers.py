"""What single question types make of what people write."""

from __future__ import annotations

from typing import Any

import pytest

from portal.forms.checking import problems
from portal.forms.conditions import asked_questions
from portal.forms.forms import StepForm
from portal.forms.schema import Question, Schema
from portal.forms.sheets import Sheet, merge
from portal.forms.types import QuestionType, Situation, type_by_code
from tests.portal.question_html import html
from tests.portal.question_samples import (
    SAMPLES,
    File,
    form,
    parts,
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


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1550", "1550"),
        ("1.550", "1550"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("3,0", "3"),
        ("1 000", "1000"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, answer: str) -> None:
    assert read(form("number"), {"answer": [text]}).answers == {"one": answer}


@pytest.mark.parametrize(
    "text", ["zwei", "1,55", "1e3", "NaN", "٣", "1.55.0", "--2", "0", "9" * 40]
)
def test_other_numbers_are_refused(text: str) -> None:
    assert read(form("number"), {"answer": [text]}).answers == {}


def test_negative_numbers_where_they_are_possible() -> None:
    schema = form("number", least=None, most=None)
    for text in ("-2,5", "\u22122,5"):
        assert read(schema, {"answer": [text]}).answers == {"one": "-2.5"}
    assert read(schema, {"answer": ["-0"]}).answers == {"one": "0"}


def test_the_limit_of_a_long_text_is_said_and_can_be_counted() -> None:
    shown = page(form("long_text"), Sheet())
    assert 'data-limit="3"' in shown
    assert 'data-limit-unit="words"' in shown
    assert "maxlength" not in shown  # nothing that people paste is cut off
    assert "Höchstens 3 Wörter" in shown
    assert "Höchstens 7 Zeichen" in page(form("long_text", limit=7, unit="characters"), Sheet())


def test_half_a_period_and_half_an_address_are_kept_but_not_sent() -> None:
    schema = form("period")
    sheet = read(schema, {"answer-from": ["2027-06-01"]})
    assert sheet.answers == {"one": {"from": "2027-06-01", "to": ""}}
    assert texts(schema, sheet) == ["Bitte geben Sie den ersten und den letzten Tag an."]
    schema = form("address", required=False)
    sheet = read(schema, parts(town="Hamm"))
    assert sheet.answers == {"one": {"street": "", "postcode": "", "town": "Hamm"}}
    assert texts(schema, sheet) == ["Es fehlt noch: Straße und Hausnummer, Postleitzahl."]


def test_what_follows_a_yes_must_be_said_only_after_it() -> None:
    schema = form("yes_no")
    kind, question = of(schema)
    sheet = read(schema, parts(value="yes", more=" "))
    assert texts(schema, sheet) == ["Bitte beantworten Sie auch das: Wo?"]
    sheet = read(schema, parts(value="no", more="Im Park"))
    assert texts(schema, sheet) == []
    assert sheet.answers["one"]["more"] == "Im Park"  # kept for who changes their mind
    assert kind.words(question, sheet.answers["one"], HERE) == "Nein"


@pytest.mark.parametrize(
    ("least", "most", "hint"),
    [
        (2, 2, "Bitte wählen Sie genau 2 Antworten."),
        (2, 3, "Bitte wählen Sie 2 bis 3 Antworten."),
        (1, 3, "Bitte wählen Sie höchstens 3 Antworten."),
        (2, None, "Bitte wählen Sie mindestens 2 Antworten."),
        (None, None, ""),
    ],
)
def test_how_many_to_choose_is_said_before(least: Any, most: Any, hint: str) -> None:
    kind, question = of(form("choices", least=least, most=most))
    assert kind.hint(question) == f"So geht es. {hint}".strip()


def test_too_few_choices_may_be_kept_but_not_sent() -> None:
    schema = form("choices")
    sheet = read(schema, {"answer": ["club"]})
    assert sheet.answers == {"one": ["club"]}
    assert texts(schema, sheet) == ["Bitte wählen Sie mindestens 2 Antworten."]


def test_rows_grow_when_asked_and_end_at_their_most() -> None:
    schema = form("rows")
    answer = SAMPLES["rows"].answer
    assert page(schema, Sheet()).count("question-rows__number") == 2
    shown = page(schema, Sheet({"one": answer}), Situation(extra_rows={"one": 1}))
    assert shown.count("question-rows__number") == 3
    assert 'value="rows-one"' not in shown
    many = page(schema, Sheet({"one": answer}), Situation(extra_rows={"one": 99}))
    assert many.count("question-rows__number") == 3
    assert 'name="button" value="rows-one"' in page(schema, Sheet())
    full = {f"answer-{row}-what": ["x"] for row in range(4)}
    sheet = read(schema, full)
    assert sheet.typed == {"one": full}
    assert page(schema, sheet).count("question-rows__number") == 4
    assert "Höchstens 3 Zeilen" in page(schema, sheet)


def test_rows_say_which_cell_is_missing_and_are_a_table() -> None:
    schema = form("rows")
    kind, question = of(schema)
    sheet = Sheet({"one": [{"hours": "2"}]})
    assert texts(schema, sheet) == [
        "Bitte füllen Sie mindestens 2 Zeilen aus.",
        "Zeile 1: Es fehlt noch: Was.",
    ]
    table = kind.table(question, SAMPLES["rows"].answer, HERE)
    assert table is not None
    assert table.head == ("Was", "Stunden", "Tag", "Kosten")
    assert table.rows[1] == ("Essen", "", "", "")
    assert table.numeric == (1, 3)
    assert "<table" in kind.display(question, SAMPLES["rows"].answer, HERE)


def test_the_error_of_a_cell_stands_at_the_cell() -> None:
    schema = form("rows")
    sheet = read(schema, SAMPLES["rows"].bad or {})
    shown = page(schema, sheet)
    assert 'id="id_q-one-answer-0-hours_error"' in shown
    assert shown.count('class="kern-error"') == 1
    asked = StepForm(schema, schema.steps[0], sheet, HERE).asked()[0]
    assert asked.field.id_for_label == "id_q-one-answer-0-hours"


def test_files_are_listed_and_can_be_removed() -> None:
    schema = form("files")
    kind, question = of(schema)
    situation = Situation(files={"one": [File("plan.pdf")]})
    shown = page(schema, Sheet(), situation)
    assert 'name="q-one-files"' in shown
    assert 'accept=".pdf,.jpg,.jpeg,.png,.webp"' in shown
    assert 'name="button" value="remove-1"' in shown
    assert "höchstens 2 Dateien mit je bis zu 5 MB" in shown
    assert kind.words(question, [1], situation) == "plan.pdf"
    assert 'href="/dateien/1/"' in kind.display(question, [1], situation)
    full = Situation(files={"one": [File("a.pdf"), File("b.pdf")]})
    assert 'type="file"' not in page(schema, Sheet(), full)


def test_posted_files_are_the_features_business() -> None:
    schema = form("files")
    assert read(schema, {"answer": ["7"], "files": ["8"]}) == Sheet()


def test_an_address_on_the_web_is_never_a_script() -> None:
    kind, question = of(form("url"))
    assert 'href="https://example.org/a"' in kind.display(question, "https://example.org/a", HERE)
    assert "href" not in kind.display(question, "javascript:alert(1)", HERE)
    for text in ("ftp://example.org", "file:///etc/passwd", "//", "http://", "data:text/html,x"):
        assert read(form("url"), {"answer": [text]}).answers == {}


def test_conditions_compare_what_editors_write() -> None:
    from portal.forms.schema import Condition, Labels, Step

    def shown(code: str, answer: Any, operator: str, *values: str) -> bool:
        first = form(code).questions["one"]
        second = Question(
            "x", "short_text", "x", Labels(), show_if=Condition("one", operator, values)
        )
        schema = Schema(Labels(), (Step("s", Labels(), questions=(first, second)),))
        return "x" in asked_questions(schema, {"one": answer})

    assert shown("money", 5000, "is", "50")
    assert shown("money", 1250, "at_least", "12.5")
    assert shown("number", "3", "is", "3")
    assert shown("choices", ["club", "alone"], "is", "alone")
    assert not shown("choices", ["club", "alone"], "is_not", "alone")
    assert shown("yes_no", {"value": "yes", "more": ""}, "is", "yes")
    assert not shown("yes_no", {"value": "", "more": "x"}, "filled")
    assert shown("consent", True, "filled")
    assert shown("rows", SAMPLES["rows"].answer, "at_least", "2")
    assert shown("files", [1], "is", "1")
