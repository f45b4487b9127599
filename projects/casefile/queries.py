"""Reads about cases as files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from projects.casefile.models import Dossier
from projects.cases.models import Case


def dossiers_of(user: Any, case: Case) -> list[Dossier]:
    """What a person had made of a case, the newest first."""
    return list(Dossier.objects.filter(case=case, owner=user.pk))


def dossier_by_uuid(case: Case, uuid: UUID) -> Dossier | None:
    """One of a case by its address."""
    found = Dossier.objects.filter(case=case, uuid=uuid).first()
    if found:
        found.case = case
    return found
