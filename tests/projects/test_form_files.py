"""Forms as files: out and in again, ready-made ones, and files that are none."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from wagtail_localize.models import StringTranslation, Translation

from portal.accounts.models import User
from portal.forms.freezing import frozen
from portal.forms.models import Form
from portal.forms.reading import MAX_BYTES, read_form
from portal.kernel.audit import LogEntry
from projects.intake.models import ApplicationForm
from projects.intake.patterns import pattern, patterns
from tests.factories.accounts import client_for, user
from tests.factories.composed import BLOCK, address, from_pattern
from tests.portal.editing import portal

pytestmark = pytest.mark.django_db
CODES = [each.code for each in patterns()]
ALL_LANGUAGES = {"de", "de-simple", "en", "tr", "ar"}
SURVEY = "bedarfsumfrage"


@pytest.fixture(autouse=True)
def _portal() -> None:
    portal()


def upload(person: User, content: bytes, name: str = "formular.json") -> HttpResponse:
    file = SimpleUploadedFile(name, content, "application/json")
    return client_for(person).post(address("import"), {"file": file})


def exported(person: User, form: ApplicationForm) -> dict[str, Any]:
    answer = client_for(person).get(address("export", form.pk))
    assert answer["Content-Disposition"].startswith('attachment; filename="formular-')
    return json.loads(answer.content)


def source(code: str = SURVEY) -> dict[str, Any]:
    found = pattern(code)
    assert found
    return json.loads(found.content())


@pytest.mark.parametrize("code", CODES)
def test_every_template_becomes_a_draft_that_can_be_published_and_comes_back_the_same(
    code: str,
) -> None:
    author = user("editor")
    form = from_pattern(author, code)
    assert not form.live
    assert form.problems() == []
    least = 3 if code in {"stellungnahme", "sachbericht"} else 5
    languages = {"de"} if code == "stellungnahme" else ALL_LANGUAGES
    assert least <= len(form.steps) <= 8
    rows = ApplicationForm.objects.filter(translation_key=form.translation_key)
    assert {row.language for row in rows} == languages
    streams = {row.language: row.get_latest_revision_as_object().steps for row in rows}
    titles = {row.language: row.title for row in rows}
    schema = frozen(titles, streams, "de")
    for step in schema.steps:
        assert set(step.title) == languages
        for question in step.questions:
            assert set(question.label) == languages, question.code
    entry = LogEntry.objects.get(event="form_imported")
    assert (entry.actor, entry.subject_id) == (author, str(form.form_id))
    out_and_in_again(form, code)


def out_and_in_again(form: ApplicationForm, code: str) -> None:
    """Whoever takes a form away and brings it back has the same form once more."""
    author = user("coordinator")
    first = exported(author, form)
    answer = upload(author, json.dumps(first).encode())
    assert answer.status_code == 302
    again = ApplicationForm.objects.filter(locale=form.locale).exclude(pk=form.pk).get()
    assert again.form_id != form.form_id
    assert exported(author, again) == first
    assert [step["id"] for step in first["steps"]] == [step["id"] for step in source(code)["steps"]]


def test_imported_translations_wait_for_somebody_else() -> None:
    author = user("editor")
    from_pattern(author, SURVEY)
    assert Translation.objects.count() == 4
    assert set(StringTranslation.objects.values_list("last_translated_by", flat=True)) == {
        author.pk
    }


def broken(**changes: Any) -> bytes:
    return json.dumps(source() | changes).encode()


def with_step(change: Any) -> bytes:
    data = deepcopy(source())
    change(data["steps"])
    return json.dumps(data).encode()


def _set(path: list[Any], value: Any) -> Any:
    def change(steps: Any) -> None:
        place = steps
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = value

    return change


FIRST = [0, "value", "questions", 1]
WRONG: dict[str, tuple[bytes, str]] = {
    "no json": (b"%PDF-1.7", "nicht als JSON"),
    "not text": (b"\xff\xfe\x00", "nicht als JSON"),
    "too deep": (b"[" * 100_000, "nicht als JSON"),
    "another file": (b'{"a": 1}', "kein Formular"),
    "a list": (b"[]", "kein Formular"),
    "too large": (b'"' + b"x" * MAX_BYTES + b'"', "zu groß"),
    "another version": (broken(version=2), "anderen Fassung"),
    "no german title": (broken(title={"en": "Survey"}), "deutscher Titel"),
    "long title": (broken(title={"de": "x" * 200}), "zu lang"),
    "title no text": (broken(title={"de": {}}), "Text in mindestens einer Sprache"),
    "purpose": (broken(purpose="party"), "Zweck"),
    "steps no list": (broken(steps={}), "anders aufgebaut"),
    "no steps": (broken(steps=[]), "fragt noch nichts"),
    "step no dict": (broken(steps=["x"]), "anders aufgebaut"),
    "unknown type": (
        with_step(_set([*FIRST, "type"], "party")),
        "„party“ kennt dieses Portal nicht",
    ),
    "unknown field": (
        with_step(_set([*FIRST, "value", "colour"], "red")),
        "„colour“ ist unbekannt",
    ),
    "unknown language": (
        with_step(_set([*FIRST, "value", "label"], {"xx": "a"})),
        "„xx“ ist unbekannt",
    ),
    "bad code": (with_step(_set([*FIRST, "value", "code"], "Größe 1")), "Kleine Buchstaben"),
    "code no text": (with_step(_set([*FIRST, "value", "code"], {"a": 1})), "anders aufgebaut"),
    "bad id": (with_step(_set([*FIRST, "id"], "../x")), "nicht verwendbar"),
    "same id": (with_step(_set([*FIRST, "id"], "welcome")), "dasselbe Kennzeichen"),
    "same code": (with_step(_set([*FIRST, "value", "code"], "welcome")), "kommt zweimal vor"),
    "condition on nothing": (
        with_step(
            _set([1, "value", "show_if"], {"question": "x", "operator": "is", "values": "y"})
        ),
        "nicht davor gestellt",
    ),
    "wrong operator": (
        with_step(_set([5, "value", "show_if", "operator"], "like")),
        "gibt es dort nicht",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_form_is_refused_in_words(name: str) -> None:
    content, words = WRONG[name]
    answer = upload(user("editor"), content)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "nichts ist gespeichert" in page
    assert words in page, answer.context["problems"]
    assert not Form.objects.exists()
    assert not ApplicationForm.objects.exists()


def test_nothing_chosen_is_said_too() -> None:
    answer = client_for(user("editor")).post(address("import"))
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_an_unknown_template_begins_nothing() -> None:
    browser = client_for(user("editor"))
    browser.post(address("patterns"), {"pattern": "../secret"})
    assert not Form.objects.exists()


def test_blocks_without_marks_get_some() -> None:
    data = source()
    for step in data["steps"]:
        del step["id"]
    first = read_form(json.dumps(data).encode(), BLOCK)
    assert len({step["id"] for step in first.steps["de"]}) == len(data["steps"])
    assert [s["id"] for s in first.steps["de"]] == [s["id"] for s in first.steps["en"]]
