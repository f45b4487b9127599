"""The formal check in the admin: the checklist of a case, papers, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.queries import attachments
from projects.review import actions
from projects.review import permissions as may
from projects.review.checks import newest_papers
from projects.review.forms import REFUSALS, CheckForm, PaperForm, ReasonForm
from projects.review.queries import check_lines, recorders
from projects.review.screens import CaseWorkView, case_for, to_case


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, REFUSALS["state"]))


class CheckView(CaseWorkView):
    """The checklist of a case: everybody of the office reads it, the coordination fills it in."""

    template = "projects/review/admin/check.html"
    title = gettext_lazy("Formal check")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The checklist as it stands."""
        case = case_for(request.user, pk, writes=False)
        return self._show(request, case, CheckForm(check_lines(case)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record what changed; what was typed stays where something is wrong."""
        case = case_for(request.user, pk, writes=True)
        form = CheckForm(check_lines(case), request.POST)
        if form.is_valid():
            try:
                count = actions.record_results(by=request.user, case=case, entries=form.entries)
            except actions.Refused as refused:
                form.refuse(refused.code, refused.item)
            except PermissionDenied:
                messages.error(request, refusal("state"))
                return redirect("case_check", case.pk)
            else:
                said = _("The results are recorded.") if count else _("Nothing was changed.")
                messages.success(request, said)
                return redirect("case_check", case.pk)
        return self._show(request, case, form, 422)

    def _show(
        self, request: HttpRequest, case: Case, form: CheckForm, status: int = 200
    ) -> HttpResponse:
        user = request.user
        return self.show(
            request,
            case,
            status,
            form=form,
            open_lines=[line for line in form.lines if not line.is_done],
            papers=list(newest_papers(case).values()),
            may_record=may.may_record(user, case),
            may_begin=may.may_begin_review(user, case),
            may_reject=may.may_reject_formally(user, case),
            may_reopen=may.may_reopen(user, case),
            may_ready=may.may_make_ready(user, case),
            needs_other=bool(form.lines)
            and form.lines[0].item.checklist.four_eyes
            and user.pk in recorders(case),
        )


class ReasonView(CaseWorkView):
    """A step that needs a reason."""

    template = "projects/review/admin/reason.html"
    may: Callable[..., bool]
    action: Callable[..., Any]
    about: Any = ""
    button: Any = ""
    done: Any = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the check where it is not possible (any more)."""
        case = case_for(request.user, pk, writes=True)
        if not type(self).may(request.user, case):
            return redirect("case_check", case.pk)
        return self._ask(request, case, ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it; what was typed stays where it is refused."""
        case = case_for(request.user, pk, writes=True)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._ask(request, case, form, 422)
        try:
            reason = form.cleaned_data["reason"]
            type(self).action(by=request.user, case=case, reason=reason)
        except NotAllowed as refused:
            form.add_error("reason", refusal(refused.code))
            return self._ask(request, case, form, 422)
        except PermissionDenied:
            messages.error(request, refusal("state"))
            return redirect("case_check", case.pk)
        messages.success(request, str(self.done))
        return to_case(case)

    def _ask(
        self, request: HttpRequest, case: Case, form: ReasonForm, status: int = 200
    ) -> HttpResponse:
        return self.show(request, case, status, form=form, about=self.about, button=self.button)


class RejectView(ReasonView):
    """Reject for formal reasons."""

    title = gettext_lazy("Reject for formal reasons")
    icon = "cross"
    may = staticmethod(may.may_reject_formally)
    action = staticmethod(actions.reject_formally)
    about = gettext_lazy(
        "The applicant gets a mail in their language, and the reason as a message in the portal. "
        "Please write in plain words and say what helps."
    )
    button = gettext_lazy("Reject the application")
    done = gettext_lazy("The application is rejected. The applicant gets a mail.")


class ReopenView(ReasonView):
    """Check once more."""

    title = gettext_lazy("Check once more")
    icon = "undo"
    may = staticmethod(may.may_reopen)
    action = staticmethod(actions.reopen_check)
    about = gettext_lazy(
        "The application goes back to the formal check. All results and opinions stay as they are. "
        "The applicant gets a mail; the reason stays in the office."
    )
    button = gettext_lazy("Back to the formal check")
    done = gettext_lazy("The application is in the formal check again.")


class PaperView(CaseWorkView):
    """Note a paper of the carrier."""

    template = "projects/review/admin/paper.html"
    title = gettext_lazy("Paper of the carrier")
    icon = "doc-full"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the check where it is not possible (any more)."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_record(request.user, case):
            return redirect("case_check", case.pk)
        return self.show(request, case, form=PaperForm(attachments(case)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it."""
        case = case_for(request.user, pk, writes=True)
        form = PaperForm(attachments(case), request.POST)
        if not form.is_valid():
            return self.show(request, case, 422, form=form)
        said = form.cleaned_data
        try:
            actions.note_paper(
                by=request.user,
                case=case,
                kind=said["kind"],
                valid_until=said["valid_until"],
                file_id=int(said["file"]) if said["file"] else None,
            )
            messages.success(request, _("The paper is noted."))
        except NotAllowed as refused:
            form.add_error(refused.code, refusal(refused.code))
            return self.show(request, case, 422, form=form)
        except PermissionDenied:
            messages.error(request, refusal("state"))
        return redirect("case_check", case.pk)


class StepView(CaseWorkView):
    """A step without a form: begins the check, or makes a case ready."""

    http_method_names = ["post"]
    action: Callable[..., Any]
    done: Any = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it; a refusal is said above the checklist."""
        case = case_for(request.user, pk, writes=True)
        try:
            type(self).action(by=request.user, case=case)
            messages.success(request, str(self.done))
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        except PermissionDenied:
            messages.error(request, refusal("state"))
        return redirect("case_check", case.pk)


class BeginView(StepView):
    """Begin the formal check."""

    action = staticmethod(actions.begin_review)
    done = gettext_lazy("The formal check has begun. The applicant gets a mail.")


class ReadyView(StepView):
    """Make a case ready for decision."""

    action = staticmethod(actions.make_ready)
    done = gettext_lazy("The application is ready for decision. The applicant gets a mail.")


CASE = "antraege/<int:pk>/pruefung/"
urlpatterns: list[URLPattern] = [
    path(CASE, CheckView.as_view(), name="case_check"),
    path(f"{CASE}beginnen/", BeginView.as_view(), name="case_check_begin"),
    path(f"{CASE}ablehnen/", RejectView.as_view(), name="case_check_reject"),
    path(f"{CASE}noch-einmal/", ReopenView.as_view(), name="case_check_reopen"),
    path(f"{CASE}unterlage/", PaperView.as_view(), name="case_check_paper"),
    path(f"{CASE}beschlussreif/", ReadyView.as_view(), name="case_check_ready"),
]
