"""“At least” and “at most” on numbers, amounts and days: server and page say the same."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from portal.cms.fields import Labels
from portal.forms.conditions import holds
from portal.forms.forms import QuestionForm
from portal.forms.rules import form_problems
from portal.forms.schema import AT_LEAST, AT_MOST, Condition, Question, Schema, Step
from portal.forms.types import type_of
from tests.portal.form_strategies import HERE, quick

STEP = Path(settings.BASE_DIR) / "projects/static/projects/js/step.js"
NODE = Path(sys.executable).parent / "node"
OPTIONS: dict[str, dict[str, Any]] = {
    "number": {"least": None, "most": None, "decimals": 4, "unit": {}},
    "money": {"least": None, "most": None},
    "date": {"earliest": None, "latest": None},
}
# Type, what is typed, bound, sign, whether it is reached.
TABLE = [
    ("number", "5", "5", 1, True),
    ("number", "4,99", "5", 1, False),
    ("number", "1.000", "999", 1, True),
    ("number", "12.5", "13", -1, True),
    ("number", "-3", "0", -1, True),
    ("number", "5", "viel", 1, False),
    ("number", "5", "2027-06-01", 1, False),
    ("money", "1.550,00 €", "1500", 1, True),
    ("money", "12.50", "12.5", -1, True),
    ("money", "1500", "1.500,00", 1, False),
    ("date", "2027-06-01", "2027-06-01", 1, True),
    ("date", "2027-05-31", "01.06.2027", 1, False),
    ("date", "1.6.2027", "2027-06-02", -1, True),
    ("date", "1.6.27", "1.6.2027", 1, True),
    ("date", "2027-12-31", "2028-01-01", -1, True),
    ("date", "2027-06-01", "5", 1, False),
]


def _question(kind: str) -> Question:
    return Question("a", kind, "a", Labels(de="?"), options=OPTIONS[kind])


def _on_the_server(kind: str, typed: str, bound: str, sign: int) -> bool:
    question = _question(kind)
    form = QuestionForm(question, HERE, data={"q-a-answer": typed})
    assert form.is_valid(), form.errors
    answer = type_of(question).to_answer(form.cleaned_data["answer"])
    schema = Schema(Labels(de="?"), (Step("s", Labels(de="?"), questions=(question,)),))
    condition = Condition("a", AT_LEAST if sign > 0 else AT_MOST, (bound,))
    return holds(condition, schema, {"a": answer}, {"a"})


def _on_the_page(rows: list[tuple[str, str, int]]) -> list[bool]:
    """What the script of the page says, run without a page."""
    stub = "globalThis.document = {querySelector: () => null, getElementById: () => null};"
    # Node's standard output is how the answer comes back; the page itself logs nothing.
    ask = f"console.log(JSON.stringify({json.dumps(rows)}.map((row) => reaches(...row))));"
    script = f"{stub}\n{STEP.read_text()}\n{ask}"
    done = subprocess.run(
        [NODE, "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: "-".join(map(str, row[:4])))
def test_the_server_compares(row: tuple[str, str, str, int, bool]) -> None:
    assert _on_the_server(*row[:4]) is row[4]


def test_the_page_compares_alike() -> None:
    said = _on_the_page([(typed, bound, sign) for _kind, typed, bound, sign, _is in TABLE])
    assert said == [row[4] for row in TABLE]


@quick
@given(
    st.dates(date(1990, 1, 1), date(2068, 12, 31)), st.dates(date(1990, 1, 1), date(2068, 12, 31))
)
def test_days_compare_as_days_however_they_are_written(first: date, second: date) -> None:
    for bound in (f"{second:%Y-%m-%d}", f"{second:%d.%m.%Y}"):
        assert _on_the_server("date", f"{first:%d.%m.%Y}", bound, 1) is (first >= second)
        assert _on_the_server("date", f"{first:%Y-%m-%d}", bound, -1) is (first <= second)


@pytest.mark.parametrize(("value", "count"), [("5", 0), ("01.06.2027", 0), ("viel", 1)])
def test_editors_hear_of_a_bound_that_is_none(value: str, count: int) -> None:
    later = Question(
        "b", "short_text", "b", Labels(de="B"), show_if=Condition("a", AT_LEAST, (value,))
    )
    step = Step("s", Labels(de="?"), questions=(_question("date"), later))
    assert len(form_problems(Schema(Labels(de="?"), (step,)))) == count
