"""The levels of risk and the reasons for them in the office's words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.monitoring import risk


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


def levels() -> list[tuple[str, str]]:
    """Choices as a callable."""
    return [(str(value), str(label)) for value, label in Level.choices]
