"""The awarded applications as the office sees them when it sets the words of the register."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from projects.cases.lifecycle import AWARDED
from projects.cases.models import Case
from projects.register.models import PublicWords


def awarded_cases() -> QuerySet[Case]:
    """Every application that holds an award, the newest first, with its words."""
    found = Case.objects.filter(state__in=AWARDED, number__isnull=False)
    return found.select_related("public_words").order_by("-submitted_at", "-pk")


def awarded_case(pk: int) -> Case | None:
    """One of them."""
    return awarded_cases().filter(pk=pk).first()


def words_of(case: Any) -> PublicWords | None:
    """What the office set for it, read along with the case."""
    return getattr(case, "public_words", None)
