"""The awarded applications as the office sees them when it sets the words of the register."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from projects.cases.lifecycle import AWARDED
from projects.cases.models import Case
from projects.register.grants import Told
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


def told_of(case: Case) -> Told:
    """What a case says of who stands behind it, for `projects.register.grants` to look through."""
    words = words_of(case)
    return Told(
        uuid=case.uuid.hex,
        number=case.number or "",
        title=case.title,
        carrier=case.carrier_name,
        kind=case.carrier_kind,
        contact=case.contact_name,
        owner=case.owner.get_full_name(),
        words=words.title if words else "",
        is_hidden=bool(words and words.is_protected),
    )
