"""Carrying unspent money over into the next budget, in the admin."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.templatetags.formats import euro
from projects.budget.screens import attempt
from projects.household.actions_carry import carry_over
from projects.household.forms import CarryForm
from projects.household.models import OwnBudget
from projects.household.permissions import may_plan
from projects.household.queries_carry import Leftover, later_budgets, leftover_of
from projects.household.screens import HouseholdView, record_for


class CarryView(HouseholdView):
    """What is left of a closed year, and which of it goes over."""

    may = staticmethod(may_plan)
    template = "projects/household/carry.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is there, with nothing chosen."""
        left = leftover_of(record_for(OwnBudget, pk))
        form = CarryForm(initial={"key": uuid.uuid4()}, **_choices(left))
        return self._page(left, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry it over once."""
        budget = record_for(OwnBudget, pk)
        left = leftover_of(budget)
        choices = _choices(left)
        # A position that went over meanwhile is refused by the action, which knows whether it was
        # by this very form.
        known = {str(key) for key, _label in choices["choices"]}
        typed = [key for key in request.POST.getlist("positions") if key not in known]
        choices["choices"] += [(int(key), key) for key in typed if _is_key(key)]
        form = CarryForm(request.POST, **choices)
        if form.is_valid() and attempt(
            form, lambda: carry_over(by=request.user, source=budget, **form.said)
        ):
            messages.success(request, _("The money is carried over."))
            return redirect("household:budget", form.cleaned_data["target"].pk)
        return self._page(left, form)

    def _page(self, left: Leftover, form: CarryForm) -> HttpResponse:
        return self.frame(
            _("Carry over unspent money"),
            self.crumb(left.budget),
            status=422 if form.is_bound else 200,
            budget=left.budget,
            left=left,
            form=form,
            has_target=later_budgets(left.budget).exists(),
        )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _choices(left: Leftover) -> dict[str, Any]:
    choices = [(row.position.pk, f"{row.position}: {euro(row.money.unspent)}") for row in left.rows]
    return {"budgets": later_budgets(left.budget), "choices": choices}
