"""Rounds with carriers (Trägerrunden): which projects take part in a meeting of a body."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.monitoring.models import LONGEST_TEXT


class RoundProject(models.Model):
    """A project that takes part in a meeting; whether somebody came, and what they told in a line.

    `attended` is None as long as nobody noted it.
    """

    meeting = models.ForeignKey(
        "actors.Meeting",
        on_delete=models.PROTECT,
        related_name="round_projects",
        verbose_name=_("meeting"),
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rounds")
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    attended = models.BooleanField(_("somebody came"), null=True, blank=True)
    told = models.TextField(_("what the project told"), max_length=LONGEST_TEXT, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="meeting case invited_at attended at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="told by")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "case"], name="round_project_once")
        ]
        verbose_name = _("project of a round")
        verbose_name_plural = _("projects of rounds")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.case}"

    @property
    def is_noted(self) -> bool:
        """Whether something was noted, so that it stays."""
        return self.attended is not None or bool(self.told) or self.invited_at is not None
