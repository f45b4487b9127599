"""Messages about a case between its people and the office: append-only."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case

LONGEST_MESSAGE = 5000
"""Characters."""


class Message(models.Model):
    """One message of a case; from the office with a due date it is a request.

    `key` is made with the form, so that a double click writes one message. A request is done when
    a message answers it: the applicant's answer, or the office's word that it is settled.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="messages", verbose_name=_("application")
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
    )
    from_office = models.BooleanField(_("from the office"))
    text = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    sent_at = models.DateTimeField(_("sent"))
    due_on = models.DateField(_("answer asked for by"), null=True, blank=True)
    answers = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answer",
        verbose_name=_("answers the request"),
    )

    privacy = classify(
        none="case key from_office sent_at due_on answers",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by text")],
    )

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(from_office=True),
                name="request_from_office",
            )
        ]
        indexes = [models.Index(fields=["case", "from_office"], name="message_case")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.case}, {self.sent_at:%d.%m.%Y %H:%M}"

    @property
    def is_request(self) -> bool:
        """Whether the office asked for something by a day."""
        return self.due_on is not None

    @property
    def is_open(self) -> bool:
        """Whether it is a request that nobody answered or settled yet."""
        return self.is_request and not hasattr(self, "answer")


class ReadMark(models.Model):
    """Up to which message somebody read a case's messages.

    Applicants read each for themselves; of the office one reader is enough.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="read_marks")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_office = models.BooleanField()
    seen = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy = classify(
        none="case from_office seen at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reader")],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reader", "from_office"], name="one_read_mark_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.seen_id}"


class StatusLink(models.Model):
    """A secret link to the status of a case; the token itself is stored nowhere.

    A case has at most one that is not revoked.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="status_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    privacy = classify(
        none="case token_hash made_at expires_at revoked_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="made_by")],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_status_link_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}, {self.made_at:%d.%m.%Y}"
