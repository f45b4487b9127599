"""Reports to the programme office (Bericht an die Regiestelle): made once, kept as they were."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify
from projects.programmes.models import FundingPeriod

PURPOSE = "Documentation of results and effects for the funder"
RETENTION = "as many years as the programme says, counted from the end of the funding period"


class ReportState(models.TextChoices):
    """How far the files of a report are; stable codes."""

    WAITING = "waiting", _("is being made")
    READY = "ready", _("ready")


def report_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(str(value), str(label)) for value, label in ReportState.choices]


def report_file(report: Any, filename: str) -> str:
    """A place in the private storage that says nothing."""
    return f"reports/{uuid.uuid4().hex}.{filename.rpartition('.')[2]}"


class YearReport(models.Model):
    """The documentation of a funding period; its figures are frozen when it is asked for.

    `content` holds all that the files say (`projects.reports.content`), `changes` what differs from
    the report before. Once the files are made the database refuses any change
    (docs/decisions/0018-reports.md).
    """

    period = models.ForeignKey(
        FundingPeriod,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("funding period"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    cutoff = models.DateTimeField(_("as of"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content = models.JSONField(editable=False)
    changes = models.JSONField(default=list, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=report_states, default=ReportState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pdf = models.FileField(
        storage=get_private_storage, upload_to=report_file, max_length=200, blank=True
    )
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    xlsx = models.FileField(
        storage=get_private_storage, upload_to=report_file, max_length=200, blank=True
    )
    xlsx_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    privacy = classify(
        none="period number cutoff key state done total pdf_sha256 xlsx_sha256 made_at",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="by content changes pdf xlsx")
        ],
    )

    class Meta:
        ordering = ["-cutoff", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="report_number"),
        ]
        verbose_name = _("report to the programme office")
        verbose_name_plural = _("reports to the programme office")

    def __str__(self) -> str:
        return _("Report %(number)s: %(period)s") % {"number": self.number, "period": self.period}

    @property
    def is_ready(self) -> bool:
        """Whether its files can be downloaded."""
        return self.state == ReportState.READY

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has still to make its files."""
        return self.state == ReportState.WAITING

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return min(self.done * 100 // self.total, 100) if self.total else 0

    @property
    def stem(self) -> str:
        """The name of its files: `Bericht-hamm-2026-1`."""
        span = self.period.span.replace("/", "-")
        return f"Bericht-{self.period.programme.code}-{span}-{self.number}"


class ReportPhoto(models.Model):
    """A photo of a project as a report froze it: a copy, named in the content by its hash.

    The consent to print held at that moment; a report stays as it was archived. The database
    refuses any change (docs/decisions/0019-project-pages.md).
    """

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="photos")
    file = models.FileField(storage=get_private_storage, upload_to=report_file, max_length=200)
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)

    privacy = classify(
        none="report sha256",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="file")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="report_photo_once")
        ]
        verbose_name = _("photo of a report")
        verbose_name_plural = _("photos of reports")

    def __str__(self) -> str:
        return self.sha256
