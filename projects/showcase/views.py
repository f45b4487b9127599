"""Beginning an application after the example of a finished project."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.intake.queries_start import form_of_call
from projects.intake.views import SignedInView, call_or_404
from projects.intake.views_start import (
    StartScreen,
    active_language,
    calls_context,
    closed_remark,
)
from projects.showcase.actions import start_from_project
from projects.showcase.queries_start import example_of
from projects.showcase.starting import Example, lesson_questions

# More boxes than any form has long texts.
MOST_BOXES = 50


def example_or_404(code: str) -> Example:
    """The finished project of that code; raises Http404."""
    found = example_of(code) if len(code) <= 80 else None
    if found is None:
        raise Http404
    return found


class ProjectStartView(View):
    """What a neighbour's project offers as an example, and the calls to choose; for everybody."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The page."""
        example = example_or_404(code)

        def address(call: Call) -> str:
            return reverse("project_start_call", args=[code, call.code])

        context = {
            "example": example,
            "project_url": example.page.get_url(request),
            **calls_context(request.user, address),
        }
        return render(request, "projects/showcase/start_from.html", context)


class ProjectStartCallView(SignedInView):
    """The last page before a draft begins after the example of a neighbour's project."""

    def get(self, request: HttpRequest, code: str, target: str) -> HttpResponse:
        """What comes along, the lessons to read, and the check."""
        screen = self._screen(request, example_or_404(code), call_or_404(target))
        return self._back(request, code) if screen.is_closed else screen.show()

    def post(self, request: HttpRequest, code: str, target: str) -> HttpResponse:
        """Begin the draft; a second press leads to the same one."""
        screen = self._screen(request, example_or_404(code), call_or_404(target))
        key = screen.key()
        if isinstance(key, HttpResponse):
            return key
        try:
            draft = start_from_project(
                by=request.user,
                code=code,
                call=screen.call,
                uuid=key,
                language=active_language(),
                lessons_into=_boxes(request),
            )
        except PermissionDenied as refused:
            raise Http404 from refused
        except NotAllowed:
            return self._back(request, code)
        return redirect("application_form", code=draft.call.code, uuid=draft.uuid)

    def _screen(self, request: HttpRequest, example: Example, call: Call) -> StartScreen:
        schema = form_of_call(call)
        if schema is None:
            raise Http404
        boxes = _boxes(request)
        questions = lesson_questions(schema) if example.lessons else []
        more: dict[str, Any] = {
            "example": example,
            "boxes": [(question, question.id in boxes) for question in questions],
            "project_url": example.page.get_url(request),
            "back": reverse("project_start", args=[example.project.code]),
        }
        template = "projects/showcase/start_in_call.html"
        return StartScreen(request, call, example.source(schema), template, more)

    def _back(self, request: HttpRequest, code: str) -> HttpResponse:
        closed_remark(request)
        return redirect("project_start", code=code)


def _boxes(request: HttpRequest) -> list[str]:
    return request.POST.getlist("lessons")[:MOST_BOXES]
