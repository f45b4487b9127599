"""What of an application the committee reads: answers and papers, nothing of bank or contact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.forms.conditions import asked_questions
from portal.forms.types import type_of
from projects.cases.models import Case, CaseFile
from projects.cases.queries import attachments
from projects.intake.binding import ApplicationSituation, Records, sheet_of
from projects.intake.plain import schema_of_case
from projects.intake.reading import Answered, Section

KEPT_BACK = frozenset({"core_contact", "core_consent"})
"""Types of questions that a committee does not need for deciding."""
BANK = re.compile(r"iban|\bbic\b|bank|konto|kreditinstitut", re.IGNORECASE)
"""Questions about where money goes: recognised by their words, as a form may ask them anyhow."""


def sections_for_members(case: Case) -> list[Section]:
    """The answers of a case that a committee may read, in the active language."""
    schema = schema_of_case(case)
    sheet = sheet_of(case, schema)
    situation = ApplicationSituation(
        answers=sheet.answers, files={}, records=Records(case.call), schema=schema
    )
    asked = asked_questions(schema, sheet.answers)

    def answers(questions: object) -> Iterator[Answered]:
        for question in questions:  # type: ignore[attr-defined]
            kind, answer = type_of(question), situation.answers.get(question.id)
            if question.id not in asked or not kind.takes_answer or kind.is_empty(answer):
                continue
            if question.type in KEPT_BACK or BANK.search(f"{question.id} {question.label}"):
                continue
            yield Answered(
                label=str(question.label),
                html=kind.display(question, answer, situation),
                words=kind.words(question, answer, situation),
                table=kind.table(question, answer, situation),
            )

    read = (
        Section(step.id, str(step.title), tuple(answers(step.questions))) for step in schema.steps
    )
    return [section for section in read if section.answers]


def papers_for_members(case: Case) -> list[CaseFile]:
    """What the applicant added and the virus check let through; not scans, not bank papers."""
    labels = {
        question.id: str(question.label)
        for step in schema_of_case(case).steps
        for question in step.questions
    }
    return [
        each
        for each in attachments(case)
        if each.is_released and not BANK.search(f"{each.question} {labels.get(each.question, '')}")
    ]
