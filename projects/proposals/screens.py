"""What the carrier's screens of a project page share: the case, who may, the way back."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from projects.cases.models import Case
from projects.intake.views import CaseView
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


class ShowcaseAreaView(CaseView):
    """A screen of a project page; a case with nothing to show has none."""

    template = ""

    def seen(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> Case:
        """A case of the person that has something to show; raises Http404."""
        case = self.find(request, code, uuid)
        if not may_see_proposal(request.user, case):
            raise Http404
        return case

    def show(
        self, request: HttpRequest, case: Case, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The screen."""
        return render(request, self.template, {"case": case, **context}, status=status)


def photo_of(case: Case, number: int) -> ProposedPhoto | None:
    """The photo of that number whose consent holds."""
    found = ProposedPhoto.objects.filter(
        proposal__case=case, number=min(number, LARGEST_KEY), withdrawn_at__isnull=True
    )
    return found.select_related("file", "proposal__case").first()
