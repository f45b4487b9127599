"""The form that comes with the portal, so that a call can open before anybody composed one."""

from __future__ import annotations

from portal.forms.actions import provide_form
from projects.calls.models import READY_FORM
from projects.intake.models import ApplicationForm
from projects.intake.patterns import pattern


def set_up_forms() -> None:
    """The short application, published; an office may change it like any other form."""
    ready = pattern(READY_FORM)
    if ready is not None:
        provide_form(model=ApplicationForm, content=ready.content(), code=READY_FORM)
