"""Stable codes of the accompaniment, with their words and signs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.monitoring import lifecycle, risk


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


class Level(models.TextChoices):
    """How a running project stands; the portal never shows a colour without the word."""

    GREEN = risk.GREEN, pgettext_lazy("risk", "on track")
    YELLOW = risk.YELLOW, pgettext_lazy("risk", "watch")
    RED = risk.RED, pgettext_lazy("risk", "in danger")


SIGNS = {Level.GREEN: "●", Level.YELLOW: "▲", Level.RED: "■"}
"""A shape for each level, for those who do not see the colour."""
REASON_WORDS = {
    risk.MILESTONE: _("a milestone is overdue"),
    risk.NOTE: _("an interim note was asked for and not written"),
    risk.HELP: _("the carrier asks for help and has no answer yet"),
    risk.NO_PAYMENT: _("half of the time is gone and no payment was called"),
    risk.NO_RECEIPT: _("half of the time is gone and there is no receipt"),
    risk.REPORT: _("the proof of use is overdue"),
}


def steps() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new step needs no migration."""
    return [(str(value), str(label)) for value, label in Step.choices]


def levels() -> list[tuple[str, str]]:
    """Choices as a callable."""
    return [(str(value), str(label)) for value, label in Level.choices]


def states() -> list[tuple[str, str]]:
    """The states of a milestone in the office's words, as a callable."""
    return [(state.code, str(_(state.internal))) for state in lifecycle.STATES]
