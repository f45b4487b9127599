"""The stable codes of the formal check, with their labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemKind(models.TextChoices):
    """Who finds the result of an item; stable codes."""

    AUTOMATIC = "automatic", _("the portal looks")
    MANUAL = "manual", _("a person looks")


class Result(models.TextChoices):
    """What was found; stable codes."""

    MET = "met", pgettext_lazy("check", "met")
    NOT_MET = "not_met", pgettext_lazy("check", "not met")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("check", "does not apply")
    OPEN = "open", pgettext_lazy("check", "open")


class AutomaticTest(models.TextChoices):
    """What the portal can look at by itself; stable codes."""

    COMPLETE = "complete", _("everything asked for is there")
    AREA = "area", _("in the area")
    PERIOD = "period", _("within the funding period")
    CAP = "cap", _("not above the highest amount")
    BALANCE = "balance", _("costs and money fit together")
    COSTS = "costs", _("only costs that may be paid")
    DUPLICATE = "duplicate", _("no second application for the same")
    EARLY_START = "early_start", _("not begun before the decision")
    POT = "pot", _("money left in the pot")
    STATUTES = "statutes", _("statutes of the carrier")
    REGISTER = "register", _("register extract of the carrier")
    TAX = "tax", _("tax exemption notice of the carrier")


class PaperKind(models.TextChoices):
    """Papers of a carrier that the office notes; stable codes."""

    STATUTES = "statutes", _("statutes")
    REGISTER = "register", _("register extract")
    TAX = "tax", _("tax exemption notice")


def item_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in ItemKind.choices]


def results() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new result needs no migration."""
    return [(str(value), str(label)) for value, label in Result.choices]


def automatic_tests() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new test needs no migration."""
    return [(str(value), str(label)) for value, label in AutomaticTest.choices]


def paper_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in PaperKind.choices]
