"""Deciding and following up in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.budget.queries import left_in
from projects.cases.models import Case
from projects.decision import actions
from projects.decision import permissions as may
from projects.decision.forms import DayForm, DecideForm, refusal
from projects.decision.guards import beyond_office, reopened_by_office
from projects.decision.models import Condition, Obligation
from projects.decision.queries import settings_of
from projects.review.forms import ReasonForm
from projects.review.queries import recorders
from projects.review.screens import LARGEST_KEY, CaseWorkView, case_for, to_case

PART = "#decision"


class DecideView(CaseWorkView):
    """The office decides a small case alone."""

    template = "projects/decision/admin/decide.html"
    title = gettext_lazy("Decide in the office")
    icon = "check"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where nothing can be decided."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_decide_in_office(request.user, case):
            return to_case(case, PART)
        return self._ask(request, case, DecideForm(case))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide; what was typed stays where it is refused."""
        case = case_for(request.user, pk, writes=True)
        form = DecideForm(case, request.POST)
        if form.is_valid():
            try:
                actions.decide_in_office(
                    by=request.user, case=case, ruling=form.ruling, key=form.cleaned_data["key"]
                )
            except NotAllowed as refused:
                form.refuse(refused.code)
            except LedgerError as refused:
                form.refuse(refused.code, str(refused))
            except PermissionDenied:
                messages.error(request, refusal("state"))
                return to_case(case, PART)
            else:
                messages.success(request, _("The decision is recorded. The applicant gets a mail."))
                return to_case(case, PART)
        return self._ask(request, case, form, 422)

    def _ask(
        self, request: HttpRequest, case: Case, form: DecideForm, status: int = 200
    ) -> HttpResponse:
        rules = settings_of(case.call.programme)
        needs_other = rules.four_eyes and request.user.pk in recorders(case)
        code = "four_eyes" if needs_other else beyond_office(case, 0)
        if case.state == "scheduled" and not reopened_by_office(case):
            code = "on_agenda"
        return self.show(
            request,
            case,
            status,
            form=form,
            rules=rules,
            left=left_in(case.call.period),
            refusal=refusal(code) if code else "",
        )


class AnewView(CaseWorkView):
    """Decide anew, before the notice."""

    template = "projects/decision/admin/anew.html"
    title = gettext_lazy("Decide anew")
    icon = "undo"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where nothing was decided."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_decide_anew(request.user, case):
            return to_case(case, PART)
        return self.show(request, case, form=ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the decision back; what was typed stays where it is refused."""
        case = case_for(request.user, pk, writes=True)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.show(request, case, 422, form=form)
        try:
            actions.decide_anew(by=request.user, case=case, reason=form.cleaned_data["reason"])
        except (NotAllowed, LedgerError) as refused:
            form.add_error("reason", refusal(refused.code))
            return self.show(request, case, 422, form=form)
        except PermissionDenied:
            messages.error(request, refusal("state"))
            return to_case(case, PART)
        messages.success(request, _("The decision is taken back, and its money is free again."))
        return to_case(case, PART)


class DayView(CaseWorkView):
    """Note on which day something of a decision happened."""

    template = "projects/decision/admin/day.html"
    icon = "calendar-check"
    model: type[Obligation] | type[Condition]
    settle: Callable[..., Any]
    done: Any = ""
    names: tuple[str, str]

    def get(self, request: HttpRequest, pk: int, duty: int) -> HttpResponse:
        """The form."""
        found = self._find(request, pk, duty)
        return self._ask(request, found, DayForm())

    def post(self, request: HttpRequest, pk: int, duty: int) -> HttpResponse:
        """Note the day."""
        found = self._find(request, pk, duty)
        form = DayForm(request.POST)
        if form.is_valid():
            record, day = self.names
            try:
                type(self).settle(by=request.user, **{record: found, day: form.chosen})
            except NotAllowed as refused:
                form.add_error("day", refusal(refused.code))
            else:
                messages.success(request, str(self.done))
                return to_case(found.decision.case, PART)
        return self._ask(request, found, form, 422)

    def _find(self, request: HttpRequest, pk: int, duty: int) -> Any:
        case = case_for(request.user, pk, writes=True)
        of = self.model.objects.select_related("decision__case")
        found = of.filter(pk=min(duty, LARGEST_KEY), decision__case=case.pk).first()
        if found is None:
            raise Http404
        return found

    def _ask(self, request: HttpRequest, found: Any, form: DayForm, status: int = 200) -> Any:
        return self.show(request, found.decision.case, status, form=form, about=found.text)


class ObligationView(DayView):
    """An obligation is fulfilled."""

    title = gettext_lazy("Obligation fulfilled")
    model = Obligation
    settle = staticmethod(actions.settle_obligation)
    names = ("obligation", "done_on")
    done = gettext_lazy("The obligation is noted as fulfilled.")


class ConditionView(DayView):
    """A condition is met."""

    title = gettext_lazy("Condition met")
    model = Condition
    settle = staticmethod(actions.meet_condition)
    names = ("condition", "met_on")
    done = gettext_lazy("The condition is noted as met.")


CASE = "antraege/<int:pk>/entscheidung/"
urlpatterns: list[URLPattern] = [
    path(CASE, DecideView.as_view(), name="case_decide"),
    path(f"{CASE}neu/", AnewView.as_view(), name="case_decide_anew"),
    path(f"{CASE}auflagen/<int:duty>/", ObligationView.as_view(), name="case_obligation"),
    path(f"{CASE}bedingungen/<int:duty>/", ConditionView.as_view(), name="case_condition"),
]
