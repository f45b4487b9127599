"""Screens of the office: write to the people of a case, settle a request, mark as read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.correspondence import actions, permissions
from projects.correspondence.forms import REFUSALS, OfficeMessageForm
from projects.correspondence.models import Message


class OfficeView(View):
    """A screen about a case for those who write for the office; for others it does not exist."""

    def find(self, request: HttpRequest, pk: int) -> Case:
        """The case; raises Http404."""
        known = Case.objects.filter(pk=pk).values_list("uuid", flat=True).first()
        case = whole_case(known) if known else None
        if case is None or not permissions.may_mark_as_office(request.user, case):
            raise Http404
        return case

    def back(self, case: Case) -> HttpResponse:
        """To the messages of the case."""
        return redirect(f"{reverse('cases:inspect', args=[case.pk])}#messages")


class WriteView(OfficeView):
    """Write a message or ask for something by a day."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        case = self.find(request, pk)
        if not permissions.may_write_as_office(request.user, case):
            return self.back(case)
        return self._show(request, case, OfficeMessageForm.blank())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it; what was typed stays where something is wrong."""
        case = self.find(request, pk)
        if not permissions.may_write_as_office(request.user, case):
            return self.back(case)
        form = OfficeMessageForm(request.POST)
        if form.is_valid():
            asked = form.cleaned_data
            try:
                actions.write_as_office(
                    by=request.user,
                    case=case,
                    text=asked["text"],
                    key=asked["key"],
                    due_on=asked["due_on"],
                )
                messages.success(request, _("The message is sent."))
                return self.back(case)
            except NotAllowed as refused:
                form.refuse(refused.code)
        return self._show(request, case, form, 422)

    def _show(
        self, request: HttpRequest, case: Case, form: OfficeMessageForm, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "case": case,
            "form": form,
            "page_title": _("Message"),
            "header_icon": "mail",
        }
        return render(request, "projects/correspondence/admin/write.html", context, status=status)


class SettleView(OfficeView):
    """Say that a request needs no answer any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
        """Settle it; a second click changes nothing."""
        case = self.find(request, pk)
        known = Message.objects.filter(pk=request_pk, case=case).exists()
        if not known or not permissions.may_write_as_office(request.user, case):
            raise Http404
        try:
            actions.settle_request(by=request.user, case=case, request_id=request_pk)
            messages.success(request, _("The request is settled."))
        except NotAllowed as refused:
            messages.error(request, str(REFUSALS[refused.code]))
        return self.back(case)


class ReadView(OfficeView):
    """Mark all messages of a case as read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark them."""
        case = self.find(request, pk)
        actions.mark_read(by=request.user, case=case, as_office=True)
        return self.back(case)
