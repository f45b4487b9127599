"""The screen before an application: does the idea fit, and where is help if not."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from wagtail.models import Locale, Page

from actors.organisations.pages import ActorIndexPage
from projects.calls.models import Call
from projects.calls.queries import open_calls
from projects.intake.suitability import SuitabilityForm, fitting_calls
from projects.intake.views import call_or_404
from projects.programmes.pages import ProgrammePage


def _address(request: HttpRequest, pages: Any) -> str:
    """The first of the pages that everybody may see, in the active language if there is one."""
    found = list(pages.live().public().select_related("locale").order_by("path"))
    active = Locale.get_active().pk
    found.sort(key=lambda page: page.locale_id != active)
    page: Page | None = found[0] if found else None
    return (page.get_url(request) or "") if page else ""


def verdict_context(request: HttpRequest, call: Call, form: SuitabilityForm) -> dict[str, Any]:
    """What the answers mean, and where help is if the idea does not fit; only for a valid form."""
    verdict = form.verdict()
    if verdict.fits:
        return {"verdict": verdict}
    return {
        "verdict": verdict,
        "calls": fitting_calls(list(open_calls()), call, form.cleaned_data),
        "actors_url": _address(request, ActorIndexPage.objects),
        "programme_url": _address(request, ProgrammePage.objects.filter(programme=call.programme)),
    }


class SuitabilityView(View):
    """Four to six questions on one page; the address holds the answers, nothing is stored."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The questions; with answers, what they mean."""
        call = call_or_404(code)
        asked = "check" in request.GET
        form = SuitabilityForm(call, request.GET if asked else None)
        context: dict[str, Any] = {"call": call, "form": form, "office": settings.OFFICE_EMAIL}
        if asked and form.is_valid():
            context |= verdict_context(request, call, form)
        return render(request, "projects/intake/suitability.html", context)
