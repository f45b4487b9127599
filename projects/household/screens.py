"""What the screens of the own budget share: who may, the frame, records by their keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.screens_desk import DeskView
from projects.household.models import OwnBudget
from projects.household.permissions import may_book, may_plan, may_see_household

LARGEST_KEY = 2**63 - 1


def record_for(model: Any, pk: int, *joined: str) -> Any:
    """A record with what is joined; raises Http404."""
    if pk > LARGEST_KEY:
        raise Http404
    found = model.objects.select_related(*joined) if joined else model.objects.all()
    return get_object_or_404(found, pk=pk)


class HouseholdView(DeskView):
    """A screen for those who read the own budget."""

    may = staticmethod(may_see_household)

    def frame(self, title: str, *crumbs: tuple[str, str], **context: Any) -> HttpResponse:
        """The screen with its title and the way back to the list."""
        way = [(reverse("household:index"), _("Own budget")), *crumbs]
        items = [{"url": url, "label": label} for url, label in way]
        if title != way[-1][1]:
            items.append({"url": "", "label": title})
        known = {
            "page_title": title,
            "header_title": title,
            "header_icon": "table",
            "breadcrumbs_items": items,
            "may_plan": may_plan(self.request.user),
            "may_book": may_book(self.request.user),
        }
        return self.show(**{**known, **context})

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
        if form.is_valid() and attempted(form, lambda: self.act(record, form)):
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
        raise NotImplementedError

    def filled(self, record: Any, data: Any) -> Any:
        """The form with what was typed."""
        raise NotImplementedError

    def act(self, record: Any, form: Any) -> Any:
        """Call the action; raises NotAllowed."""
        raise NotImplementedError

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


def attempted(form: Any, act: Callable[[], Any]) -> bool:
    """Whether an action was done; what it refused becomes an error of the form."""
    try:
        act()
    except NotAllowed as refused:
        form.refuse(refused.code)
        return False
    return True
