"""What gathering screens show of project pages: the page of a case, the applicant's page."""

from __future__ import annotations

from typing import Any

from actors.themes.queries import all_themes
from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.proposals.permissions import KEPT, SHOWN
from projects.proposals.queries import (
    is_ready,
    microproject_of,
    page_of,
    photos_of,
    proposal_of,
    shown_photos,
)
from projects.proposals.telling import asks_for_name


def case_showcase(case: Case) -> dict[str, Any] | None:
    """What is proposed and what was made of it; drafts stay with the carrier. No query of its own.

    But one for the themes where the application names none and a page can be made.
    """
    proposal, project = proposal_of(case), microproject_of(case)
    proposed = proposal if proposal and proposal.is_proposed else None
    ready = is_ready(case)
    if not (proposed or project or ready):
        return None
    is_open = ready and page_of(case) is None
    asks_theme = is_open and project is None and case.theme_id is None
    return {
        "proposal": proposed,
        "photos": photos_of(case) if proposed else [],
        "project": project,
        "page": page_of(case),
        "is_ready": ready,
        "themes": list(all_themes().values()) if asks_theme else [],
    }


CASE_SHOWCASE = Panel(
    place="case",
    order=11,
    template="projects/proposals/admin/case_showcase.html",
    context=case_showcase,
)


def my_showcase(case: Case) -> dict[str, Any] | None:
    """How far one's own project page is; None before there is a project to show."""
    if case.state not in KEPT:
        return None
    proposal = proposal_of(case)
    if case.state not in SHOWN and proposal is None:
        return None
    page = page_of(case)
    return {
        "proposal": proposal,
        "is_taken_over": microproject_of(case) is not None,
        "page": page if page and page.live else None,
    }


APPLICATION_SHOWCASE = Panel(
    place="application",
    order=8,
    template="projects/proposals/application_showcase.html",
    context=my_showcase,
)


def showcase_context(case: Case) -> dict[str, Any]:
    """What the carrier's own screen shows besides its form."""
    proposal, page = proposal_of(case), page_of(case)
    return {
        "proposal": proposal,
        "photos": photos_of(case),
        "shown": len(shown_photos(case)),
        "is_taken_over": microproject_of(case) is not None,
        "page": page if page and page.live else None,
        "asks_name": asks_for_name(case),
    }
