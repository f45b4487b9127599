"""Stable codes of recoveries, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.recoveries.lifecycle import STATES


class Ground(models.TextChoices):
    """Why money has to be paid back."""

    UNSPENT = "unspent", _("money that was not needed")
    MISUSED = "misused", _("money spent on something else")
    CONDITION = "condition_not_met", _("a condition was not met")
    OBLIGATION = "obligation_not_fulfilled", _("an obligation was not fulfilled")
    NO_PROOF = "no_proof", _("the use was not proved")


class LegalWay(models.TextChoices):
    """How the grant loses its effect, so that the money is owed."""

    RESOLVING_CONDITION = "resolving_condition", _("resolving condition (no revocation needed)")
    PARTIAL = "partial_revocation", _("partial revocation")
    FULL = "full_revocation", _("full revocation")


REVOCATIONS = frozenset({LegalWay.PARTIAL, LegalWay.FULL})
"""Ways that the one-year rule limits (§ 49 (3) sentence 2 with § 48 (4) VwVfG NRW)."""


class PaidFor(models.TextChoices):
    """What of a claim a payment or a write-off is about."""

    PRINCIPAL = "principal", _("the claim")
    INTEREST = "interest", _("interest")


class WriteOffKind(models.TextChoices):
    """How a claim is given up (§ 27 KomHVO NRW)."""

    TEMPORARY = "temporary", _("not pursued for now (befristete Niederschlagung)")
    PERMANENT = "permanent", _("not pursued any more (unbefristete Niederschlagung)")
    REMISSION = "remission", _("remitted (Erlass)")


def grounds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new ground needs no migration."""
    return [(str(value), str(label)) for value, label in Ground.choices]


def legal_ways() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new way needs no migration."""
    return [(str(value), str(label)) for value, label in LegalWay.choices]


def paid_for() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new part needs no migration."""
    return [(str(value), str(label)) for value, label in PaidFor.choices]


def write_off_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in WriteOffKind.choices]


def recovery_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(state.code, state.internal) for state in STATES]
