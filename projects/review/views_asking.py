"""Asking the applicant, and going on without an answer, in the admin."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.review import actions_asking as actions
from projects.review.forms_asking import REFUSALS, AskForm, GoOnForm
from projects.review.permissions import may_ask
from projects.review.queries import checklist_of
from projects.review.queries_asking import askable, open_clarification
from projects.review.screens import CaseWorkView, case_for, to_case

USUAL_DAYS = 14


class AskView(CaseWorkView):
    """Ask the applicant about questions of the form."""

    template = "projects/review/admin/ask.html"
    title = gettext_lazy("Ask the applicant")
    icon = "help"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where nothing can be asked now."""
        case = case_for(request.user, pk, writes=True)
        if not may_ask(request.user, case):
            return to_case(case, "#clarifications")
        checklist = checklist_of(case)
        days = checklist.answer_days if checklist else USUAL_DAYS
        form = AskForm(askable(case), due=clock.today() + timedelta(days=days))
        return self.show(request, case, form=form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask; what was typed stays where something is wrong."""
        case = case_for(request.user, pk, writes=True)
        form = AskForm(askable(case), request.POST)
        if form.is_valid():
            asked = {"questions": [], **form.cleaned_data}
            try:
                actions.ask_applicant(by=request.user, case=case, **asked)
            except NotAllowed as refused:
                field = "due_on" if refused.code == "due" else "text"
                form.add_error(field, REFUSALS.get(refused.code, REFUSALS["text"]))
            except PermissionDenied:
                messages.error(request, _("The applicant is being asked already."))
                return to_case(case, "#clarifications")
            else:
                messages.success(request, _("The applicant is asked and gets a mail."))
                return to_case(case, "#clarifications")
        return self.show(request, case, 422, form=form)


class GoOnView(CaseWorkView):
    """Go on with the check without an answer."""

    template = "projects/review/admin/go_on.html"
    title = gettext_lazy("Go on without an answer")
    icon = "arrow-right"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where nothing is being waited for."""
        case = case_for(request.user, pk, writes=True)
        if open_clarification(case) is None:
            return to_case(case, "#clarifications")
        return self.show(request, case, form=GoOnForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go on."""
        case = case_for(request.user, pk, writes=True)
        form = GoOnForm(request.POST)
        if not form.is_valid():
            return self.show(request, case, 422, form=form)
        try:
            actions.go_on_without_answer(
                by=request.user, case=case, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("The check goes on."))
        except PermissionDenied:
            messages.info(request, _("Nothing is being waited for any more."))
        return to_case(case, "#clarifications")


CASE = "antraege/<int:pk>/nachforderung/"
urlpatterns: list[URLPattern] = [
    path(CASE, AskView.as_view(), name="case_ask"),
    path(f"{CASE}ohne-antwort/", GoOnView.as_view(), name="case_go_on"),
]
