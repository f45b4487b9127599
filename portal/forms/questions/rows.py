"""A table that people fill row by row: a timetable, partners."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    StructValue,
)

from portal.cms.fields import Labels
from portal.forms.blocks import CodeBlock
from portal.forms.fields import DayField, EuroField, LineField
from portal.forms.numbers import MOST_DECIMALS, NumberField, decimal_words, plain
from portal.forms.parts import RowsField
from portal.forms.questions.number import turned_round
from portal.forms.schema import Question
from portal.forms.types import (
    Answer,
    Difference,
    QuestionType,
    Situation,
    Table,
    labels,
    question_type,
)
from portal.templatetags.formats import date_short, euro_short

TEXT, NUMBER, DAY, MONEY = "text", "number", "date", "money"
MOST_ROWS, DEFAULT_ROWS = 50, 10
MOST_COLUMNS = 6
CELL_LENGTH = 200


class ColumnBlock(StructBlock):
    """A column: its head, code, kind."""

    label = CharBlock(label=gettext_lazy("head"), max_length=80)
    code = CodeBlock(label=gettext_lazy("code"))
    kind = ChoiceBlock(
        label=gettext_lazy("kind"),
        choices=[
            (TEXT, gettext_lazy("a text")),
            (NUMBER, gettext_lazy("a number")),
            (DAY, gettext_lazy("a day")),
            (MONEY, gettext_lazy("an amount in euros")),
        ],
        default=TEXT,
    )
    required = BooleanBlock(label=gettext_lazy("must be filled"), required=False)

    class Meta:
        icon = "table"
        label = gettext_lazy("column")


def _columns(question: Question) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = question.options["columns"]
    return found


def _head(column: Mapping[str, Any]) -> str:
    return str(Labels(column["label"]))


def _cell_field(column: Mapping[str, Any]) -> forms.Field:
    label = _head(column)
    if column["kind"] == NUMBER:
        return NumberField(label=label, decimals=MOST_DECIMALS)
    if column["kind"] == DAY:
        return DayField(label=label)
    if column["kind"] == MONEY:
        return EuroField(label=label)
    return LineField(label=label, max_length=CELL_LENGTH)


def _cell_words(kind: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if kind == NUMBER:
        return decimal_words(Decimal(value))
    if kind == DAY:
        return date_short(date.fromisoformat(value))
    return euro_short(value) if kind == MONEY else str(value)


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _too_many(number: int) -> str:
    text = ngettext("At most %(number)s row, please.", "At most %(number)s rows, please.", number)
    return text % {"number": number}


def _too_few(number: int) -> str:
    text = ngettext(
        "Please fill at least %(number)s row.", "Please fill at least %(number)s rows.", number
    )
    return text % {"number": number}


@question_type
class Rows(QuestionType):
    """Rows of one to six columns; the answer is a list of `{code: cell}` without empty cells."""

    code = "rows"
    label = gettext_lazy("Table")
    description = gettext_lazy("Rows to fill, for example a timetable or partners.")
    order = 140
    icon = "table"
    template = "portal/forms/questions/rows.html"

    def fields(self) -> list[tuple[str, Any]]:
        """The columns and how many rows there may be."""
        columns = ListBlock(
            ColumnBlock(), label=gettext_lazy("columns"), min_num=1, max_num=MOST_COLUMNS
        )
        bounds = {"min_value": 1, "max_value": MOST_ROWS}
        return [
            ("columns", columns),
            ("least", IntegerBlock(label=gettext_lazy("fewest rows"), required=False, **bounds)),
            ("most", IntegerBlock(label=gettext_lazy("most rows"), default=DEFAULT_ROWS, **bounds)),
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The columns with their heads in all languages, and the bounds."""
        by_code = {
            locale: {str(one["code"]): one for one in value["columns"]}
            for locale, value in values.items()
        }
        own = values[source]
        columns = [
            {
                "code": code,
                "label": dict(
                    labels({k: v[code] for k, v in by_code.items() if code in v}, "label")
                ),
                "kind": str(column["kind"] or TEXT),
                "required": bool(column["required"]),
            }
            for code, column in by_code[source].items()
        ]
        least, most = int(own.get("least") or 0), int(own.get("most") or DEFAULT_ROWS)
        return {"columns": columns, "least": least, "most": most}

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Codes must differ, bounds must be possible."""
        codes = [one["code"] for one in value["columns"]]
        found = turned_round(value, "least", "most")
        if len(set(codes)) < len(codes):
            found["columns"] = gettext_lazy("Every column needs a code of its own.")
        return found

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Rows of labelled cells."""
        columns, most = _columns(question), int(question.options["most"])

        def load(row: Mapping[str, Any]) -> dict[str, Any]:
            numbers = {each["code"] for each in columns if each["kind"] == NUMBER}
            return {code: Decimal(v) if code in numbers else v for code, v in row.items()}

        def check(rows: list[Any]) -> None:
            if len(rows) > most:
                raise ValidationError(_too_many(most), code="most")

        return RowsField(
            lambda: {each["code"]: _cell_field(each) for each in columns},
            load=load,
            check=check,
            least=int(question.options["least"]),
            most=most,
            extra=situation.extra_rows.get(question.id, 0),
        )

    def hint(self, question: Question) -> str:
        """Help and bounds."""
        least = int(question.options["least"])
        bound = _too_few(least) if least > 1 else ""
        return " ".join(filter(None, [str(question.help), bound]))

    def to_answer(self, cleaned: Any) -> Answer:
        """Rows without their empty cells."""
        rows = [
            {code: _stored(cell) for code, cell in row.items() if cell not in (None, "")}
            for row in cleaned
        ]
        return [row for row in rows if row]

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only cells of columns that are still there and of the same kind, and no days."""
        if before is None:
            return None
        kinds = {each["code"]: each["kind"] for each in _columns(before)}
        same = {
            each["code"]
            for each in _columns(question)
            if each["kind"] != DAY and kinds.get(each["code"]) == each["kind"]
        }
        rows = ({code: cell for code, cell in row.items() if code in same} for row in answer or [])
        return [row for row in rows if row]

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Too few rows, or cells that must be filled."""
        rows, least = list(answer or []), int(question.options["least"])
        if question.required and not rows:
            return [self.missing(question)]
        found = [_too_few(least)] if rows and len(rows) < least else []
        for number, row in enumerate(rows, start=1):
            empty = [_head(c) for c in _columns(question) if c["required"] and c["code"] not in row]
            if empty:
                text = _("Row %(number)s: still missing: %(parts)s.")
                found.append(text % {"number": number, "parts": ", ".join(empty)})
        return found

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """How many rows there are."""
        return [str(len(answer))] if answer else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """A line for each row."""
        return "\n".join(self._row_words(question, row) for row in answer or [])

    def table(self, question: Question, answer: Answer, situation: Situation) -> Table | None:
        """The rows under their heads."""
        if not answer:
            return None
        columns = _columns(question)
        numeric = [i for i, each in enumerate(columns) if each["kind"] in (NUMBER, MONEY)]
        return Table(
            head=tuple(_head(each) for each in columns),
            rows=tuple(tuple(self._cells(question, row)) for row in answer),
            numeric=tuple(numeric),
        )

    def differences(
        self, question: Question, before: Answer, after: Answer, situation: Situation
    ) -> list[Difference]:
        """Row by row."""
        pairs = zip_longest(before or [], after or [])
        return [
            Difference(
                _("Row %(number)s") % {"number": number},
                self._row_words(question, old or {}),
                self._row_words(question, new or {}),
            )
            for number, (old, new) in enumerate(pairs, start=1)
            if old != new
        ]

    def _cells(self, question: Question, row: Mapping[str, Any]) -> list[str]:
        return [_cell_words(each["kind"], row.get(each["code"])) for each in _columns(question)]

    def _row_words(self, question: Question, row: Mapping[str, Any]) -> str:
        return " · ".join(filter(None, self._cells(question, row)))
