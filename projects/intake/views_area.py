"""Mein Bereich: all applications of a person, and the page of one of them."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from portal.kernel.registry import panels
from projects.cases.models import Case
from projects.cases.permissions import may_withdraw_case
from projects.cases.queries import cases_of
from projects.correspondence.actions import mark_read, write_to_office
from projects.correspondence.forms import MessageForm, auto_id
from projects.correspondence.models import Message
from projects.correspondence.permissions import ENDED, may_share_status, may_write_to_office
from projects.correspondence.queries import open_requests, thread, unread_of
from projects.correspondence.telling import next_step, timeline
from projects.intake.panels import KINDS, entries_of
from projects.intake.queries_start import is_any_startable
from projects.intake.reading import sections
from projects.intake.views import CaseView, SignedInView

PER_PAGE = 20


class MyApplicationsView(SignedInView):
    """All applications of a person, page by page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Status, next step and ways on of each."""
        page = Paginator(cases_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
        entries = entries_of(request.user, page.object_list, may_start=is_any_startable())
        context = {"page_of_list": page, "entries": entries}
        return render(request, "projects/intake/my_applications.html", context)


class ApplicationView(CaseView):
    """The page of one application: status, what happens next, timeline, answers, files."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page; a draft is shown by its form."""
        case = self.find(request, code, uuid)
        if case.is_draft:
            return redirect("application_form", code=code, uuid=uuid)
        context = page_context(request, case)
        if context["new"]:
            mark_read(by=request.user, case=case, as_office=False)
        return render(request, "projects/intake/done.html", context)


class MessageView(CaseView):
    """Writing to the office from the page of an application."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Back to the page."""
        case = self.find(request, code, uuid)
        return redirect("application_done", code=case.call.code, uuid=case.uuid)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Send the message; what was typed stays where something is wrong."""
        case = self.find(request, code, uuid)
        page = reverse("application_done", args=[code, uuid])
        if not may_write_to_office(request.user, case):
            messages.error(request, _("In this application nobody can write any more."))
            return redirect(page)
        form = MessageForm(request.POST)
        if form.is_valid():
            sent = form.cleaned_data
            try:
                write_to_office(
                    by=request.user,
                    case=case,
                    text=sent["text"],
                    key=sent["key"],
                    request_id=sent["request"],
                )
                messages.success(request, _("Your message is sent. The office answers here."))
                return redirect(f"{page}#messages")
            except NotAllowed as refused:
                form.refuse(refused.code)
        context = page_context(request, case, form)
        return render(request, "projects/intake/done.html", context, status=422)


def _forms(
    requests: list[Message], written: MessageForm | None
) -> tuple[list[tuple[Message, MessageForm]], MessageForm]:
    """A form for each request and one for any message; what was written stays in its own."""
    answered = str(written.data.get("request") or "") if written else ""
    forms = []
    for each in requests:
        kept = written if written and answered == str(each.pk) else None
        forms.append((each, _with_key(kept, each.pk) if kept else MessageForm.blank(each)))
    if written and not any(form is written for _request, form in forms):
        return forms, _with_key(written, None)
    return forms, MessageForm.blank()


def _with_key(form: MessageForm, request_id: int | None) -> MessageForm:
    """The form as it was sent; a broken key is made anew, so that the next try works."""
    form.auto_id = auto_id(request_id)
    if "key" in form.errors or "request" in form.errors:
        fresh = {"key": str(uuids.uuid4()), "request": str(request_id or "")}
        form.data = {**form.data.dict(), **fresh}  # type: ignore[attr-defined]  # a QueryDict
    return form


def page_context(
    request: HttpRequest, case: Case, written: MessageForm | None = None
) -> dict[str, Any]:
    """What the page of an application shows; `written` is a message that was refused."""
    may_write = may_write_to_office(request.user, case)
    written_so_far = thread(case)
    requests, message_form = _forms(open_requests(case), written)
    unread = unread_of(request.user, [case]).get(case.pk, 0)
    from_office = [message.pk for message in written_so_far if message.from_office]
    return {
        "requests": requests if may_write else [(each, None) for each, _form in requests],
        "messages_of_case": written_so_far,
        "message_form": message_form if may_write else None,
        "new": set(from_office[-unread:]) if unread else set(),
        "case": case,
        "kind": KINDS.get(case.public_state, "info"),
        "next": next_step(case),
        "stations": timeline(case),
        "parts": panels("application", case),
        "sections": sections(case),
        "may_share": may_share_status(request.user, case),
        "has_ended": case.state in ENDED,
        "may_start": is_any_startable(),
        "may_withdraw": may_withdraw_case(request.user, case),
        "office": {"name": settings.OFFICE_NAME, "email": settings.OFFICE_EMAIL},
    }
