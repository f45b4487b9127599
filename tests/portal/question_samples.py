"""One sample of every general question type, a form made of them, and what a browser sees of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.http import QueryDict
from wagtail.blocks import StreamBlock
from wagtail.rich_text import RichText

from portal.forms.blocks import steps_block
from portal.forms.forms import StepForm, base_name
from portal.forms.freezing import frozen
from portal.forms.schema import Schema
from portal.forms.sheets import Sheet
from portal.forms.types import Situation, discover

discover("portal.forms.questions")

OPTIONS = [
    {"type": "item", "id": f"option-{code}", "value": {"label": text, "code": code}}
    for code, text in [("club", "Ein Verein"), ("group", "Eine Initiative"), ("alone", "Allein")]
]
COLUMNS = [
    {
        "type": "item",
        "id": f"column-{code}",
        "value": {"label": text, "code": code, "kind": kind, "required": code == "what"},
    }
    for code, text, kind in [
        ("what", "Was", "text"),
        ("hours", "Stunden", "number"),
        ("day", "Tag", "date"),
        ("cost", "Kosten", "money"),
    ]
]
TEXT = '<p>Mehr dazu <a href="https://example.org/">hier</a>.</p>'


@dataclass
class File:
    """A file as a feature hands it over."""

    name: str
    size: int = 2_000
    url: str = "/dateien/1/"
    remove_value: str = "remove-1"


@dataclass
class Sample:
    """The editor's fields, a good and a bad request (by the rest of the names), and its faces."""

    fields: dict[str, Any] = field(default_factory=dict)
    good: dict[str, list[str]] = field(default_factory=dict)
    answer: Any = None
    words: str = ""
    cells: list[str] = field(default_factory=list)
    comparable: list[str] = field(default_factory=list)
    bad: dict[str, list[str]] | None = None
    other: Any = None


def one(value: str) -> dict[str, list[str]]:
    return {"answer": [value]}


def parts(**values: str) -> dict[str, list[str]]:
    return {f"answer-{name}": [value] for name, value in values.items()}


SAMPLES = {
    "short_text": Sample(
        {"max_length": 20},
        one(" Sommer  fest "),
        "Sommer fest",
        "Sommer fest",
        ["Sommer fest"],
        ["Sommer fest"],
        one("x" * 21),
        "Herbstfest",
    ),
    "long_text": Sample(
        {"limit": 3, "unit": "words"},
        one("Eins zwei\r\ndrei "),
        "Eins zwei\ndrei",
        "Eins zwei\ndrei",
        ["Eins zwei\ndrei"],
        ["Eins zwei\ndrei"],
        one("a b c d"),
        "Anders",
    ),
    "number": Sample(
        {"least": "1", "most": "5000", "decimals": 1, "unit": "Stunden"},
        one("1.550,50"),
        "1550.5",
        "1.550,5 Stunden",
        ["1550.5"],
        ["1550.5"],
        one("5001"),
        "3",
    ),
    "money": Sample(
        {"least": "10", "most": "2000"},
        one("1.550,00 €"),
        155000,
        "1.550\u00a0€",
        ["1550"],
        ["1550"],
        one("2000,01"),
        1250,
    ),
    "date": Sample(
        {"earliest": "2027-01-01", "latest": "2027-12-31"},
        one("1.6.2027"),
        "2027-06-01",
        "1. Juni 2027",
        ["2027-06-01"],
        ["2027-06-01"],
        one("2028-01-01"),
        "2027-06-02",
    ),
    "period": Sample(
        {},
        {"answer-from": ["2027-06-01"], "answer-to": ["30.06.2027"]},
        {"from": "2027-06-01", "to": "2027-06-30"},
        "1. Juni 2027 bis 30. Juni 2027",
        ["2027-06-01", "2027-06-30"],
        ["2027-06-01", "2027-06-30"],
        {"answer-from": ["2027-06-02"], "answer-to": ["2027-06-01"]},
        {"from": "2027-06-01", "to": ""},
    ),
    "choice": Sample(
        {"choices": OPTIONS},
        one("club"),
        "club",
        "Ein Verein",
        ["club"],
        ["club"],
        one("nobody"),
        "group",
    ),
    "choices": Sample(
        {"choices": OPTIONS, "least": 2, "most": 2},
        {"answer": ["alone", "club", "club"]},
        ["club", "alone"],
        "Ein Verein\nAllein",
        ["club, alone"],
        ["club", "alone"],
        {"answer": ["alone", "club", "group"]},
        ["club", "group"],
    ),
    "yes_no": Sample(
        {"more_after": "yes", "more_label": "Wo?", "more_required": True},
        parts(value="yes", more="Im Park"),
        {"value": "yes", "more": "Im Park"},
        "Ja\nIm Park",
        ["yes", "Im Park"],
        ["yes"],
        parts(value="perhaps"),
        {"value": "no", "more": ""},
    ),
    "email": Sample(
        {},
        one("mo@example.org"),
        "mo@example.org",
        "mo@example.org",
        ["mo@example.org"],
        ["mo@example.org"],
        one("mo at example"),
        "li@example.org",
    ),
    "phone": Sample(
        {},
        one("02381 / 12 34-56"),
        "02381 / 12 34-56",
        "02381 / 12 34-56",
        ["02381 / 12 34-56"],
        ["02381 / 12 34-56"],
        one("bitte mailen"),
        "+49 2381 1",
    ),
    "url": Sample(
        {},
        one("example.org/a"),
        "https://example.org/a",
        "https://example.org/a",
        ["https://example.org/a"],
        ["https://example.org/a"],
        one("javascript:alert(1)"),
        "http://example.org",
    ),
    "address": Sample(
        {},
        parts(street="Sorauer Straße 14", postcode="59065", town="Hamm"),
        {"street": "Sorauer Straße 14", "postcode": "59065", "town": "Hamm"},
        "Sorauer Straße 14\n59065 Hamm",
        ["Sorauer Straße 14", "59065", "Hamm"],
        ["59065", "Hamm", "Sorauer Straße 14"],
        parts(street="Weg 1", postcode="5906"),
        {"street": "Weg 1", "postcode": "59065", "town": "Hamm"},
    ),
    "files": Sample(
        {"kinds": ["pdf", "picture"], "megabytes": 5, "most": 2},
        {},
        [3, 4],
        "2 Dateien",
        ["2 Dateien"],
        ["2"],
        None,
        [4],
    ),
    "rows": Sample(
        {"columns": COLUMNS, "least": 2, "most": 3},
        {
            "answer-0-what": [""],
            "answer-2-what": ["Backen"],
            "answer-2-hours": ["1,5"],
            "answer-2-day": ["2027-06-01"],
            "answer-2-cost": ["20"],
            "answer-5-what": ["Essen"],
        },
        [
            {"what": "Backen", "hours": "1.5", "day": "2027-06-01", "cost": 2000},
            {"what": "Essen"},
        ],
        "Backen · 1,5 · 01.06.2027 · 20\u00a0€\nEssen",
        ["Backen · 1,5 · 01.06.2027 · 20\u00a0€\nEssen"],
        ["2"],
        {"answer-0-what": ["Backen"], "answer-0-hours": ["viele"]},
        [{"what": "Backen"}, {"what": "Essen"}],
    ),
    "consent": Sample(
        {"text": RichText(TEXT)}, one("on"), True, "Ja", ["yes"], ["yes"], None, None
    ),
    "guidance": Sample({"text": RichText(TEXT)}),
}


@lru_cache(maxsize=1)
def _steps() -> StreamBlock:
    """The block of all steps, made once: making it is what takes time."""
    return steps_block()


def form(code: str, *, required: bool = True, **fields: Any) -> Schema:
    """The frozen form of the one question `one` with the sample's fields."""
    raw = {"label": "Die Frage", "help": "So geht es.", "code": "one", "required": required}
    raw |= {"show_if": {"question": "", "operator": "is", "values": ""}}
    raw |= {
        key: value.source if isinstance(value, RichText) else value
        for key, value in {**SAMPLES[code].fields, **fields}.items()
    }
    question = {"type": code, "id": "one", "value": raw}
    guide = {"type": "short_text", "id": "two", "value": {"label": "Name", "code": "two"}}
    step = {"title": "Was?", "intro": "", "questions": [question, guide]}
    block = _steps()
    stream = block.clean(block.to_python([{"type": "step", "id": "step", "value": step}]))
    return frozen({"de": "Ein Formular"}, {"de": stream}, "de")


def posted(schema: Schema, values: dict[str, list[str]], sheet: Sheet | None = None) -> StepForm:
    """The step with a request that answers the question `one`."""
    sheet = sheet or Sheet()
    data = QueryDict(mutable=True)
    data[base_name("one")] = sheet.fingerprint("one")
    for rest, texts in values.items():
        data.setlist(f"q-one-{rest}", texts)
    return StepForm(schema, schema.steps[0], sheet, Situation(), data)
