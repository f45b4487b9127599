"""Screens that begin a draft from something that exists: what comes along, and the check first."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.calls.queries import upcoming_calls
from projects.cases.models import Case
from projects.cases.permissions import may_act_as_owner
from projects.intake.actions_start import start_from_own
from projects.intake.permissions import may_start_from
from projects.intake.queries_desk import late_until
from projects.intake.queries_start import form_of_call, plan_for, startable_calls
from projects.intake.starting import Source, own_source
from projects.intake.suitability import CARRIER, SuitabilityForm
from projects.intake.views import CaseView, call_or_404
from projects.intake.views_suitability import verdict_context

UPCOMING = 3


def calls_context(user: Any, address: Callable[[Call], str]) -> dict[str, Any]:
    """The calls to choose from, each with its next page; without any, those that open next."""
    calls = startable_calls(user)
    return {
        "calls": [(call, address(call)) for call in calls],
        "upcoming": [] if calls else list(upcoming_calls()[:UPCOMING]),
        "office": settings.OFFICE_EMAIL,
    }


def posted_key(text: str) -> uuids.UUID | None:
    """The key of the draft that the page was made with; None for anything else."""
    try:
        return uuids.UUID(text) if len(text) <= 40 else None
    except ValueError:
        return None


@dataclass
class StartScreen:
    """The last page before a draft begins: what comes along, the check, and the button.

    The check is the same as before an empty application; nothing of it is stored, and no draft
    begins before its questions were answered. `more` is what the template shows besides.
    """

    request: HttpRequest
    call: Call
    source: Source
    template: str
    more: dict[str, Any]
    carrier_kind: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether no draft can begin in the call any more."""
        return not self.call.is_open and late_until(self.request.user, self.call) is None

    def gate(self) -> SuitabilityForm:
        """The check: as it was posted, as the address holds it, else empty."""
        if self.request.method == "POST":
            return SuitabilityForm(self.call, self.request.POST)
        form = SuitabilityForm(self.call, self.request.GET if "check" in self.request.GET else None)
        kinds = form.fields[CARRIER].choices  # type: ignore[attr-defined]  # a ChoiceField
        if self.carrier_kind in dict(kinds):
            form.initial[CARRIER] = self.carrier_kind
        return form

    def show(self, *, status: int = 200, remark: str = "") -> HttpResponse:
        """The page; `remark` is what went wrong with the last press of the button."""
        schema = form_of_call(self.call)
        if schema is None:
            raise Http404
        gate = self.gate()
        context = {
            "call": self.call,
            "form": gate,
            "key": posted_key(self.request.POST.get("key", "")) or uuids.uuid4(),
            "plan": plan_for(self.source, self.call, schema),
            "remark": remark,
            "office": settings.OFFICE_EMAIL,
            **self.more,
        }
        if gate.is_bound and gate.is_valid():
            context |= verdict_context(self.request, self.call, gate)
        return render(self.request, self.template, context, status=status)

    def key(self) -> uuids.UUID | HttpResponse:
        """The key that was posted, once the check was answered; else the page that says why not."""
        key = posted_key(self.request.POST.get("key", ""))
        if not self.gate().is_valid():
            return self.show(status=422, remark=_("Please answer the questions first."))
        if key is None:
            return self.show(status=422, remark=_("That did not work. Please press once more."))
        return key


def closed_remark(request: HttpRequest) -> None:
    """Say on the next page that the call is over."""
    messages.error(request, _("This call is not open. Please choose another one."))


def active_language() -> str:
    """The language the draft is written in."""
    return get_language() or settings.LANGUAGE_CODE


class OwnStartView(CaseView):
    """An application as the beginning of another: what comes along, and the calls to choose."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page."""
        case = own_case(request, self.find(request, code, uuid))

        def address(call: Call) -> str:
            return reverse("application_template_call", args=[code, uuid, call.code])

        context = {
            "case": case,
            "has_contact": may_act_as_owner(request.user, case),
            **calls_context(request.user, address),
        }
        return render(request, "projects/intake/start_from.html", context)


class OwnStartCallView(CaseView):
    """The last page before a draft begins with the answers of an own application."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, target: str) -> HttpResponse:
        """What comes along, and the check."""
        case = own_case(request, self.find(request, code, uuid))
        screen = self._screen(request, case, call_or_404(target))
        return self._back(request, case) if screen.is_closed else screen.show()

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID, target: str) -> HttpResponse:
        """Begin the draft; a second press leads to the same one."""
        case = own_case(request, self.find(request, code, uuid))
        screen = self._screen(request, case, call_or_404(target))
        key = screen.key()
        if isinstance(key, HttpResponse):
            return key
        try:
            draft = start_from_own(
                by=request.user, case=case, call=screen.call, uuid=key, language=active_language()
            )
        except PermissionDenied as refused:
            raise Http404 from refused
        except NotAllowed:
            return self._back(request, case)
        return redirect("application_form", code=draft.call.code, uuid=draft.uuid)

    def _screen(self, request: HttpRequest, case: Case, call: Call) -> StartScreen:
        is_owner = may_act_as_owner(request.user, case)
        return StartScreen(
            request,
            call,
            own_source(case, with_contact=is_owner),
            "projects/intake/start_in_call.html",
            {
                "case": case,
                "has_contact": is_owner,
                "back": reverse("application_template", args=[case.call.code, case.uuid]),
            },
            carrier_kind=case.carrier_kind,
        )

    def _back(self, request: HttpRequest, case: Case) -> HttpResponse:
        closed_remark(request)
        return redirect("application_template", code=case.call.code, uuid=case.uuid)


def own_case(request: HttpRequest, case: Case) -> Case:
    """The case, where somebody may begin from it; raises Http404."""
    if not may_start_from(request.user, case):
        raise Http404
    return case
