"""The log of what was done, by whom, when and why: append-only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify


class LogEntry(models.Model):
    """One event in the life of a record; never changed and never deleted with a user."""

    at = models.DateTimeField(_("at"), default=clock.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    event = models.CharField(_("event"), max_length=60)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(default=dict, blank=True)

    privacy = classify(
        none="at subject_type subject_id event",
        personal=[
            Personal(
                purpose="Traceability of public spending (§ 44 LHO NRW)",
                retention="as long as the record it belongs to",
                fields="actor reason data",
            )
        ],
    )

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="log_subject")]
        ordering = ["at", "pk"]
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"


def record(
    *,
    actor: Any | None,
    subject: models.Model,
    event: str,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> LogEntry:
    """Write one entry; `actor` None means the portal itself (a scheduled job)."""
    return LogEntry.objects.create(
        actor=actor if actor and actor.is_authenticated else None,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        event=event,
        reason=reason,
        data=data or {},
    )


def history(subject: models.Model) -> models.QuerySet[LogEntry]:
    """The entries of a record, oldest first, with their actors."""
    return LogEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).select_related("actor")
