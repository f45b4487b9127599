"""Lines of a plan as rows of a case: read once, and only what changed is written."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects

from projects.cases.models import Case


def lines_of(case: Case, relation: str, *joined: str) -> list[Any]:
    """The rows of a case behind a relation, in their order; the case remembers them.

    `joined` are the foreign keys that are read with them.
    """
    manager = getattr(case, relation)
    rows = manager.model.objects.select_related(*joined) if joined else manager.model.objects.all()
    prefetch_related_objects([case], models.Prefetch(relation, rows))
    return list(manager.all())


def replace_lines(case: Case, relation: str, wanted: list[dict[str, Any]]) -> None:
    """Make the rows behind a relation say what `wanted` says, each line the values of its columns.

    While somebody types, one row of a plan changes: that is one query, not a plan written anew.
    """
    manager = getattr(case, relation)
    model = manager.model
    rows = lines_of(case, relation)
    changed = []
    for row, values in zip(rows, wanted, strict=False):
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different:
            changed.append(row)
    if changed:
        model.objects.bulk_update(changed, sorted(wanted[0]))
    if surplus := [row.pk for row in rows[len(wanted) :]]:
        model.objects.filter(pk__in=surplus).delete()
    fresh = enumerate(wanted[len(rows) :], start=len(rows))
    made = [model(case=case, position=position, **values) for position, values in fresh]
    if made:
        model.objects.bulk_create(made)
    if surplus or made:
        forget_lines(case, relation)


def forget_lines(case: Case, relation: str) -> None:
    """Read the rows anew the next time."""
    getattr(case, "_prefetched_objects_cache", {}).pop(relation, None)
