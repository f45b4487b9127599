"""Stable codes of decisions and notices, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.cases import lifecycle as life


class Outcome(models.TextChoices):
    """What was decided; the codes are those of the states that a case reaches."""

    APPROVED = life.APPROVED, _("approved")
    APPROVED_WITH_OBLIGATIONS = life.APPROVED_WITH_OBLIGATIONS, _("approved with obligations")
    POSTPONED = life.POSTPONED, _("postponed")
    REJECTED = life.REJECTED, _("rejected")


EVENTS = {
    Outcome.APPROVED: "approve",
    Outcome.APPROVED_WITH_OBLIGATIONS: "approve_with_obligations",
    Outcome.POSTPONED: "postpone",
    Outcome.REJECTED: "reject",
}
"""The event of the lifecycle that carries an outcome out."""


class DecidedBy(models.TextChoices):
    """Who decides."""

    OFFICE = "office", _("the office alone")
    BODY = "body", _("a body")


class NoticeKind(models.TextChoices):
    """What a notice says."""

    AWARD = "award", _("award notice")
    REJECTION = "rejection", _("rejection")
    DEFERRAL = "deferral", _("message of deferral")
    EARLY_START = "early_start", _("consent to an early start")
    FORMAL = "formal", _("rejection for formal reasons")
    EXTENSION = "extension", _("change: longer period")
    REALLOCATION = "reallocation", _("change: other plan of costs")
    RECOVERY = "recovery", _("recovery notice")
    INTEREST = "interest", _("interest notice")


OF_DECISION = frozenset({NoticeKind.AWARD, NoticeKind.REJECTION, NoticeKind.DEFERRAL})
"""What carries a decision out; each once per decision."""
CHANGES = frozenset({NoticeKind.EXTENSION, NoticeKind.REALLOCATION})
"""Change notices (Änderungsbescheid): as often as needed, and the state stays."""
REPEATED = CHANGES | {NoticeKind.RECOVERY, NoticeKind.INTEREST}
"""What may go out more than once in a case; later steps say when (`projects.decision.later`)."""


class Remedy(models.TextChoices):
    """Which remedy a notice tells of; it is the code of a text module as well."""

    COURT = "remedy_court", _("action at the administrative court")
    OBJECTION = "remedy_objection", _("objection at the office")
    NONE = "none", _("none is told")


class Part(models.TextChoices):
    """The parts of a notice, in the order in which they stand."""

    OPENING = "opening", _("opening and decision")
    CALCULATION = "calculation", _("calculation")
    PERIOD = "period", _("period")
    PAYOUT = "payout", _("payout")
    SIDE_CONDITIONS = "side_conditions", _("side conditions")
    OBLIGATIONS = "obligations", _("obligations and conditions")
    PROOF = "proof", _("proof of use")
    REASONS = "reasons", _("reasons")
    COURT = "remedy_court", _("remedy: action")
    OBJECTION = "remedy_objection", _("remedy: objection")
    CLOSING = "closing", _("closing")
    WAIVER = "waiver", _("form to waive the remedy")


REMEDIES = frozenset({Part.COURT, Part.OBJECTION})


class DeliveryWay(models.TextChoices):
    """How a notice reaches the carrier."""

    POST = "post", _("by post")
    PORTAL = "portal", _("in the portal")


def outcomes() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new outcome needs no migration."""
    return [(str(value), str(label)) for value, label in Outcome.choices]


def deciders() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new decider needs no migration."""
    return [(str(value), str(label)) for value, label in DecidedBy.choices]


def notice_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in NoticeKind.choices]


def remedies() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new remedy needs no migration."""
    return [(str(value), str(label)) for value, label in Remedy.choices]


def parts() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new part needs no migration."""
    return [(str(value), str(label)) for value, label in Part.choices]


def delivery_ways() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new way needs no migration."""
    return [(str(value), str(label)) for value, label in DeliveryWay.choices]
