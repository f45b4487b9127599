"""What of an application the committee reads, on its screen and in its paper pack: one rule.

Only what it decides on: no bank details, no contact or address of people, no paper of the carrier.
"""

from __future__ import annotations

import re

from portal.forms.schema import Question
from projects.cases.models import Case, CaseFile
from projects.cases.queries import attachments
from projects.intake.plain import schema_of_case
from projects.intake.reading import Section, sections
from projects.review.models import CarrierPaper

PRIVATE = frozenset({"core_contact", "core_consent", "consent", "email", "phone", "address"})
"""Types of questions whose answers a committee does not need for deciding."""
BANK = re.compile(r"iban|\bbic\b|bank|konto|kreditinstitut", re.IGNORECASE)
"""Questions about where money goes: recognised by their words, as a form may ask them anyhow."""


def is_for_committee(question: Question) -> bool:
    """Whether the committee reads the answer to a question; files stand in a list of their own."""
    if question.type in PRIVATE or question.type == "files":
        return False
    return not BANK.search(f"{question.id} {question.label}")


def answers_for_committee(case: Case) -> list[Section]:
    """The answers of a case that the committee reads, in the active language."""
    return sections(case, is_for_committee)


def files_for_committee(case: Case) -> list[CaseFile]:
    """The attachments that the committee may see, in their order, checked for viruses or not.

    Not what answers a question about the bank, and not what the office noted as a paper of the
    carrier: an extract from a register names people and serves the formal check alone.
    """
    questions = schema_of_case(case).questions
    noted = CarrierPaper.objects.filter(case=case, file__isnull=False)
    keys = set(noted.values_list("file", flat=True))
    return [
        each
        for each in attachments(case)
        if each.pk not in keys and not _is_of_bank(each, questions.get(each.question))
    ]


def _is_of_bank(file: CaseFile, question: Question | None) -> bool:
    return bool(BANK.search(f"{file.question} {question.label if question else ''}"))
