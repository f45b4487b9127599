"""A composer that is pushed: many questions, long words, codes and conditions gone wrong."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cms.fields import Labels
from portal.forms.models import FormVersion
from portal.forms.rules import MAX_QUESTIONS, form_problems
from portal.forms.schema import Question, Schema, Step
from tests.factories import composed as composing
from tests.factories.accounts import client_for, user
from tests.factories.composed import (
    address,
    approve,
    compose,
    form_data,
    only_if,
    question,
    step,
)
from tests.portal.editing import portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal() -> None:
    portal()


def _many(number: int) -> list[dict[str, object]]:
    return [
        step(f"Teil {'abcdef'[part]}", *[question(f"q{part}_{n}") for n in range(number)])
        for part in range(6)
    ]


def test_sixty_questions_are_composed_published_and_opened_again() -> None:
    form = compose(user("coordinator"), _many(10), "action-submit")
    approve(user("approver"), form)
    assert len(FormVersion.objects.get().data["steps"]) == 6
    editor = client_for(user("editor"))
    with CaptureQueriesContext(connection) as many:
        assert editor.get(address("edit", form.pk)).status_code == 200
    small = compose(user("coordinator"), _many(1)[:1])
    with CaptureQueriesContext(connection) as few:
        assert editor.get(address("edit", small.pk)).status_code == 200
    assert len(many) <= len(few) + 2


def test_too_many_questions_are_refused_in_words() -> None:
    questions = tuple(
        Question(f"q{n}", "short_text", f"q{n}", Labels(de="?")) for n in range(MAX_QUESTIONS + 1)
    )
    schema = Schema(Labels(de="F"), (Step("s", Labels(de="?"), questions=questions),))
    (text,) = form_problems(schema)
    assert "höchstens 20 Schritte und 150 Fragen" in text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"label": "L" * 251}, "250"),
        ({"code": "c" * 41}, "40"),
        ({"code": "Große Frage"}, "Kleine Buchstaben"),
        ({"help": "h" * 1001}, "1000"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(wrong: dict[str, str], words: str) -> None:
    asked = question("name")
    asked["value"] |= wrong
    data = form_data("Umfrage", [step("Eins", asked)])
    answer = client_for(user("editor")).post(address("add"), data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    kept = answer.context["form"]["steps"].value()[0].value["questions"][0].value
    assert {key: kept[key] for key in wrong} == wrong


def test_a_condition_on_a_question_that_was_taken_out_is_named() -> None:
    author = user("editor")
    first = question("age")
    depends = question("need", "Was fehlt?", show_if=only_if("age", "5", "at_least"))
    form = compose(author, [step("Eins", first, depends)])
    answer = composing.rewrite(author, form, [step("Eins", depends)], "action-submit")
    assert "nicht davor gestellt" in answer.content.decode()
