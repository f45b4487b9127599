"""Forms and requests of every shape, for the property tests of the engine."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from portal.cms.fields import Labels
from portal.forms.forms import StepForm, base_name
from portal.forms.schema import OPERATORS, Condition, Question, Schema, Step
from portal.forms.sheets import Merged, Posted, Sheet, merge
from portal.forms.types import Situation
from tests.portal.question_html import html

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
