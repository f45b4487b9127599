"""Who else pays: own money, other funders, income."""

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
from projects.cases.plan import source_choices
from projects.intake.binding import BoundType, Records, application_of
from projects.intake.lines import lines_of, replace_lines
from projects.intake.plans import nothing_to_check, total

MOST_LINES = 20


@question_type
class FinancingPlan(BoundType):
    """Other money; the answer is a list of `{"source", "label", "amount" (cents), "confirmed"}`.

    The money asked for is no line of it: that stands in its own question and is counted in.
    """

    code = "financing_plan"
    first_code = "financing_plan"
    label = gettext_lazy("Financing plan")
    description = gettext_lazy("Money besides the grant; with it the costs must be covered.")
    order = 130
    icon = "table"
    related = True
    template = "projects/intake/questions/plan.html"

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Lines of source, name, amount and whether it is sure."""
        sources = [("", _("Please choose")), *source_choices()]

        def parts() -> dict[str, forms.Field]:
            return {
                "source": forms.ChoiceField(label=_("Kind of money"), choices=sources),
                "label": LineField(label=_("From whom?"), max_length=150),
                "amount": EuroField(label=_("Amount")),
                "confirmed": forms.BooleanField(label=_("already promised"), required=False),
            }

        return RowsField(
            parts,
            load=dict[str, Any],
            check=nothing_to_check,
            most=MOST_LINES,
            extra=situation.extra_rows.get(question.id, 0),
        )

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The sum of the lines, and the money asked for (cents)."""
        around = application_of(situation)
        return {
            "total": total(situation.answers.get(question.id)),
            "asked": around.answer_to("core_amount"),
            "costs": total(around.answer_to("cost_plan")),
        }

    def to_answer(self, cleaned: Any) -> Answer:
        """The lines without empty cells."""
        return [{k: v for k, v in row.items() if v not in (None, "", False)} for row in cleaned]

    def read(self, case: Case) -> Answer:
        """Rows of financing lines."""
        lines = [
            {
                "source": row.source,
                "label": row.label,
                "amount": row.amount_cents,
                "confirmed": row.is_confirmed,
            }
            for row in lines_of(case, "financing_items")
        ]
        return self.to_answer(lines)

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Rows of financing lines."""
        wanted = [
            {
                "source": line.get("source", ""),
                "label": line.get("label", ""),
                "amount_cents": line.get("amount"),
                "is_confirmed": bool(line.get("confirmed")),
            }
            for line in answer or []
        ]
        replace_lines(case, "financing_items", wanted)

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only kinds of money that exist; a promise was made for the other project."""
        known = ("", *dict(source_choices()))
        lines = [line for line in answer or [] if line.get("source", "") in known]
        return [{k: v for k, v in line.items() if k != "confirmed"} for line in lines]

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Every line whole. None at all is fine: then the grant pays everything."""
        return [
            text
            for number, line in enumerate(answer or [], start=1)
            for text in _line_problems(number, line)
        ]

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The sum in euros."""
        return [str(total(answer) / 100)] if answer else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """A line for each source."""
        table = self.table(question, answer, situation)
        return "\n".join(" · ".join(filter(None, row)) for row in table.rows) if table else ""

    def table(self, question: Question, answer: Answer, situation: Situation) -> Table | None:
        """The lines, the money asked for, and the sum of both."""
        if not answer:
            return None
        names = dict(source_choices())
        rows = [
            (
                names.get(line.get("source", ""), ""),
                line.get("label", ""),
                _("already promised") if line.get("confirmed") else "",
                euro(line["amount"]) if "amount" in line else "",
            )
            for line in answer
        ]
        asked = application_of(situation).answer_to("core_amount") or 0
        rows.append((_("Amount asked for"), "", "", euro(asked)))
        return Table(
            head=(_("Kind of money"), _("From whom"), _("How sure"), _("Amount")),
            rows=tuple(rows),
            foot=(_("Total"), "", "", euro(asked + total(answer))),
            numeric=(3,),
        )


def _line_problems(number: int, line: Mapping[str, Any]) -> list[str]:
    found = []
    if not line.get("source"):
        found.append(_("Line %(number)s: please choose the kind of money."))
    if not line.get("amount"):
        found.append(_("Line %(number)s: please write the amount."))
    return [text % {"number": number} for text in found]
