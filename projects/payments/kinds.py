"""Stable codes of payments, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.payments.lifecycle import STATES


class PayWay(models.TextChoices):
    """How money is sent."""

    CASH_ORDER = "cash_order", _("order to the cash office")
    SEPA = "sepa", _("SEPA file for the bank")


class MoveKind(models.TextChoices):
    """What happened to money that was drawn down."""

    RECEIVED = "received", _("received")
    RETURNED = "returned", _("sent back")


def pay_ways() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new way needs no migration."""
    return [(str(value), str(label)) for value, label in PayWay.choices]


def move_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in MoveKind.choices]


def payment_states() -> list[tuple[str, str]]:
    """The states of a payment in the office's words, as a callable for the same reason."""
    return [(state.code, gettext(state.internal)) for state in STATES]
