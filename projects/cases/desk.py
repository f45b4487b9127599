"""What people of the office keep at their desk: files made for them, and views of the list."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify

EXPORT_RETENTION = timedelta(days=7)


class ExportState(models.TextChoices):
    """How far a file is; stable codes."""

    WAITING = "waiting", _("is being made")
    READY = "ready", _("ready")


def export_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(str(value), str(label)) for value, label in ExportState.choices]


def export_name(job: ExportJob, filename: str) -> str:
    """A place in the private storage that says nothing."""
    return f"exports/{job.uuid.hex}.xlsx"


class ExportJob(models.Model):
    """A workbook of applications that the worker makes for one person; deleted after a week.

    `case_ids` are the keys of the cases in their order, as the list showed them when it was asked.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=20, choices=export_states, default=ExportState.WAITING
    )
    filters = models.JSONField(default=dict)
    case_ids = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    file = models.FileField(
        storage=get_private_storage, upload_to=export_name, max_length=200, blank=True
    )
    asked_at = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField(null=True, blank=True)

    privacy = classify(
        none="uuid state rows asked_at made_at",
        personal=[
            Personal(
                purpose="Working with the list of applications in a spreadsheet",
                retention="7 days",
                fields="owner filters case_ids file",
            )
        ],
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("file of applications")
        verbose_name_plural = _("files of applications")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.state == ExportState.READY


class SavedView(models.Model):
    """A name for filters of the list: one's own, or shared with everybody who reads the list."""

    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField(_("shared with the office"), default=False)
    query = models.TextField(max_length=2000, blank=True)
    saved_at = models.DateTimeField()

    privacy = classify(
        none="name is_shared saved_at",
        personal=[
            Personal(
                purpose="Working with the list of applications",
                retention="until its owner deletes it",
                fields="owner query",
            )
        ],
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")

    def __str__(self) -> str:
        return self.name
