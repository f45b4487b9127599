"""What the money is for, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.fields import EuroField, LineField
from portal.forms.parts import RowsField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, Table, question_type
from portal.templatetags.formats import euro
from projects.cases.models import Case
from projects.intake.binding import BoundType, Records, application_of
from projects.intake.lines import lines_of, replace_lines
from projects.intake.plans import misfit_texts, nothing_to_check, total
from projects.programmes.models import CostCategory

MOST_LINES = 40
SHOWN_LINES = 3


def _categories(situation: Situation) -> dict[str, CostCategory]:
    records = application_of(situation).records
    return {each.code: each for each in records.categories} if records else {}


@question_type
class CostPlan(BoundType):
    """Lines of costs; the answer is a list of `{"label", "category", "amount" (cents)}`."""

    code = "cost_plan"
    first_code = "cost_plan"
    label = gettext_lazy("Cost plan")
    description = gettext_lazy("Lines of costs by the programme's categories, with their sum.")
    order = 120
    icon = "table"
    related = True
    template = "projects/intake/questions/plan.html"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Lines of text, category and amount."""
        found = [(code, str(each)) for code, each in _categories(situation).items()]
        kinds = [("", _("Please choose")), *found]

        def parts() -> dict[str, forms.Field]:
            return {
                "label": LineField(label=_("What for?"), max_length=150),
                "category": forms.ChoiceField(label=_("Kind of cost"), choices=kinds),
                "amount": EuroField(label=_("Amount")),
            }

        return RowsField(
            parts,
            load=dict[str, Any],
            check=nothing_to_check,
            least=SHOWN_LINES,
            most=MOST_LINES,
            extra=situation.extra_rows.get(question.id, 0),
        )

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The sum of the lines (cents)."""
        return {"total": total(situation.answers.get(question.id))}

    def to_answer(self, cleaned: Any) -> Answer:
        """The lines without empty cells."""
        return [{k: v for k, v in row.items() if v not in (None, "")} for row in cleaned]

    def read(self, case: Case) -> Answer:
        """Rows of cost lines."""
        rows = lines_of(case, "cost_items", "category")
        lines = [
            {
                "label": row.label,
                "category": row.category.code if row.category else None,
                "amount": row.amount_cents,
            }
            for row in rows
        ]
        return self.to_answer(lines)

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Rows of cost lines."""
        known = {each.code: each for each in records.categories}
        wanted = [
            {
                "label": line.get("label", ""),
                "category": known.get(line.get("category", "")),
                "amount_cents": line.get("amount"),
            }
            for line in answer or []
        ]
        replace_lines(case, "cost_items", wanted)

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only lines without a category or with one that the programme knows."""
        known = _categories(situation)
        return [line for line in answer or [] if line.get("category", "") in ("", *known)]

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Every line whole and payable; the sum fits the money asked for."""
        if not answer:
            return [_("Please list what the money is for, line by line.")]
        known = _categories(situation)
        found = [
            text
            for number, line in enumerate(answer, start=1)
            for text in _line_problems(number, line, known)
        ]
        return found or misfit_texts(application_of(situation), total(answer))

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The sum in euros."""
        return [str(total(answer) / 100)] if answer else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """A line for each cost."""
        table = self.table(question, answer, situation)
        return "\n".join(" · ".join(filter(None, row)) for row in table.rows) if table else ""

    def table(self, question: Question, answer: Answer, situation: Situation) -> Table | None:
        """The lines with their sum."""
        if not answer:
            return None
        known = _categories(situation)
        rows = tuple(
            (
                line.get("label", ""),
                str(known.get(line.get("category", ""), "")),
                euro(line["amount"]) if "amount" in line else "",
            )
            for line in answer
        )
        return Table(
            head=(_("What for"), _("Kind of cost"), _("Amount")),
            rows=rows,
            foot=(_("Total"), "", euro(total(answer))),
            numeric=(2,),
        )


def _line_problems(
    number: int, line: Mapping[str, Any], known: Mapping[str, CostCategory]
) -> list[str]:
    found = []
    category = known.get(line.get("category", ""))
    if not line.get("label"):
        found.append(_("Line %(number)s: please write what this money is for."))
    if category is None:
        found.append(_("Line %(number)s: please choose the kind of cost."))
    elif not category.is_eligible:
        found.append(_("Line %(number)s: “%(category)s” cannot be paid in this programme."))
    if not line.get("amount"):
        found.append(_("Line %(number)s: please write the amount."))
    return [text % {"number": number, "category": category} for text in found]
