"""What the screens of a proof share: the case, who may, the way back."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from projects.cases.models import Case
from projects.intake.views import CaseView
from projects.proof.permissions import may_see_proof

PROOF = "antrag/<slug:code>/<uuid:uuid>/nachweis/"


def to_proof(case: Case) -> HttpResponse:
    """To the overview."""
    return redirect("application_proof", case.call.code, case.uuid)


class ProofAreaView(CaseView):
    """A screen of a proof; a case in which nothing is proved has none."""

    template = ""

    def seen(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> Case:
        """A case of the person that has a proof; raises Http404."""
        case = self.find(request, code, uuid)
        if not may_see_proof(request.user, case):
            raise Http404
        return case

    def show(
        self, request: HttpRequest, case: Case, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The screen."""
        return render(request, self.template, {"case": case, **context}, status=status)
