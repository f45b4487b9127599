"""Applications on paper in the admin: what is being entered, beginning, checking, receiving."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case, Channel, FileKind
from projects.cases.queries import whole_case
from projects.cases.screens_desk import DeskView, DeskViewSet
from projects.intake import actions_paper as actions
from projects.intake.completeness import missing_words
from projects.intake.forms_desk import PaperForm, ScanForm
from projects.intake.permissions import may_enter_paper, may_type_paper
from projects.intake.queries_desk import paper_of, papers_on_the_desk
from projects.intake.reading import sections
from projects.intake.screens_desk import attempt

ROWS = 50
FIELDS = {"future": "arrived_at", "early": "arrived_at"}


def paper_case(pk: int, user: Any, *, mine: bool = True) -> Case:
    """A case on paper that is being entered (`mine`: by that user); raises Http404."""
    key = Case.objects.filter(pk=pk, channel=Channel.PAPER).values_list("uuid", flat=True).first()
    case = whole_case(key) if key else None
    if case is None or not case.is_draft or (mine and not may_type_paper(user, case)):
        raise Http404
    return case


class PaperView(DeskView):
    """A screen for those who enter paper."""

    may = staticmethod(may_enter_paper)


class PaperListView(PaperView):
    """What is being entered, by whom."""

    template = "projects/intake/admin/paper_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        page = Paginator(papers_on_the_desk(), ROWS).get_page(request.GET.get("p"))
        return self.show(page=page)


class PaperAddView(PaperView):
    """Begins to enter an application."""

    template = "projects/intake/admin/paper_form.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; its key makes a second click harmless."""
        return self.show(form=PaperForm(initial={"key": uuids.uuid4()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin, then on to the steps of the form."""
        form = PaperForm(request.POST)
        if form.is_valid():
            call = form.cleaned_data["call"]
            case = attempt(
                form,
                lambda: actions.begin_paper(
                    by=request.user,
                    call=call,
                    uuid=form.cleaned_data["key"] or uuids.uuid4(),
                    language=get_language() or "de",
                    **form.facts,
                ),
                FIELDS,
            )
            if case:
                return redirect("application_form", code=call.code, uuid=case.uuid)
        return self.show(form=form)


class PaperDetailsView(PaperView):
    """Corrects arrival, address or reason."""

    template = "projects/intake/admin/paper_form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what is stored."""
        case = paper_case(pk, request.user)
        paper = paper_of(case)
        names = ("arrived_at", "email", "late_reason")
        initial = {name: getattr(paper, name) for name in names}
        return self.show(form=PaperForm(initial=initial, call=case.call), case=case)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Correct, then back to checking."""
        case = paper_case(pk, request.user)
        form = PaperForm(request.POST, call=case.call)
        if form.is_valid() and attempt(
            form,
            lambda: actions.correct_paper(by=request.user, case=case, **form.facts),
            FIELDS,
        ):
            return redirect("paper:check", pk=pk)
        return self.show(form=form, case=case)


class PaperCheckView(PaperView):
    """All answers, what is missing, the scans, and receiving."""

    template = "projects/intake/admin/paper_check.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; one that was received leads to its file."""
        received = Case.objects.filter(pk=pk, channel=Channel.PAPER, number__isnull=False)
        if received.exists():
            return redirect("cases:inspect", pk)
        return self._page(paper_case(pk, request.user), ScanForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a scan, or receive it; a second click on receiving leads to the file."""
        if request.POST.get("button") == "scan":
            return self._scan(request, paper_case(pk, request.user))
        case = Case.objects.filter(pk=pk, channel=Channel.PAPER).first()
        if case is None or not (case.number or may_type_paper(request.user, case)):
            raise Http404
        accepted = request.POST.get("accept_missing") == "on"
        try:
            done = actions.receive_paper(by=request.user, case=case, accept_missing=accepted)
        except NotAllowed:
            return self._page(paper_case(pk, request.user), ScanForm(), refused=True)
        text = _("Received as %(number)s.")
        messages.success(request, text % {"number": done.number})
        return redirect("cases:inspect", done.pk)

    def _scan(self, request: HttpRequest, case: Case) -> HttpResponse:
        form = ScanForm(request.POST, request.FILES)
        if form.is_valid():
            upload = form.cleaned_data["scan"]
            codes = dict.fromkeys(("empty", "too_large", "kind", "image", "too_many"), "scan")
            if attempt(
                form,
                lambda: actions.add_scan(by=request.user, case=case, upload=upload),
                {**codes, "disguised": "scan"},
            ):
                return redirect("paper:check", pk=case.pk)
        return self._page(case, form)

    def _page(self, case: Case, form: ScanForm, *, refused: bool = False) -> HttpResponse:
        return self.show(
            status=409 if refused else 200,
            case=case,
            paper=paper_of(case),
            missing=missing_words(case),
            sections=sections(case),
            scans=[item for item in case.files.all() if item.kind == FileKind.SCAN],
            form=form,
            refused=refused,
        )


class PaperTakeOverView(PaperView):
    """Goes on with what a colleague began."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it over."""
        case = paper_case(pk, request.user, mine=False)
        actions.take_over_paper(by=request.user, case=case)
        return redirect("application_form", code=case.call.code, uuid=case.uuid)


class PaperViewSet(DeskViewSet):
    """Applications on paper."""

    name = "paper"
    url_prefix = "papier"
    icon = "doc-full"
    menu_label = gettext_lazy("Enter from paper")
    may = staticmethod(may_enter_paper)

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, beginning, correcting, checking, taking over."""
        return [
            path("", PaperListView.as_view(), name="index"),
            path("neu/", PaperAddView.as_view(), name="add"),
            path("<int:pk>/", PaperCheckView.as_view(), name="check"),
            path("<int:pk>/eingang/", PaperDetailsView.as_view(), name="details"),
            path("<int:pk>/uebernehmen/", PaperTakeOverView.as_view(), name="take_over"),
        ]
