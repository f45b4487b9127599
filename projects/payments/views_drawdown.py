"""Drawdowns in the admin: what is due, the requests, what came and went back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.templatetags.formats import date_long, euro
from projects.budget.posting import LedgerError
from projects.cases.queries import LARGEST_KEY
from projects.payments import actions_drawdown as actions
from projects.payments.forms import DrawForm, MoveForm, ReasonForm, refusal
from projects.payments.models_payments import Disbursement, Drawdown
from projects.payments.permissions import may_draw_down
from projects.payments.queries_drawdown import (
    Proposal,
    drawdown_with_key,
    periods_that_draw,
    proposal_of,
    row_of,
    rows_of,
)
from projects.payments.screens import MoneyView, stored_file
from projects.programmes.models import FundingPeriod

ROWS = 50


class DrawdownView(MoneyView):
    """A screen about drawdowns."""

    icon = "download"

    home = ("drawdowns:index", gettext_lazy("Drawdowns"))


class DrawdownsView(DrawdownView):
    """What is due in each period, and the requests so far."""

    template = "projects/payments/admin/drawdowns.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Periods with what they need, then the drawdowns, the newest first."""
        page = Paginator(Drawdown.objects.order_by("-pk"), ROWS).get_page(request.GET.get("p"))
        shown = Drawdown.objects.filter(pk__in=[each.pk for each in page]).order_by("-pk")
        periods = [each for each in periods_that_draw() if each.is_current or _has_money(each)]
        return self.frame(
            str(self.home[1]),
            proposals=[proposal_of(period) for period in periods],
            rows=rows_of(shown),
            page=page,
        )


def _has_money(period: FundingPeriod) -> bool:
    return Drawdown.objects.filter(period=period).exists()


class AskView(DrawdownView):
    """Ask the funder for money."""

    may = staticmethod(may_draw_down)
    template = "projects/payments/admin/drawdown_ask.html"

    def get(self, request: HttpRequest, period: int) -> HttpResponse:
        """What is due, everything chosen."""
        proposal = proposal_of(_period(period))
        chosen = [str(each.pk) for each in proposal.payments]
        form = DrawForm(_choices(proposal), initial=DrawForm.keyed(payments=chosen))
        return self._ask(proposal, form)

    def post(self, request: HttpRequest, period: int) -> HttpResponse:
        """Make the request once."""
        found = _period(period)
        proposal = proposal_of(found)
        keys = [key for key in request.POST.getlist("payments") if key.isascii() and key.isdigit()]
        form = DrawForm(_choices(proposal) + [(int(key), key) for key in keys], request.POST)
        if form.is_valid():
            said = {"payments": form.chosen, "note": form.cleaned_data["note"]}
            try:
                made = actions.ask_drawdown(
                    by=request.user, period=found, key=form.cleaned_data["key"], **said
                )
            except NotAllowed as refused:
                form.refuse(refused.code, refusal(refused.code))
            except LedgerError as refused:
                form.refuse(refused.code, str(refused))
            else:
                messages.success(request, _("The request is written. Please send it."))
                return redirect("drawdowns:drawdown", made.pk)
        return self._ask(proposal, form)

    def _ask(self, proposal: Proposal, form: DrawForm) -> HttpResponse:
        return self.frame(
            _("Draw money down"),
            status=422 if form.is_bound else 200,
            form=form,
            proposal=proposal,
        )


def _period(pk: int) -> FundingPeriod:
    if pk > LARGEST_KEY:
        raise Http404
    found = FundingPeriod.objects.select_related("programme")
    return get_object_or_404(found, pk=pk, programme__draws_down=True)


def _choices(proposal: Proposal) -> list[tuple[int, str]]:
    return [(each.pk, _words(each)) for each in proposal.payments]


def _words(payment: Disbursement) -> str:
    case = payment.case
    day = date_long(payment.due_on)
    return f"{case.number} {case.title}: {euro(payment.cents)} ({day})"


class DrawdownScreen(DrawdownView):
    """One drawdown: its payments, what came in, what went back."""

    template = "projects/payments/admin/drawdown.html"

    def page(self, drawdown: Drawdown, step: str = "", form: Any = None) -> HttpResponse:
        """The drawdown; a form that was refused stays as it was filled in."""
        row = row_of(drawdown)
        blank = {
            "received": MoveForm.blank(on=clock.today(), cents=row.open),
            "returned": MoveForm.blank(on=clock.today()),
            "withdraw": ReasonForm(),
        }
        items = drawdown.items.select_related("payment__case")
        return self.frame(
            drawdown.number,
            status=422 if form else 200,
            row=row,
            drawdown=drawdown,
            items=items,
            moves=drawdown.moves.select_related("by"),
            forms=blank | ({step: form} if form else {}),
        )


class DetailView(DrawdownScreen):
    """The drawdown as it stands."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The drawdown with its forms."""
        return self.page(_drawdown(pk))


def _drawdown(pk: int) -> Drawdown:
    found = drawdown_with_key(pk)
    if found is None:
        raise Http404
    return found


class StepView(DrawdownScreen):
    """Note what came in or went back, or withdraw the request."""

    may = staticmethod(may_draw_down)

    def get(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """Back to the drawdown, where the forms are."""
        return redirect("drawdowns:drawdown", _drawdown(pk).pk)

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """Take the step once; what was typed stays where it is refused."""
        drawdown = _drawdown(pk)
        form: Any = ReasonForm(request.POST) if step == "withdraw" else MoveForm(request.POST)
        if form.is_valid():
            try:
                _act(request.user, drawdown, step, form.cleaned_data)
            except NotAllowed as refused:
                form.add_error(None, refusal(refused.code))
            except LedgerError as refused:
                form.add_error(None, str(refused))
            except PermissionDenied:
                messages.error(request, refusal("state"))
                return redirect("drawdowns:drawdown", pk)
            else:
                messages.success(request, _("It is noted and stands in the ledger."))
                return redirect("drawdowns:drawdown", pk)
        return self.page(drawdown, step, form)


def _act(by: Any, drawdown: Drawdown, step: str, said: dict[str, Any]) -> None:
    steps = {
        "received": actions.note_received,
        "returned": actions.send_back,
        "withdraw": actions.withdraw_drawdown,
    }
    act: Any = steps.get(step)
    if act is None:
        raise Http404
    act(by=by, drawdown=drawdown, **said)


class RequestFileView(DrawdownView):
    """The request as it was written."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF."""
        drawdown = _drawdown(pk)
        answer = stored_file(drawdown.file, drawdown.file_name, "application/pdf")
        audit.record(actor=request.user, subject=drawdown, event="request_taken")
        return answer
