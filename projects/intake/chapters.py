"""The answers of an application as parts of a printed document: case file and paper pack."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.forms.schema import Question
from portal.kernel.reports import Grid, Part
from projects.cases.models import Case
from projects.intake.reading import sections


def answer_parts(case: Case, shows: Callable[[Question], bool] | None = None) -> list[Part]:
    """One part for each step of the form; an answer that is a table stands below the others.

    `shows` leaves out questions that the reader may not see.
    """
    return [
        Part(
            section.title,
            facts=[
                [one.label, one.words or _("not answered")]
                for one in section.answers
                if not one.table
            ],
            tables=[
                Grid(
                    title=one.label,
                    head=list(one.table.head),
                    rows=[list(row) for row in one.table.rows],
                    foot=list(one.table.foot),
                    numeric=list(one.table.numeric),
                )
                for one in section.answers
                if one.table
            ],
        )
        for section in sections(case, shows)
    ]
