"""Who may compose, take out and change forms; the rights hang on roles (`portal/setup/rights.py`).

Publishing is asked by Wagtail's own right and by the second-person rule (`portal/editing`).
"""

from __future__ import annotations

from typing import Any

from portal.forms.composing import ComposedForm


def _has(user: Any, verb: str, model: type[ComposedForm]) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}"))


def may_compose_form(user: Any, model: type[ComposedForm]) -> bool:
    """Whether the user may begin forms: new, from a template or from a file."""
    return _has(user, "add", model)


def may_export_form(user: Any, model: type[ComposedForm]) -> bool:
    """Whether the user may take a form out as a file: everybody who sees the list."""
    return _has(user, "view", model)


def may_change_form(user: Any, composed: ComposedForm) -> bool:
    """Whether the user may change this text; translators only what is not the source."""
    model = type(composed)
    if not _has(user, "change", model):
        return False
    return not composed.is_source or _has(user, "add", model) or _has(user, "publish", model)
