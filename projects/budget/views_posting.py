"""Posting to the ledger in the admin: allotment, reallocation, counter-entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.budget import actions
from projects.budget.forms import AllotForm, MoveForm, PostingForm
from projects.budget.models import LedgerEntry
from projects.budget.permissions import may_post
from projects.budget.posting import LedgerError
from projects.budget.queries_journal import pot_rows
from projects.budget.sums import OF_THE_POT
from projects.budget.views import LedgerView, period_for
from projects.cases.queries import LARGEST_KEY
from projects.programmes.models import FundingPeriod


class PostingView(LedgerView):
    """A form of the ledger; what was typed stays where something is wrong."""

    may = staticmethod(may_post)
    template = "projects/budget/posting.html"

    def form_page(
        self, form: PostingForm, period: FundingPeriod, title: str, button: str, **context: Any
    ) -> HttpResponse:
        """The form below the figures of its pot."""
        address = reverse("ledger:pot", args=[period.pk])
        return self.frame(
            title,
            (address, str(period)),
            status=422 if form.is_bound else 200,
            form=form,
            row=pot_rows([period])[0],
            button=button,
            back=address,
            **context,
        )

    def posted(self, form: PostingForm, post: Callable[[], Any]) -> bool:
        """Whether a valid form was posted; a refusal becomes an error of the form."""
        if not form.is_valid():
            return False
        try:
            post()
        except LedgerError as refused:
            form.refuse(refused.code, str(refused))
            return False
        return True


class AllotView(PostingView):
    """Put money into a period."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        return self._page(AllotForm.blank(), period_for(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Post it once."""
        period, form = period_for(pk), AllotForm(request.POST)
        if self.posted(form, lambda: actions.allot(by=request.user, period=period, **form.said)):
            messages.success(request, _("The money is in the pot."))
            return redirect("ledger:pot", period.pk)
        return self._page(form, period)

    def _page(self, form: AllotForm, period: FundingPeriod) -> HttpResponse:
        return self.form_page(form, period, _("Allot money"), _("Post the allotment"))


class ReallocateView(PostingView):
    """Move money to another period of the programme."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        period = period_for(pk)
        purses = pot_rows([period])[0].funders
        return self._page(MoveForm.blank(source=period, purses=purses), period)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Post both sides once."""
        period = period_for(pk)
        form = MoveForm(request.POST, source=period, purses=pot_rows([period])[0].purses)
        if self.posted(
            form, lambda: actions.reallocate(by=request.user, source=period, **form.said)
        ):
            messages.success(request, _("The money is moved."))
            return redirect("ledger:pot", period.pk)
        return self._page(form, period)

    def _page(self, form: MoveForm, period: FundingPeriod) -> HttpResponse:
        return self.form_page(form, period, _("Move money"), _("Post the reallocation"))


class CounterView(PostingView):
    """Take an entry back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The entry and the empty form."""
        return self._page(PostingForm.blank(), _entry(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Post the counter-entry once."""
        entry, form = _entry(pk), PostingForm(request.POST)
        if self.posted(form, lambda: actions.counter(by=request.user, entry=entry, **form.said)):
            messages.success(request, _("The entry is taken back."))
            return redirect("ledger:pot", entry.period_id)
        return self._page(form, entry)

    def _page(self, form: PostingForm, entry: LedgerEntry) -> HttpResponse:
        title, button = _("Take an entry back"), _("Post the counter-entry")
        return self.form_page(form, entry.period, title, button, entry=entry)


def _entry(pk: int) -> LedgerEntry:
    """An entry of the pot; payments are taken back where they are made."""
    if pk > LARGEST_KEY:
        raise Http404
    known = LedgerEntry.objects.filter(kind__in=OF_THE_POT).select_related(
        "period__programme", "case", "by"
    )
    return get_object_or_404(known, pk=pk)
