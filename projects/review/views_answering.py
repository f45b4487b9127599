"""Answering the office's questions, in Mein Bereich."""

from __future__ import annotations

import uuid as uuids

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects.intake.views import CaseView
from projects.review.answering import AnswerScreen, screen_for
from projects.review.permissions import may_answer
from projects.review.queries_asking import open_clarification


class ClarifyView(CaseView):
    """The questions that the office asked, with what was answered before."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page."""
        found = self._screen(request, code, uuid)
        return found if isinstance(found, HttpResponse) else found.show()

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Keep what was typed, then follow the button."""
        found = self._screen(request, code, uuid)
        language = get_language() or settings.LANGUAGE_CODE
        return found if isinstance(found, HttpResponse) else found.save(language)

    def _screen(
        self, request: HttpRequest, code: str, uuid: uuids.UUID
    ) -> AnswerScreen | HttpResponse:
        case = self.find(request, code, uuid)
        asked = open_clarification(case)
        if asked is None or not may_answer(request.user, case):
            if request.method == "POST":
                messages.info(request, _("Nothing is asked any more. Your answers were not kept."))
            return redirect("application_done", code=code, uuid=uuid)
        return screen_for(request, case, asked)
