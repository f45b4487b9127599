"""Who may have a case as one file. Applicants and offices never get it."""

from __future__ import annotations

from typing import Any

from projects.casefile.models import Dossier
from projects.cases.models import Case
from projects.review.permissions import may_read_review


def may_take_dossier(user: Any, case: Case) -> bool:
    """Coordination, finance and audit; nobody in a case of one's own, and no drafts.

    It holds everything of the case work, so whoever may read that may take it away. Offices see
    only what they were asked; applicants have their own package.
    """
    return may_read_review(user, case)


def may_read_notes(user: Any, case: Case) -> bool:
    """Internal notes are part of the file for the same readers, audit included.

    Whoever checks a decision has to see what the office noted on the way to it; the page of the
    case shows the notes to the same people.
    """
    return may_read_review(user, case)


def may_download_dossier(user: Any, dossier: Dossier) -> bool:
    """Whoever had it made, as long as it is offered and they still may take the case away."""
    return (
        dossier.is_ready
        and dossier.owner_id == getattr(user, "pk", None)
        and may_take_dossier(user, dossier.case)
    )
