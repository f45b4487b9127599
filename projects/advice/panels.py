"""The contacts that a case came of, on its page in the admin."""

from __future__ import annotations

from typing import Any

from portal.kernel.registry import Panel
from projects.advice.queries import advice_of
from projects.cases.models import Case


def case_advice(case: Case) -> dict[str, Any] | None:
    """The contacts without names and notes: finance and audit read the page too."""
    found = advice_of(case)
    return {"contacts": found} if found else None


CASE_ADVICE = Panel(
    place="case",
    order=80,
    template="projects/advice/case_panel.html",
    context=case_advice,
)
