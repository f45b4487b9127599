"""Lines of a plan as rows of a case: read once, and only what changed is written."""

from __future__ import annotations

from typing import Any

from django.db.models import BigAutoField

from portal.kernel.prepared import Prepared
from projects.cases.models import Case
from projects.cases.queries import know_rows

_READS: dict[tuple[Any, ...], Prepared] = {}


def _rows(model: Any, cases: str, joined: tuple[str, ...], case: Case) -> list[Any]:
    """The rows of a case, in the model's order, with what is `joined`."""
    key = (model, joined)
    if key not in _READS:
        _READS[key] = Prepared(
            lambda keys: (
                model.objects.select_related(*joined) if joined else model.objects.all()
            ).filter(**{f"{cases}__pk__in": keys}),
            keys=BigAutoField(),
        )
    return _READS[key].objects(keys=[case.pk])


def lines_of(case: Case, relation: str, *joined: str) -> list[Any]:
    """The rows of a case behind a relation, in their order; the case remembers them.

    `joined` are the foreign keys that are read with them.
    """
    manager = getattr(case, relation)
    known = getattr(case, "_prefetched_objects_cache", {}).get(relation)
    if known is None:
        rows = _rows(manager.model, manager.field.name, joined, case)
        known = know_rows(case, relation, rows)
    return list(known)


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
        # Nothing hangs on a line before the award, so nobody is asked what does (receipts do
        # later, and the database keeps their lines).
        unused = model.objects.filter(pk__in=surplus)
        unused._raw_delete(unused.db)
    fresh = enumerate(wanted[len(rows) :], start=len(rows))
    made = [model(case=case, position=position, **values) for position, values in fresh]
    if made:
        model.objects.bulk_create(made)
    if surplus or made:
        forget_lines(case, relation)


def forget_lines(case: Case, relation: str) -> None:
    """Read the rows anew the next time."""
    getattr(case, "_prefetched_objects_cache", {}).pop(relation, None)
