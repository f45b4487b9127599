"""What was taken over from spreadsheets, so that nothing is taken over twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.calls.models import Call
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.programmes.models import FundingProgramme
from projects.showcase.models import Microproject


class Kind(models.TextChoices):
    """What a file holds; stable codes."""

    CASES = "cases", _("earlier applications")
    PROJECTS = "projects", _("finished projects")


def kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in Kind.choices]


class ImportedFile(models.Model):
    """A spreadsheet that was imported: its fingerprint, who did it, how much came of it."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=kinds)
    created = models.PositiveIntegerField(_("taken over"))
    skipped = models.PositiveIntegerField(_("left out"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("imported by"),
    )
    at = models.DateTimeField(_("imported"), default=clock.now)

    privacy = classify(
        none="sha256 kind created skipped at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="name by")],
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return self.name


class ImportedRow(models.Model):
    """Which old number became which case or project; a number of a programme comes once."""

    file = models.ForeignKey(ImportedFile, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField(_("row"))
    programme = models.ForeignKey(FundingProgramme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=kinds)
    old_number = models.CharField(_("old number"), max_length=30)
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="imported"
    )
    microproject = models.OneToOneField(
        Microproject, on_delete=models.PROTECT, null=True, blank=True, related_name="imported"
    )

    privacy = classify(none="file row programme kind old_number case microproject")

    class Meta:
        ordering = ["file", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "old_number"], name="old_number_once"
            )
        ]
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")

    def __str__(self) -> str:
        return self.old_number


class PendingSheet(models.Model):
    """A spreadsheet that was looked through but not imported yet; forgotten after a day."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=kinds)
    programme = models.ForeignKey(FundingProgramme, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    privacy = classify(
        none="sha256 kind programme call at",
        personal=[Personal(purpose=PURPOSE, retention="one day", fields="name content by")],
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
