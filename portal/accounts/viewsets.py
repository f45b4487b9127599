"""Accounts in Wagtail's admin: deleting one removes the person, never what they did."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from portal.accounts.actions import anonymise_user
from portal.accounts.models import User


def anonymise_instead(request: HttpRequest, user: User) -> HttpResponse | None:
    """Answer Wagtail's deletion of one user once it is confirmed."""
    return _anonymise(request, [user]) if request.method == "POST" else None


def anonymise_many_instead(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Answer Wagtail's deletion of many users once it is confirmed."""
    chosen = [item for item in objects if isinstance(item, User)]
    if action_type != "delete" or not chosen:
        return None
    return _anonymise(request, chosen)


def _anonymise(request: HttpRequest, users: list[User]) -> HttpResponse:
    for user in users:
        anonymise_user(user=user, by=request.user, reason="deleted in the admin")  # type: ignore[arg-type]
    text = ngettext(
        "%(count)s account was emptied; what it did stays in the records.",
        "%(count)s accounts were emptied; what they did stays in the records.",
        len(users),
    )
    messages.success(request, text % {"count": len(users)})
    return redirect("wagtailusers_users:index")
