"""Which lists of a case its page in the admin gathers in one question."""

from __future__ import annotations

from projects.advice.queries import CASE_ADVICE
from projects.budget.queries_cases import LINES, REAL
from projects.budget.queries_journal import ENTRIES
from projects.cases.parts import GOALS, HISTORY, MEMBERS
from projects.correspondence.queries import MESSAGES, OFFICE_MARKS
from projects.intake.binding import CATEGORIES, OPTIONS, THEMES
from projects.intake.queries_desk import PAPER
from projects.intake.queries_start import ORIGIN
from projects.monitoring.queries import INTERIMS, MILESTONES, REQUESTS, RISKS
from projects.payments.queries import ACCOUNTS, PAYMENTS
from projects.proof.queries import EXTENSIONS, HAND_INS, RECEIPTS
from projects.proof.queries import RESULTS as PROOF_RESULTS
from projects.proposals.queries import FACES, MADE, PHOTOS, PROPOSALS
from projects.recoveries.queries import RECOVERIES
from projects.review.queries import ITEMS, RESULTS
from projects.review.queries_asking import CLARIFICATIONS, CLARIFIED
from projects.review.queries_following import OFFICE_ENTRIES
from projects.review.queries_opinions import OPINIONS
from projects.review.queries_tasks import ASSIGNMENT, NOTES

OF_CASE = (
    *(MEMBERS, HISTORY, MESSAGES, OFFICE_MARKS, ENTRIES, PAPER, ORIGIN, CASE_ADVICE),
    RECOVERIES,
    *(THEMES, CATEGORIES, OPTIONS, GOALS),
    *(LINES, REAL),
    *(RECEIPTS, HAND_INS, PROOF_RESULTS, EXTENSIONS),
    *(ITEMS, RESULTS, CLARIFICATIONS, CLARIFIED, OPINIONS, ASSIGNMENT, NOTES),
    *(ACCOUNTS, PAYMENTS),
    *(MILESTONES, INTERIMS, REQUESTS, RISKS, OFFICE_ENTRIES),
    *(PROPOSALS, PHOTOS, MADE, FACES),
)
