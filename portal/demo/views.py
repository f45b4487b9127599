"""Demo-only pages: log-ins with current codes, and the mails that were sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.demo.logins import demo_logins
from portal.demo.mailbox import attachment, mails, read_mail

_NAME = re.compile(r"^[0-9a-f-]{10,60}\.eml$")


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 outside the demo."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(wrapped)


@demo_only
def logins(request: HttpRequest) -> HttpResponse:
    """The log-ins of all roles with the code of this half minute."""
    return render(request, "portal/demo/logins.html", {"logins": demo_logins()})


@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest demo mails."""
    return render(request, "portal/demo/mails.html", {"mails": mails()})


@demo_only
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One demo mail as text with its attachments."""
    return render(request, "portal/demo/mail.html", {"mail": _find(name)})


@demo_only
def mail_attachment(request: HttpRequest, name: str, index: int) -> HttpResponse:
    """An attachment of a demo mail as a download."""
    _find(name)
    try:
        filename, kind, content = attachment(name, index)
    except IndexError as error:
        raise Http404 from error
    safe = re.sub(r"[^\w.-]", "_", filename)
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{safe}"'},
    )


def _find(name: str) -> Any:
    if not _NAME.match(name):
        raise Http404
    try:
        return read_mail(name)
    except FileNotFoundError as error:
        raise Http404 from error
