"""Reads of proposals: the texts and photos of a case, and what the office made of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import BigAutoField, QuerySet
from wagtail.models import Page

from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.proof.queries import settlement_of
from projects.proposals.kinds import Use
from projects.proposals.models import PageProposal, ProposedPhoto
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectPage

PROVED = frozenset({life.PROOF_CHECK, life.RECOVERY})
"""States in which a confirmed result of the proof is enough for a page."""
PROPOSALS = Part(
    Prepared(lambda case: PageProposal.objects.filter(case__pk=case), case=BigAutoField()),
    of_case,
)
PHOTOS = Part(
    Prepared(
        lambda case: (
            ProposedPhoto.objects.filter(proposal__case__pk=case)
            .select_related("file")
            .order_by("number")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
MADE = Part(
    Prepared(lambda case: Microproject.objects.filter(case__pk=case), case=BigAutoField()),
    of_case,
)


def _faces(case: Any) -> QuerySet[Page]:
    """Plain pages: all that is asked of them is where they are and whether they are public."""
    made = MicroprojectPage.objects.filter(microproject__case__pk=case)
    german = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return german.filter(pk__in=made.order_by().values("pk")).order_by("pk")


FACES = Part(Prepared(_faces, case=BigAutoField()), of_case)


def proposal_of(case: Case) -> PageProposal | None:
    """What the carrier proposes, drafts too."""
    return next(iter(PROPOSALS.of(case)), None)


def photos_of(case: Case) -> list[ProposedPhoto]:
    """Its photos by number, also those whose consent was withdrawn."""
    return PHOTOS.of(case)


def shown_photos(case: Case) -> list[ProposedPhoto]:
    """Those whose consent holds."""
    return [photo for photo in photos_of(case) if photo.is_shown]


def microproject_of(case: Case) -> Microproject | None:
    """The finished project that was made from a case."""
    return next(iter(MADE.of(case)), None)


def page_of(case: Case) -> Page | None:
    """Its German page, published or not."""
    return next(iter(FACES.of(case)), None)


def is_ready(case: Case) -> bool:
    """Whether a page can be made: the case is closed, or its proof checked and confirmed."""
    return case.state == life.CLOSED or (case.state in PROVED and settlement_of(case) is not None)


def printable_photos(cases: list[int], most: int) -> dict[int, list[ProposedPhoto]]:
    """Photos that may be printed now, by the keys of their cases, at most so many each; one query.

    Handed to the office, with a consent that covers print, withdrawn neither by the carrier nor in
    the library of pictures, and let through by the virus check.
    """
    found = (
        ProposedPhoto.objects.filter(
            proposal__case__in=cases,
            proposal__proposed_at__isnull=False,
            use=Use.PRINT,
            withdrawn_at__isnull=True,
            image__withheld_at__isnull=True,
            file__isnull=False,
        )
        .select_related("file", "proposal")
        .order_by("number")
    )
    by_case: dict[int, list[ProposedPhoto]] = {}
    for photo in found:
        mine = by_case.setdefault(photo.proposal.case_id, [])
        if photo.file and photo.file.is_released and len(mine) < most:
            mine.append(photo)
    return by_case
