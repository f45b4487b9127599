"""What the screens of the own budget share: who may, the frame, records by their keys."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from projects.budget.screens import attempt
from projects.cases.queries import LARGEST_KEY
from projects.cases.screens_desk import FramedView
from projects.household.models import OwnBudget
from projects.household.permissions import may_book, may_plan, may_see_household


def record_for(model: Any, pk: int, *joined: str) -> Any:
    """A record with what is joined; raises Http404."""
    if pk > LARGEST_KEY:
        raise Http404
    found = model.objects.select_related(*joined) if joined else model.objects.all()
    return get_object_or_404(found, pk=pk)


class HouseholdView(FramedView):
    """A screen for those who read the own budget."""

    may = staticmethod(may_see_household)
    icon = "table"
    home = ("household:index", gettext_lazy("Own budget"))

    def rights(self) -> dict[str, bool]:
        """Whether the person plans, and books."""
        user = self.request.user
        return {"may_plan": may_plan(user), "may_book": may_book(user)}

    @staticmethod
    def crumb(budget: OwnBudget) -> tuple[str, str]:
        """The way back to a budget."""
        return reverse("household:budget", args=[budget.pk]), str(budget)


class FormView(HouseholdView):
    """A form of one step; what was typed stays where something is wrong."""

    may = staticmethod(may_plan)
    template = "projects/household/form.html"
    model: Any = None
    joined: tuple[str, ...] = ()
    title: Any = ""
    button: Any = ""
    hint: Any = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        record = self.record(pk)
        return self._page(record, self.blank(record))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the step once."""
        record = self.record(pk)
        form = self.filled(record, request.POST)
        if form.is_valid() and attempt(form, lambda: self.act(record, form)):
            return redirect(self.back(record))
        return self._page(record, form)

    def _page(self, record: Any, form: Any) -> HttpResponse:
        return self.frame(
            str(self.title),
            *self.way(record),
            status=422 if form.is_bound else 200,
            form=form,
            button=self.button,
            hint=self.hint,
            back=self.back(record),
            about=self.about(record),
        )

    def record(self, pk: int) -> Any:
        """What the step is about; raises Http404."""
        return record_for(self.model, pk, *self.joined)

    def blank(self, record: Any) -> Any:
        """The form before anything is typed."""
        raise NotImplementedError  # each step has its own form

    def filled(self, record: Any, data: Any) -> Any:
        """The form with what was typed."""
        raise NotImplementedError  # each step has its own form

    def act(self, record: Any, form: Any) -> Any:
        """Call the action; raises NotAllowed."""
        raise NotImplementedError  # each step has its own action

    def budget_of(self, record: Any) -> OwnBudget:
        """The budget that the record belongs to."""
        found: OwnBudget = record if isinstance(record, OwnBudget) else record.budget
        return found

    def way(self, record: Any) -> list[tuple[str, str]]:
        """The crumbs between the list and the form."""
        return [self.crumb(self.budget_of(record))]

    def back(self, record: Any) -> str:
        """Where it goes on afterwards."""
        return self.crumb(self.budget_of(record))[0]

    def about(self, record: Any) -> str:
        """What the form is about, in a line above it."""
        return ""
