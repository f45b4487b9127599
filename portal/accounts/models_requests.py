"""What people ask for with their account: a copy of their data, and its deletion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify

PURPOSE = "Rights of the data subject (Art. 15, 17 and 20 GDPR)"
LONGEST_NOTE = 2000
OPEN, CLOSED = "open", "closed"
STATES = [(OPEN, _("open")), (CLOSED, _("closed"))]


class Decision(models.TextChoices):
    """What the office decided about a request for deletion; stable codes."""

    GRANTED = "granted", _("account and drafts deleted")
    PARTLY = "partly", _("only drafts deleted, the account stays")
    REFUSED = "refused", _("nothing deleted")


def decisions() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new decision needs no migration."""
    return [(str(value), str(label)) for value, label in Decision.choices]


def export_name(export: DataExport, filename: str) -> str:
    """A place in the private storage that says nothing about people."""
    return f"exports/{filename}"


class DataExport(models.Model):
    """A copy of somebody's data, made by the worker and offered for some days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports"
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(
        storage=get_private_storage, upload_to=export_name, max_length=200, blank=True
    )

    privacy = classify(
        none="asked_at made_at expires_at",
        personal=[
            Personal(purpose=PURPOSE, retention="7 days after it was made", fields="user file")
        ],
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.asked_at:%d.%m.%Y}"


class DeletionRequest(models.Model):
    """Somebody asks to be deleted; the office decides and says what was done.

    Requests that were closed before there were decisions have none. Once granted, `note` is empty
    and the account says nothing about a person any more.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="deletion_requests",
        verbose_name=_("account"),
    )
    note = models.TextField(_("what is meant"), max_length=LONGEST_NOTE, blank=True)
    asked_at = models.DateTimeField(_("received"), db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=STATES, default=OPEN, db_index=True)
    decision = models.CharField(_("decision"), max_length=12, choices=decisions, blank=True)
    outcome = models.TextField(_("what was done"), max_length=LONGEST_NOTE, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    privacy = classify(
        none="asked_at state decision closed_at",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention="three years after it was closed, as proof that it was done",
                fields="user note outcome closed_by",
            )
        ],
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(state=OPEN), name="one_open_deletion_request"
            )
        ]
        verbose_name = _("deletion request")
        verbose_name_plural = _("deletion requests")

    def __str__(self) -> str:
        return f"{self.user}, {self.asked_at:%d.%m.%Y}"
