"""Reads about imports."""

from __future__ import annotations

from django.db.models import QuerySet

from projects.imports.models import ImportedFile, ImportedRow


def imported_files() -> QuerySet[ImportedFile]:
    """All imported files, the newest first."""
    return ImportedFile.objects.select_related("by")


def rows_of(file: ImportedFile) -> QuerySet[ImportedRow]:
    """What came of a file, in its order."""
    return ImportedRow.objects.filter(file=file).select_related("case", "microproject")
