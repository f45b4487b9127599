"""What the screens of steps share: an action with a form, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError


def attempt(form: Any, act: Callable[[], Any]) -> bool:
    """Whether an action on a valid form was done; what it refused becomes an error of the form.

    Raises PermissionDenied.
    """
    try:
        act()
    except NotAllowed as refused:
        form.refuse(refused.code)
    except LedgerError as refused:
        form.refuse(refused.code, str(refused))
    else:
        return True
    return False


def taken(
    request: HttpRequest, form: Any, act: Callable[[], Any], *, done: Any, closed: Any
) -> bool:
    """Whether the screen of a step is through: done, or not possible any more; it says which.

    False where the form is to be shown again with what is wrong.
    """
    try:
        if not (form.is_valid() and attempt(form, act)):
            return False
        messages.success(request, str(done))
    except PermissionDenied:
        messages.error(request, str(closed))
    return True
