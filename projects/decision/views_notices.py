"""Notices in the admin: drafting, reading, releasing, posting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.cases.models import Case
from projects.decision import actions_notices as actions
from projects.decision import permissions as may
from projects.decision.actions_delivery import record_paper_waiver
from projects.decision.forms import DayForm, DraftForm, refusal
from projects.decision.kinds import NoticeKind
from projects.decision.models_notices import Notice
from projects.decision.pdfs import notice_pdf
from projects.decision.queries import (
    course_of,
    current_decision,
    is_in_hand,
    kinds_out,
    settings_of,
    waits_for_post,
)
from projects.decision.screens import notice_for, pdf_response, preview_response
from projects.decision.views import PART
from projects.review.screens import CaseWorkView, case_for, to_case


def open_kinds(case: Case) -> list[NoticeKind]:
    """The kinds of notice that a case asks for and that did not go out yet."""
    out = kinds_out(case, current_decision(case))
    return [kind for kind in may.kinds_to_draft(case) if kind not in out]


class DraftView(CaseWorkView):
    """Draft a notice from the text modules."""

    template = "projects/decision/admin/draft.html"
    title = gettext_lazy("Draft a notice")
    icon = "doc-full"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which notice, which remedy; back to the case where it asks for none."""
        case = case_for(request.user, pk, writes=True)
        kinds = open_kinds(case)
        if not kinds:
            return to_case(case, PART)
        remedy = settings_of(case.call.programme).remedy
        return self.show(request, case, form=DraftForm(kinds, remedy))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draft it and show it."""
        case = case_for(request.user, pk, writes=True)
        form = DraftForm(open_kinds(case), "", request.POST)
        if not form.is_valid():
            return self.show(request, case, 422, form=form)
        try:
            notice = actions.draft_notice(by=request.user, case=case, **form.cleaned_data)
        except NotAllowed as refused:
            form.refuse(refused.code)
            return self.show(request, case, 422, form=form)
        except PermissionDenied:
            messages.error(request, refusal("state"))
            return to_case(case, PART)
        messages.success(request, _("The draft is written. Another person has to release it."))
        return redirect("case_notice", notice.pk)


class NoticeView(CaseWorkView):
    """A notice as it will go out or went out, and how far it is on its way."""

    template = "projects/decision/admin/notice.html"
    icon = "doc-full"

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:
        """The notice."""
        return show_notice(self, request, notice_for(request.user, notice))


def show_notice(
    view: CaseWorkView, request: HttpRequest, notice: Notice, status: int = 200, **extra: Any
) -> HttpResponse:
    """The page of a notice."""
    view.title = str(notice)
    user, case = request.user, notice.case
    is_mine = notice.drafted_by_id == user.pk
    known: dict[str, Any] = {
        "notice": notice,
        "course": course_of(notice) if notice.is_released else None,
        "seen": notice.drafted_at.isoformat(),
        "may_release": may.may_release(user, notice),
        "needs_other": is_mine and may.may_draft_notice(user, case, notice.kind),
        "may_post": may.may_record_delivery(user, notice) and waits_for_post(notice),
        "may_waive": _waits_for_remedy(user, notice),
        "form": DayForm(),
    }
    return view.show(request, case, status, **(known | extra))


def _waits_for_remedy(user: Any, notice: Notice) -> bool:
    """Whether a signed waiver may still come back and be noted."""
    if not may.may_record_delivery(user, notice) or not is_in_hand(notice):
        return False
    return not course_of(notice).is_final and not hasattr(notice, "waiver")


class NoticePdfView(View):
    """The PDF: the archived one, or that of a draft as it stands."""

    def get(self, request: HttpRequest, notice: int) -> HttpResponse | FileResponse:
        """The file as a download."""
        found = notice_for(request.user, notice)
        if found.is_released:
            return pdf_response(found)
        return preview_response(found, notice_pdf(found, number=_("Draft"), day=clock.today()))


class ReleaseView(View):
    """A second person releases a notice."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Release it as it was read."""
        found = notice_for(request.user, notice)
        try:
            seen = request.POST.get("seen", "")[:50]
            actions.release_notice(by=request.user, notice=found, seen=seen)
            messages.success(request, _("The notice is released and stays as it is."))
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        except LedgerError as refused:
            messages.error(request, str(refused))
        except PermissionDenied:
            messages.error(request, _("Only another person of the coordination can release it."))
        return redirect("case_notice", notice)


class PostedView(NoticeView):
    """On which day a notice went to the post."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Note the day."""
        found = notice_for(request.user, notice)
        form = DayForm(request.POST)
        if form.is_valid():
            try:
                actions.record_dispatch(by=request.user, notice=found, sent_on=form.chosen)
                messages.success(request, _("The day is noted. From it the time is counted."))
                return redirect("case_notice", notice)
            except NotAllowed as refused:
                form.add_error("day", refusal(refused.code))
            except PermissionDenied:
                messages.error(request, refusal("state"))
                return redirect("case_notice", notice)
        return show_notice(self, request, found, 422, form=form)


class PaperWaiverView(View):
    """The signed waiver of the remedy came back on paper."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Note it."""
        found = notice_for(request.user, notice)
        try:
            record_paper_waiver(by=request.user, notice=found)
            messages.success(request, _("The waiver is noted. The notice is final."))
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        except PermissionDenied:
            messages.error(request, refusal("state"))
        return redirect("case_notice", notice)


NOTICE = "bescheide/<int:notice>/"
urlpatterns: list[URLPattern] = [
    path("antraege/<int:pk>/bescheid/", DraftView.as_view(), name="case_notice_draft"),
    path(NOTICE, NoticeView.as_view(), name="case_notice"),
    path(f"{NOTICE}pdf/", NoticePdfView.as_view(), name="case_notice_pdf"),
    path(f"{NOTICE}freigeben/", ReleaseView.as_view(), name="case_notice_release"),
    path(f"{NOTICE}versand/", PostedView.as_view(), name="case_notice_posted"),
    path(f"{NOTICE}verzicht/", PaperWaiverView.as_view(), name="case_notice_waived"),
]
