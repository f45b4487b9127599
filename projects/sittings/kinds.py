"""Stable codes of sittings, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from actors.bodies.procedure import Choice, Reason


class Settled(models.TextChoices):
    """How a case came off the agenda; an item without one is still open."""

    DECIDED = "decided", _("decided")
    POSTPONED = "postponed", _("postponed")
    TAKEN_OFF = "taken_off", _("taken off the agenda")
    PUT_OFF = "put_off", _("put off: the body was not quorate")


class RecusalState(models.TextChoices):
    """Whether a member is recused; disputed means that the body has to rule on it."""

    DECLARED = "declared", _("declared")
    DISPUTED = "disputed", _("disputed, the body rules on it")
    CONFIRMED = "confirmed", _("confirmed by the body")
    REFUSED = "refused", _("not confirmed by the body")
    WITHDRAWN = "withdrawn", _("taken back")


RECUSED = frozenset({RecusalState.DECLARED, RecusalState.CONFIRMED})
"""States in which a member leaves the count."""


class MotionState(models.TextChoices):
    """How far a motion is."""

    MADE = "made", _("put to the vote")
    BALLOT = "ballot", _("secret vote is going on")
    MAIL = "mail", _("vote by mail is going on")
    TIE = "tie", _("tie: whoever leads decides")
    CARRIED = "carried", _("carried")
    NOT_CARRIED = "not_carried", _("not carried")
    DROPPED = "dropped", _("withdrawn")


RUNNING = frozenset({MotionState.MADE, MotionState.BALLOT, MotionState.MAIL, MotionState.TIE})
"""States in which a motion waits for its result: one of them for each item."""


class Way(models.TextChoices):
    """How is voted."""

    OPEN = "open", _("open")
    SECRET = "secret", _("secret")
    MAIL = "mail", _("in circulation")


VOTES: dict[str, StrPromise] = {
    Way.OPEN: _("Open vote"),
    Way.SECRET: _("Secret vote"),
    Way.MAIL: _("Vote in circulation"),
}
CHOICES: dict[str, StrPromise] = {
    Choice.YES: _("yes"),
    Choice.NO: _("no"),
    Choice.ABSTAIN: _("abstention"),
}
REASONS: dict[str, StrPromise] = {
    Reason.QUORATE: _("quorate"),
    Reason.SECOND_SUMMONS: _("quorate whatever the number, after the second summons"),
    Reason.NOT_INVITED: _("not quorate: not all members were invited"),
    Reason.TOO_FEW: _("not quorate: too few are there"),
    Reason.NOBODY: _("not quorate: nobody with a vote is there"),
    Reason.MAJORITY: _("majority"),
    Reason.MINORITY: _("no majority"),
    Reason.TIE_CHAIR: _("tie, decided by whoever led"),
    Reason.TIE_REFUSED: _("tie, so not carried"),
    Reason.NO_VOTES: _("nobody voted yes or no"),
    Reason.MAIL_BARRED: _("the rules of the body know no vote by mail"),
    Reason.MAIL_OBJECTED: _("a member objected to the vote by mail"),
    Reason.MAIL_OPEN: _("answers may still come in"),
}


def settled_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in Settled.choices]


def recusal_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(str(value), str(label)) for value, label in RecusalState.choices]


def motion_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(str(value), str(label)) for value, label in MotionState.choices]


def ways() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new way needs no migration."""
    return [(str(value), str(label)) for value, label in Way.choices]


def vote_choices() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new choice needs no migration."""
    return [(str(code), str(label)) for code, label in CHOICES.items()]
