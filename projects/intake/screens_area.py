"""What the carrier's screens of the later steps share: whose case it is, and the page."""

from __future__ import annotations

import uuid as uuids
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from projects.cases.models import Case
from projects.intake.views import CaseView


class StepAreaView(CaseView):
    """A screen of a later step of a case; a case that has not come that far has none.

    `may_see` asks for a person and a case.
    """

    template = ""
    may_see: ClassVar[Any]

    def seen(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> Case:
        """A case of the person that has come to this step; raises Http404."""
        case = self.find(request, code, uuid)
        if not type(self).may_see(request.user, case):
            raise Http404
        return case

    def show(
        self, request: HttpRequest, case: Case, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The screen."""
        return render(request, self.template, {"case": case, **context}, status=status)
