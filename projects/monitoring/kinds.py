"""Stable codes of the accompaniment, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.monitoring import lifecycle


class Step(models.TextChoices):
    """What happened with a milestone."""

    SUGGEST = "suggest", _("suggested by the carrier")
    SET = "set", _("set by the office")
    AGREE = "agree", _("agreed by the office")
    MOVE = "move", _("moved to a later day by the carrier")
    REACH = "reach", _("reached, says the carrier")
    CONFIRM = "confirm", _("confirmed by the office")
    REOPEN = "reopen", _("not reached yet, says the office")
    DROP = "drop", _("dropped by the office")
    COMMENT = "comment", _("remark of the office")


OWN_STEPS = {
    Step.SUGGEST: _("suggested by you"),
    Step.MOVE: _("moved to a later day by you"),
    Step.REACH: _("reached, you say"),
}
"""The same in words to the carrier, where it was the carrier."""


def steps() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new step needs no migration."""
    return [(str(value), str(label)) for value, label in Step.choices]


def states() -> list[tuple[str, str]]:
    """The states of a milestone in the office's words, as a callable."""
    return [(state.code, str(_(state.internal))) for state in lifecycle.STATES]
