"""What the screens of the desk share in this step: errors of an action in a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


def attempt(form: forms.Form, action: Callable[[], Any], fields: dict[str, str]) -> Any:
    """What the action gives; its refusal becomes an error of the form, and None comes back.

    `fields` says which field a code of refusal is about; else it is the one of the same name.
    """
    try:
        return action()
    except ValidationError as error:
        code = str(getattr(error, "code", "") or "")
        field = fields.get(code, code)
        form.add_error(field if field in form.fields else None, error.messages)
        return None
