"""Clarifications (Nachforderungen): what the office asked on which questions, and the answers."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case

LONGEST_TEXT = 5000
"""Characters."""


class Clarification(models.Model):
    """One round of asking an applicant: a text, a day, and questions of the form to answer anew.

    It ends with the applicant's answer, or when the office goes on without one. `key` is made with
    the form, so that a double click asks once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clarifications")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("what is asked"), max_length=LONGEST_TEXT)
    due_on = models.DateField(_("answer until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(_("answer in words"), max_length=LONGEST_TEXT, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # Why the office went on without an answer; empty where the applicant answered.
    end_reason = models.TextField(max_length=LONGEST_TEXT, blank=True)

    privacy = classify(
        none="case key due_on asked_at reminded_at ended_at",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="text asked_by reply ended_by end_reason",
            )
        ],
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_clarification",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(ended_at__isnull=True),
                name="clarification_due",
            )
        ]
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")

    def __str__(self) -> str:
        return f"{self.case}, {self.asked_at:%d.%m.%Y}"

    @property
    def is_open(self) -> bool:
        """Whether the applicant can still answer."""
        return self.ended_at is None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without an answer."""
        return self.is_open and self.due_on < clock.today()

    @property
    def asked_on(self) -> date:
        """The day on which the clock of the promise stopped."""
        return clock.local(self.asked_at).date()


class ClarifiedQuestion(models.Model):
    """A question of the form that is to be answered anew: its answer before and after, frozen."""

    clarification = models.ForeignKey(
        Clarification, on_delete=models.PROTECT, related_name="questions"
    )
    question = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    privacy = classify(
        none="clarification question",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="before after")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clarification", "question"], name="clarified_question_once"
            )
        ]
        verbose_name = _("question of a clarification")
        verbose_name_plural = _("questions of clarifications")

    def __str__(self) -> str:
        return self.question
