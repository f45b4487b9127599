"""What the office keeps about applications that took another way: late ones, ones on paper."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.calls.models import Call
from projects.cases.models import PURPOSE, RETENTION, Case


class LatePermission(models.Model):
    """One applicant may still apply to a closed call until a moment (Nachfrist).

    With a case it holds for that draft alone, else for whatever its address begins in the call.
    """

    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="late_permissions", verbose_name=_("call")
    )
    email = models.EmailField(_("e-mail address"), db_index=True)
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="late_permissions",
        verbose_name=_("draft"),
    )
    until = models.DateTimeField(_("possible until"))
    reason = models.TextField(_("reason"), max_length=2000)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("allowed by"),
    )
    granted_at = models.DateTimeField(_("allowed on"), default=clock.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    revoked_at = models.DateTimeField(_("taken back on"), null=True, blank=True)

    privacy = classify(
        none="call case until granted_at revoked_at",
        personal=[
            Personal(
                purpose=PURPOSE, retention=RETENTION, fields="email reason granted_by revoked_by"
            )
        ],
    )

    class Meta:
        ordering = ["-granted_at", "-pk"]
        indexes = [models.Index(fields=["call", "email"], name="late_call_email")]
        verbose_name = _("late submission")
        verbose_name_plural = _("late submissions")

    def __str__(self) -> str:
        return f"{self.email} ({self.call})"

    def holds_at(self, moment: datetime) -> bool:
        """Whether one may still apply by it at a moment."""
        return self.revoked_at is None and moment < self.until

    @property
    def is_valid(self) -> bool:
        """Whether one may still apply by it now."""
        return self.holds_at(clock.now())


class PaperApplication(models.Model):
    """An application that came on paper: when, who typed it, whose it is.

    While it is typed, the case belongs to the person of the office who types it; once it is
    received, to the applicant's account, or to nobody's where no address is known.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="paper", verbose_name=_("application")
    )
    arrived_at = models.DateTimeField(_("arrived"))
    email = models.EmailField(_("e-mail address of the applicant"), blank=True)
    late_reason = models.TextField(_("why it counts although late"), max_length=2000, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered"), default=clock.now)

    privacy = classify(
        none="case arrived_at entered_at",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="email late_reason entered_by")
        ],
    )

    class Meta:
        ordering = ["-entered_at", "-pk"]
        verbose_name = _("application on paper")
        verbose_name_plural = _("applications on paper")

    def __str__(self) -> str:
        return str(self.case)
