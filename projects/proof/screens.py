"""What the screens of a proof share: the case, who may, the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from projects.cases.models import Case
from projects.intake.screens_area import StepAreaView
from projects.proof.permissions import may_see_proof

PROOF = "antrag/<slug:code>/<uuid:uuid>/nachweis/"


def to_proof(case: Case) -> HttpResponse:
    """To the overview."""
    return redirect("application_proof", case.call.code, case.uuid)


class ProofAreaView(StepAreaView):
    """A screen of a proof; a case in which nothing is proved has none."""

    may_see = staticmethod(may_see_proof)
