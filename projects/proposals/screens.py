"""What the carrier's screens of a project page share: the case, who may, the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from projects.cases.models import Case
from projects.intake.screens_area import StepAreaView
from projects.proposals.models import ProposedPhoto
from projects.proposals.permissions import may_see_proposal
from projects.review.screens import LARGEST_KEY

SHOWCASE = "antrag/<slug:code>/<uuid:uuid>/projektseite/"


def to_showcase(case: Case) -> HttpResponse:
    """To the overview."""
    return redirect("application_showcase", case.call.code, case.uuid)


def too_late(request: HttpRequest, case: Case) -> HttpResponse:
    """Say that it cannot be changed any more, and go back."""
    messages.error(request, _("This is not possible any more."))
    return to_showcase(case)


class ShowcaseAreaView(StepAreaView):
    """A screen of a project page; a case with nothing to show has none."""

    may_see = staticmethod(may_see_proposal)


def photo_of(case: Case, number: int) -> ProposedPhoto | None:
    """The photo of that number whose consent holds."""
    found = ProposedPhoto.objects.filter(
        proposal__case=case, number=min(number, LARGEST_KEY), withdrawn_at__isnull=True
    )
    return found.select_related("file", "proposal__case").first()
