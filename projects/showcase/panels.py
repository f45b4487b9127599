"""What others show of a finished project that a draft began from."""

from __future__ import annotations

from typing import Any

from portal.kernel.registry import Panel
from projects.intake.models_start import DraftOrigin, StartKind
from projects.showcase.models import Microproject
from projects.showcase.queries_start import example_of


def example_notice(origin: DraftOrigin) -> dict[str, Any] | None:
    """The project with its lessons, for the task list of a draft that began from it."""
    if origin.kind != StartKind.NEIGHBOUR:
        return None
    example = example_of(origin.source)
    return {"example": example, "url": example.page.get_url() if example else ""}


def example_for_office(origin: DraftOrigin) -> dict[str, Any] | None:
    """The record of the project, for the page of the application in the admin."""
    if origin.kind != StartKind.NEIGHBOUR:
        return None
    return {"project": Microproject.objects.filter(code=origin.source).first()}


EXAMPLE_NOTICE = Panel(
    place="origin",
    order=10,
    template="projects/showcase/origin_notice.html",
    context=example_notice,
)
EXAMPLE_FOR_OFFICE = Panel(
    place="case_origin",
    order=10,
    template="projects/showcase/origin_case.html",
    context=example_for_office,
)
