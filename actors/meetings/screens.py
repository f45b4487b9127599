"""Plain screens of the admin about meetings: who may, the frame, refusals in a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View

from actors.meetings.forms import refusal
from actors.meetings.models import Meeting
from actors.meetings.permissions import may_act_on_meetings, may_list_meetings
from portal.kernel.lifecycle import NotAllowed


class ReadView(View):
    """A screen for coordination and audit."""

    may: Callable[[Any], bool] = staticmethod(may_list_meetings)
    template = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask before anything else."""
        if not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The screen, with whether the person acts."""
        context["may_act"] = may_act_on_meetings(self.request.user)
        return render(self.request, self.template, context, status=status)


class ActView(ReadView):
    """A screen for the coordination."""

    may = staticmethod(may_act_on_meetings)


def find_meeting(pk: int) -> Meeting:
    """The meeting with its body; raises Http404."""
    found = Meeting.objects.select_related("body", "second_summons_of").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def attempt(form: forms.Form, action: Callable[[], Any], fields: dict[str, str]) -> Any:
    """What the action gives; its refusal becomes an error of the form, and None comes back.

    `fields` says which field a code of refusal is about.
    """
    try:
        return action()
    except NotAllowed as refused:
        name = fields.get(refused.code)
        form.add_error(name if name in form.fields else None, refusal(refused.code))
    except ValidationError as error:
        name = fields.get("*")
        form.add_error(name if name in form.fields else None, error.messages)
    return None
