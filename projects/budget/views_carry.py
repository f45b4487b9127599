"""Carrying the rest of a period over, in the admin."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.budget.actions_carry import CarryPart, carry_over
from projects.budget.forms import CarryForm
from projects.budget.models_funders import Funder
from projects.budget.queries_carry import (
    CarryPreview,
    carry_preview,
    later_periods,
)
from projects.budget.views import period_for
from projects.budget.views_posting import PostingView
from projects.programmes.models import FundingPeriod


class CarryView(PostingView):
    """What is left, what the rule allows, and where it goes."""

    template = "projects/budget/carry.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The preview, with all that is allowed filled in."""
        preview = carry_preview(period_for(pk))
        later = later_periods(preview.row.period)
        form = CarryForm(
            initial={"key": uuid.uuid4(), "target": later.first()},
            periods=later,
            purses=preview.purses,
            proposed=preview.proposed,
        )
        return self._page(preview, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Post both sides once."""
        period = period_for(pk)
        preview = carry_preview(period)
        form = CarryForm(request.POST, periods=later_periods(period), purses=preview.row.purses)
        if self.posted(form, lambda: self._carry(period, form)):
            messages.success(request, _("The money is carried over."))
            return redirect("ledger:pot", period.pk)
        return self._page(preview, form)

    def _carry(self, period: FundingPeriod, form: CarryForm) -> Any:
        said = form.said
        funders = Funder.objects.in_bulk([purse[0] for purse, _cents in form.chosen if purse[0]])
        parts = [
            CarryPart(funders[purse[0]] if purse[0] else None, purse[1], cents)
            for purse, cents in form.chosen
        ]
        names = ("target", "reason", "document", "key")
        known = {name: said[name] for name in names}
        return carry_over(by=self.request.user, source=period, parts=parts, **known)

    def _page(self, preview: CarryPreview, form: CarryForm) -> HttpResponse:
        period = preview.row.period
        address = reverse("ledger:pot", args=[period.pk])
        return self.frame(
            _("Carry the rest over"),
            (address, str(period)),
            status=422 if form.is_bound else 200,
            preview=preview,
            form=form,
            has_target=later_periods(period).exists(),
            back=address,
        )
