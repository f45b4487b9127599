"""Asking offices in the admin, and the offices' own screens outside of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.offices.models import Office
from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.queries import attachments, whole_case
from projects.cases.views import file_response
from projects.intake.views import SignedInView
from projects.review import actions_opinions as actions
from projects.review import permissions as may
from projects.review.forms_opinions import REFUSALS, AskOfficesForm, OpinionForm
from projects.review.models_opinions import OpinionRequest
from projects.review.queries import checklist_of
from projects.review.queries_opinions import (
    opinions_of,
    readable_files,
    requests_for,
    sections_of,
    suggested_offices,
)
from projects.review.questionnaire import Questionnaire
from projects.review.screens import LARGEST_KEY, CaseWorkView, case_for, to_case

_REQUESTS = OpinionRequest.objects.select_related(
    "case__call", "office", "given_by", "form_version"
).defer("form_version__data")
USUAL_DAYS = 14
ROWS = 20


class AskOfficesView(CaseWorkView):
    """Ask offices for their opinion on a case."""

    template = "projects/review/admin/ask_offices.html"
    title = gettext_lazy("Ask offices")
    icon = "group"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what the routing rules suggest."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_ask_offices(request.user, case):
            return to_case(case, "#opinions")
        checklist, known = checklist_of(case), {each.office_id for each in opinions_of(case)}
        days = checklist.answer_days if checklist else USUAL_DAYS
        form = AskOfficesForm(
            [office for office in Office.objects.all() if office.pk not in known],
            suggested=suggested_offices(case),
            due=clock.today() + timedelta(days=days),
            files=attachments(case),
        )
        return self.show(request, case, form=form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask them; what was typed stays where something is wrong."""
        case = case_for(request.user, pk, writes=True)
        form = AskOfficesForm(list(Office.objects.all()), request.POST, files=attachments(case))
        if form.is_valid():
            said = form.cleaned_data
            try:
                actions.ask_offices(
                    by=request.user,
                    case=case,
                    offices=form.chosen,
                    due_on=said["due_on"],
                    text=said["text"],
                    files=form.chosen_files,
                )
            except NotAllowed as refused:
                field = {"due": "due_on", "long": "text", "files": "files"}.get(
                    refused.code, "offices"
                )
                form.add_error(field, REFUSALS.get(refused.code, REFUSALS["check_open"]))
            except PermissionDenied:
                messages.error(request, _("This is not possible any more."))
                return to_case(case, "#opinions")
            else:
                messages.success(request, _("The offices are asked and get a mail."))
                return to_case(case, "#opinions")
        return self.show(request, case, 422, form=form)


class OpinionsView(SignedInView):
    """What the offices of a person were asked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, open ones first."""
        if not has_role(request.user, Role.OFFICE):
            raise Http404
        page = Paginator(requests_for(request.user), ROWS).get_page(request.GET.get("page"))
        return render(request, "projects/review/opinions.html", {"page_of_list": page})


class OpinionView(SignedInView):
    """One request: the project as far as an office must know it, and the form."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The project with the form, or with what was said."""
        asked = self._find(request, pk)
        return self._show(request, asked, OpinionForm(), Questionnaire.of(asked))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the opinion; what was typed stays where something is wrong."""
        asked = self._find(request, pk)
        form, questions = OpinionForm(request.POST), Questionnaire.of(asked, request.POST)
        if questions.wants_rows:
            return self._show(request, asked, OpinionForm(initial=request.POST.dict()), questions)
        if not questions.is_valid():
            form.is_valid()
        elif form.is_valid():
            said = {**form.cleaned_data, "sheet": questions.sheet}
            try:
                actions.give_opinion(by=request.user, request=asked, **said)
            except NotAllowed as refused:
                field = "reason" if refused.code in {"reason", "long"} else "recommendation"
                form.add_error(field, REFUSALS[refused.code])
            except PermissionDenied:
                messages.error(request, _("The case has gone on: no opinion is needed any more."))
                return redirect("opinion", pk)
            else:
                messages.success(request, _("Thank you: the opinion is given."))
                return redirect("opinions")
        return self._show(request, asked, form, questions, 422)

    def _find(self, request: HttpRequest, pk: int) -> OpinionRequest:
        known = _REQUESTS.filter(pk=pk) if pk <= LARGEST_KEY else None
        asked = known.first() if known is not None else None
        if asked is None or not may.may_read_opinion(request.user, asked):
            raise Http404
        return asked

    def _show(
        self,
        request: HttpRequest,
        asked: OpinionRequest,
        form: OpinionForm,
        questions: Questionnaire,
        status: int = 200,
    ) -> HttpResponse:
        is_writing = may.may_give_opinion(request.user, asked)
        context: dict[str, Any] = {
            "asked": asked,
            "case": whole_case(asked.case.uuid),
            "form": form if is_writing else None,
            "parts": questions.parts if is_writing else [],
            "forms": [*questions.forms, form] if is_writing else [],
            "sections": sections_of(asked),
            "files": readable_files(asked),
        }
        return render(request, "projects/review/opinion.html", context, status=status)


class OpinionFileView(SignedInView):
    """A file of the application that the coordination shows to an office."""

    def get(self, request: HttpRequest, pk: int, file: int) -> FileResponse:
        """Ask, then hand out; raises Http404 for every other file."""
        known = _REQUESTS.filter(pk=pk).first() if pk <= LARGEST_KEY else None
        if known is None or not may.may_read_opinion(request.user, known):
            raise Http404
        found = next((each for each in readable_files(known) if each.pk == file), None)
        if found is None:
            raise Http404
        return file_response(found)


admin_urlpatterns: list[URLPattern] = [
    path("antraege/<int:pk>/stellungnahmen/", AskOfficesView.as_view(), name="case_ask_offices"),
]
urlpatterns: list[URLPattern] = [
    path("konto/stellungnahmen/", OpinionsView.as_view(), name="opinions"),
    path("konto/stellungnahmen/<int:pk>/", OpinionView.as_view(), name="opinion"),
    path(
        "konto/stellungnahmen/<int:pk>/dateien/<int:file>/",
        OpinionFileView.as_view(),
        name="opinion_file",
    ),
]
