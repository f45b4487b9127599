"""Stable codes of the proof of use, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What the office says of a receipt."""

    ACCEPTED = "accepted", _("accepted")
    CUT = "cut", _("accepted in part")
    ASKED = "asked", _("asked back")


def verdicts() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new verdict needs no migration."""
    return [(str(value), str(label)) for value, label in Verdict.choices]


class Finding(models.TextChoices):
    """What the portal finds by itself at a receipt or a line."""

    BEFORE = "before", _("before the first day of the period")
    AFTER = "after", _("after the last day of the period")
    NO_PAPER = "no_paper", _("no file")
    NOT_READABLE = "not_readable", _("the virus check has not released the file")
    INELIGIBLE = "ineligible", _("this kind of cost may not be paid")
    SAME_RECEIPT = "same_receipt", _("same amount, date and payee as another receipt")
    SAME_FILE = "same_file", _("same file as another receipt")
    LATE_PAYMENT = "late_payment", _("paid after the proof was handed in")
