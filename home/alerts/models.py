"""The alert record."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.cms.fields import LabelsField
from portal.kernel.privacy import classify


class Severity(models.TextChoices):
    """How urgent an alert is; the word stands beside the colour."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Warning")
    DANGER = "danger", _("Danger")


class Alert(models.Model):
    """A message above every page, from one moment until another; ends by itself."""

    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.INFO
    )
    title = LabelsField(_("title"))
    text = LabelsField(_("text"), blank=True, long=True)
    page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page with more"),
    )
    url = models.URLField(
        _("address with more"),
        blank=True,
        help_text=_("Only where no page of the portal tells more."),
    )
    starts_at = models.DateTimeField(_("shown from"), db_index=True)
    ends_at = models.DateTimeField(
        _("shown until"), help_text=_("At this minute the alert disappears by itself.")
    )

    privacy = classify(none="severity title text page url starts_at ends_at")

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="alert_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """The end lies after the start; raises ValidationError."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must lie after the start.")})
