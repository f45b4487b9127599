"""Minutes for those who write, sign and read them: reading, writing, the PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from actors.meetings import actions_minutes as actions
from actors.meetings.forms_minutes import REFUSALS, EntryForm, MinutesForm
from actors.meetings.models_minutes import Minutes, SignerRole, as_words
from actors.meetings.permissions_minutes import (
    may_read_minutes,
    may_sign_minutes,
    may_write_minutes,
)
from actors.meetings.queries_minutes import whole_entries, whole_minutes
from portal.kernel.lifecycle import NotAllowed


def _found(request: HttpRequest, pk: int) -> Minutes:
    minutes = whole_minutes(pk)
    if minutes is None or not may_read_minutes(request.user, minutes):
        raise Http404
    return minutes


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


class MinutesView(LoginRequiredMixin, View):
    """The text, who signed, and signing it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        minutes = _found(request, pk)
        context = {
            "minutes": minutes,
            "meeting": minutes.meeting,
            "entries": [(entry, as_words(entry)) for entry in whole_entries(minutes)],
            "signatures": list(minutes.signatures.all()),
            "resolutions": list(minutes.meeting.resolutions.all()),
            "roles": self._open_roles(request, minutes),
            "may_write": may_write_minutes(request.user, minutes),
        }
        return _private(render(request, "actors/meetings/minutes.html", context))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign in a role; a second click changes nothing."""
        minutes, role = _found(request, pk), str(request.POST.get("role", ""))
        actions.sign_minutes(by=request.user, minutes=minutes, role=role)
        messages.success(request, _("You have signed the minutes."))
        return redirect("my_minutes", pk)

    def _open_roles(self, request: HttpRequest, minutes: Minutes) -> list[SignerRole]:
        given = set(minutes.signatures.values_list("role", flat=True))
        return [
            role
            for role in SignerRole
            if role not in given and may_sign_minutes(request.user, minutes, role)
        ]


class MinutesWriteView(LoginRequiredMixin, View):
    """Writing the text item by item."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what is stored."""
        minutes = self._draft(request, pk)
        entries = [EntryForm(entry=each) for each in whole_entries(minutes)]
        return self._show(minutes, MinutesForm(minutes=minutes), entries)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store it; what was typed stays where something is wrong."""
        minutes = self._draft(request, pk)
        form = MinutesForm(request.POST, minutes=minutes)
        entries = [EntryForm(request.POST, entry=each) for each in whole_entries(minutes)]
        if not sum(not each.is_valid() for each in (form, *entries)):
            texts = {each.entry.pk: each.cleaned_data for each in entries}
            try:
                actions.write_minutes(
                    by=request.user, minutes=minutes, facts=form.cleaned_data, entries=texts
                )
                messages.success(request, _("The minutes are stored."))
                return redirect("my_minutes", pk)
            except NotAllowed as refused:
                form.add_error("writer", REFUSALS[refused.code])
        return self._show(minutes, form, entries, 422)

    def _draft(self, request: HttpRequest, pk: int) -> Minutes:
        minutes = _found(request, pk)
        if not may_write_minutes(request.user, minutes):
            raise Http404
        return minutes

    def _show(
        self, minutes: Minutes, form: MinutesForm, entries: list[EntryForm], status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "minutes": minutes,
            "meeting": minutes.meeting,
            "form": form,
            "entries": entries,
            "is_wrong": status == 422,
            "has_signatures": minutes.signatures.exists(),
        }
        template = "actors/meetings/minutes_write.html"
        return _private(render(self.request, template, context, status=status))


class MinutesFileView(LoginRequiredMixin, View):
    """The archived PDF."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        """Hand it out to those who may read it; there is none before both signed."""
        minutes = _found(request, pk)
        if not minutes.pdf:
            raise Http404
        name = f"{_('Minutes')}-{minutes.meeting.body.code}-{minutes.meeting.day:%Y-%m-%d}.pdf"
        response = FileResponse(
            minutes.pdf.open("rb"),
            as_attachment=True,
            filename=name,
            content_type="application/pdf",
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response
