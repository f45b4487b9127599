"""The form engine under any input: nothing raises, nothing is lost, nothing foreign enters."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.cms.fields import Labels
from portal.forms.checking import final_answers, problems, step_states
from portal.forms.conditions import asked_questions
from portal.forms.forms import KEPT_CHARACTERS, UNWRITABLE, StepForm, base_name
from portal.forms.rules import form_problems
from portal.forms.schema import OPERATORS, Condition, Question, Schema, Step
from portal.forms.sheets import Merged, Posted, Sheet, merge
from portal.forms.types import Situation, type_of
from tests.portal.question_samples import Page, html

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HERE = Situation()
Given = tuple[Schema, list[dict[str, list[str]]]]
CODES = ["yes", "club", "group"]
OFFERED = [{"code": code, "label": {"de": code}} for code in CODES]
bound = st.none() | st.integers(0, 30)
days = st.sampled_from([None, "2027-01-01", "2027-06-01"])
cell_kinds = st.sampled_from(["text", "number", "date", "money"])
columns = st.lists(cell_kinds, min_size=1, max_size=3).map(
    lambda kinds: [
        {"code": f"c{i}", "label": {"de": f"C{i}"}, "kind": kind, "required": i == 0}
        for i, kind in enumerate(kinds)
    ]
)
OPTIONS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "short_text": st.fixed_dictionaries({"max_length": st.integers(1, 30)}),
    "long_text": st.fixed_dictionaries(
        {"limit": st.integers(1, 30), "unit": st.sampled_from(["words", "characters"])}
    ),
    "number": st.fixed_dictionaries(
        {
            "least": bound.map(lambda n: None if n is None else str(n)),
            "most": bound.map(lambda n: None if n is None else f"{n}.5"),
            "decimals": st.integers(0, 4),
            "unit": st.sampled_from([{}, {"de": "Stunden"}]),
        }
    ),
    "money": st.fixed_dictionaries({"least": bound, "most": bound}),
    "date": st.fixed_dictionaries({"earliest": days, "latest": days}),
    "period": st.fixed_dictionaries({"earliest": days, "latest": days}),
    "choice": st.just({"choices": OFFERED}),
    "choices": st.fixed_dictionaries({"choices": st.just(OFFERED), "least": bound, "most": bound}),
    "yes_no": st.fixed_dictionaries(
        {
            "more_after": st.sampled_from(["", "yes", "no"]),
            "more_label": st.just({"de": "Was?"}),
            "more_required": st.booleans(),
        }
    ),
    "rows": st.fixed_dictionaries(
        {"columns": columns, "least": st.integers(0, 2), "most": st.integers(1, 4)}
    ),
    "files": st.just({"kinds": ["pdf"], "megabytes": 5, "most": 2}),
    **{code: st.just({}) for code in ("email", "phone", "url", "address", "consent")},
}
STEPS, QUESTIONS = 2, 3


def conditions() -> st.SearchStrategy[Condition]:
    ids = st.sampled_from(["00", "01", "02", "10", "99", ""])
    values = st.lists(st.sampled_from([*CODES, "5", "x"]), max_size=2).map(tuple)
    return st.builds(Condition, ids, st.sampled_from([*OPERATORS, "nonsense"]), values)


sometimes = st.integers(0, 5).flatmap(lambda n: conditions() if n == 0 else st.none())


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    """Forms of all types with conditions on any question, also on later and unknown ones."""
    steps = []
    for number in range(STEPS):
        questions = [draw(_question(f"{number}{place}")) for place in range(QUESTIONS)]
        show_if = draw(sometimes) if number else None
        steps.append(Step(f"s{number}", Labels(de="?"), Labels(), show_if, tuple(questions)))
    return Schema(Labels(de="Formular"), tuple(steps))


@st.composite
def _question(draw: st.DrawFn, id_: str) -> Question:
    kind = draw(st.sampled_from(sorted(OPTIONS)))
    return Question(
        id=id_,
        type=kind,
        code=f"q{id_}",
        label=Labels(de="Frage"),
        required=draw(st.booleans()),
        show_if=draw(sometimes),
        options=draw(OPTIONS[kind]),
    )


TEXTS = ["yes", "club", "5", "7,25", "1.550,00 €", "2027-06-01", "1.6.2027", "on", "", " "]
TEXTS += ["a@example.org", "example.org", "59065", "Hamm", "02381 1234", "Ein Satz.\r\nNoch einer."]
good = st.sampled_from(TEXTS)
ALPHABET = st.characters() | st.sampled_from("\x00\x1f\ud800\ufffe\u2028\u200f<&\"'\t\r\n")
bad = st.text(ALPHABET, max_size=30) | st.sampled_from(["x" * 600, "9" * 100, "y" * 60_000])
RESTS = ["answer", "answer-street", "answer-postcode", "answer-town", "answer-from", "answer-to"]
RESTS += [
    "answer-value",
    "answer-more",
    "files",
    "",
    "answer-999-c0",
    "answer--1-c0",
    "answer-01-c0",
]
RESTS += [f"answer-{row}-c{column}" for row in (0, 1, 5) for column in range(3)]
IDS = [f"{step}{place}" for step in range(STEPS) for place in range(QUESTIONS)]
names = st.builds("q-{}-{}".format, st.sampled_from([*IDS, "99", ""]), st.sampled_from(RESTS))
junk = st.dictionaries(
    names | st.text(ALPHABET, max_size=12), st.lists(good | bad, max_size=4), max_size=4
)
# What fits each type, so that many requests hold answers and not only nonsense.
FITTING = {
    "email": ["a@example.org"],
    "phone": ["02381 1234", "+49 2381/12-34"],
    "url": ["example.org", "http://example.org/ä?x=1", "HTTPS://EXAMPLE.org"],
    "date": ["2027-06-01", "1.6.2027", "1.1.27"],
    "number": ["5", "7,25", "1,125", "1.000", "-0"],
    "money": ["1.550,00 €", "12,5", "0", "7"],
    "choice": CODES,
    "choices": CODES,
    "postcode": ["59065", "5906"],
    "from": ["2027-06-01", ""],
    "to": ["30.06.2027", "2027-06-01", "1.1.27"],
    "value": ["yes", "no"],
}


@st.composite
def posted_to(draw: st.DrawFn, schema: Schema) -> dict[str, list[str]]:
    """A request to the form: mostly what fits, mixed with anything."""
    values = {}
    for question in schema.questions.values():
        for rest, kind in _rests(question).items():
            fits = st.sampled_from(FITTING.get(kind, TEXTS))
            texts = draw(st.sampled_from([fits, fits, fits, fits, good, bad]))
            values[f"q-{question.id}-{rest}"] = [draw(texts)]
    return values | draw(junk)


def _rests(question: Question) -> dict[str, str]:
    """The names of a question's controls, each with the kind of text that fits."""
    if question.type == "rows":
        found = question.options["columns"]
        return {f"answer-{row}-{c['code']}": c["kind"] for row in (0, 3) for c in found}
    parts = {
        "address": ["street", "postcode", "town"],
        "period": ["from", "to"],
        "yes_no": ["value", "more"],
    }
    if question.type in parts:
        return {f"answer-{part}": part for part in parts[question.type]}
    return {"answer": question.type}


@st.composite
def forms_with(draw: st.DrawFn, requests: int) -> tuple[Schema, list[dict[str, list[str]]]]:
    """A form and that many requests to it."""
    schema = draw(schemas())
    return schema, [draw(posted_to(schema)) for _number in range(requests)]


def request(schema: Schema, sheet: Sheet, values: dict[str, list[str]]) -> QueryDict:
    """A request with the true marks of the sheet beside every question."""
    data = QueryDict(mutable=True)
    for name, texts in values.items():
        data.setlist(name, texts)
    for question_id in schema.questions:
        data[base_name(question_id)] = sheet.fingerprint(question_id)
    return data


def read(schema: Schema, sheet: Sheet, data: QueryDict, step: int = 0) -> Posted:
    return StepForm(schema, schema.steps[step], sheet, HERE, data).read()


def saved(schema: Schema, sheet: Sheet, values: dict[str, list[str]], step: int = 0) -> Merged:
    return merge(sheet, read(schema, sheet, request(schema, sheet, values), step))


def page(schema: Schema, step: Step, sheet: Sheet, data: QueryDict | None = None) -> str:
    return "".join(html(asked) for asked in StepForm(schema, step, sheet, HERE, data).asked())


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
