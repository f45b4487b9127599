"""Whatever publishes a form (editor, workflow, schedule, translation) freezes it."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import get_active_log_context

from portal.forms.actions import freeze_published
from portal.forms.composing import ComposedForm


def freeze(instance: Any, **kwargs: Any) -> None:
    """Receiver of Wagtail's `published`; the person is known while they are in the admin.

    A publication at a set time sends the signal when it is set, too: then nothing is live yet.
    """
    if isinstance(instance, ComposedForm) and instance.live:
        freeze_published(by=get_active_log_context().user, composed=instance)
