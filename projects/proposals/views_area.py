"""The project page in Mein Bereich: its texts, handing it to the office, taking the name back."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.proposals import actions
from projects.proposals import permissions as may
from projects.proposals.forms import WordsForm
from projects.proposals.panels import showcase_context
from projects.proposals.screens import SHOWCASE, ShowcaseAreaView, to_showcase, too_late


class OverviewView(ShowcaseAreaView):
    """Texts and photos; read-only once the office has made the page."""

    template = "projects/proposals/overview.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page with what is saved."""
        return self._page(request, self.seen(request, code, uuid))

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Save; the button says whether a photo comes next, or the office."""
        case = self.seen(request, code, uuid)
        if not may.may_write_proposal(request.user, case):
            return too_late(request, case)
        return self._page(request, case, request.POST)

    def _page(self, request: HttpRequest, case: Case, data: Any = None) -> HttpResponse:
        context = showcase_context(case)
        form = WordsForm(context["proposal"], data, asks_name=context["asks_name"])
        if data is not None and form.is_valid():
            try:
                return self._saved(request, case, form)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                return too_late(request, case)
            context = showcase_context(case)
        return self.show(
            request,
            case,
            200 if data is None else 422,
            form=form,
            may_write=may.may_write_proposal(request.user, case),
            may_withdraw=may.may_withdraw_consent(request.user, case),
            **context,
        )

    def _saved(self, request: HttpRequest, case: Case, form: WordsForm) -> HttpResponse:
        seen, button = form.cleaned_data["seen"], request.POST.get("button")
        held = actions.save_proposal(by=request.user, case=case, words=form.words, seen=seen)
        # What comes next may be refused: the form goes on from what is saved now.
        form.data = {**form.data.dict(), "seen": held.saved_at.isoformat()}  # type: ignore[attr-defined]  # a QueryDict
        if button == "propose":
            actions.propose_page(by=request.user, case=case)
            messages.success(request, _("Thank you! The office has your proposal."))
            return to_showcase(case)
        messages.success(request, _("Saved."))
        if button == "photo":
            return redirect("application_showcase_photo_new", case.call.code, case.uuid)
        return to_showcase(case)


class NameView(ShowcaseAreaView):
    """Taking the consent to the name back, with a confirmation."""

    template = "projects/proposals/name.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """What happens then."""
        case = self.seen(request, code, uuid)
        if not may.may_withdraw_consent(request.user, case):
            return to_showcase(case)
        return self.show(request, case)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Take it back; a second click changes nothing."""
        case = self.seen(request, code, uuid)
        try:
            actions.withdraw_name(by=request.user, case=case)
        except PermissionDenied:
            return too_late(request, case)
        messages.success(request, _("Your name is shown no longer."))
        return to_showcase(case)


urlpatterns: list[URLPattern] = [
    path(SHOWCASE, OverviewView.as_view(), name="application_showcase"),
    path(f"{SHOWCASE}name/", NameView.as_view(), name="application_showcase_name"),
]
