"""News of files that wait for the virus check, for the page of their step."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from projects.cases.permissions import may_edit_draft
from projects.cases.queries import form_case
from projects.intake.reading import files_of, watch_of
from projects.intake.views import SignedInView

STOP = 286
"""With this status htmx asks no more."""


class FilesView(SignedInView):
    """The list of a question's files, for htmx alone; a browser is led to the application."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Tell a page that may not ask (any more) to stop, and leave it as it is."""
        if not request.headers.get("HX-Request"):
            return super().dispatch(request, *args, **kwargs)
        try:
            if request.user.is_authenticated:
                return super().dispatch(request, *args, **kwargs)
        except Http404:
            pass
        return HttpResponse(status=STOP, headers={"HX-Reswap": "none"})

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, question: str) -> HttpResponse:
        """Nothing (204) while the page knows all, else the list as it is now; raises Http404."""
        case = form_case(uuid)
        if case is None or case.call.code != code or not may_edit_draft(request.user, case):
            raise Http404
        if not request.headers.get("HX-Request"):
            return redirect("application_form", code=code, uuid=uuid)
        files = files_of(case).get(question, [])
        watch = watch_of(case, question, files)
        if watch and watch.url.endswith(f"?seen={request.GET.get('seen', '')}"):
            return HttpResponse(status=204)
        context = {"files": files, "watch": watch}
        return render(request, "portal/forms/questions/_files_list.html", context)
