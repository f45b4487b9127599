"""The case as one file (Akte als Datei): made by the worker for one person, kept for some days."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.made import MadeFile
from portal.kernel.privacy import classify
from projects.cases.models import Case


class Dossier(MadeFile):
    """A ZIP of one case: a PDF of all that is known, its papers, an index, and hashes.

    `missing` counts papers that should be in it and could not be read or were held back.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="dossiers", verbose_name=_("application")
    )
    papers = models.PositiveIntegerField(_("files"), default=0)
    missing = models.PositiveIntegerField(_("missing files"), default=0)

    privacy = classify(none="case papers missing")

    class Meta(MadeFile.Meta):
        indexes = [models.Index(fields=["case", "owner"], name="dossier_case_owner")]
        verbose_name = _("case as a file")
        verbose_name_plural = _("cases as files")

    @property
    def file_name(self) -> str:
        """The name under which it is handed out: `Akte-LKS-2026-0007.zip`."""
        return f"Akte-{self.case.number}.zip"
