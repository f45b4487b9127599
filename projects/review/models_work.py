"""Who of the coordination works on a case, and what they note for themselves."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case

LONGEST_TEXT = 5000
"""Characters."""


class InternalNote(models.Model):
    """A note of the office on a case: append-only, never for applicants.

    A mistake is corrected by a further note. `key` is made with the form, so that a double click
    writes one note.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="internal_notes")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("note"), max_length=LONGEST_TEXT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="case key at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at"], name="internal_note_case")]
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")

    def __str__(self) -> str:
        return f"{self.case}, {self.at:%d.%m.%Y %H:%M}"


class Assignment(models.Model):
    """Who of the coordination works on a case, and who stands in; the log keeps earlier ones."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="assignment", verbose_name=_("application")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("responsible"),
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stands in"),
    )
    at = models.DateTimeField(_("since"))

    privacy = classify(
        none="case at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="person substitute")],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(substitute__isnull=True)
                | ~models.Q(substitute=models.F("person")),
                name="assignment_two_people",
            )
        ]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.case}: {self.person}"
