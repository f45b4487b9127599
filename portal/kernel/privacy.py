"""What personal data a field holds: every model of ours declares it (Art. 30 GDPR register).

A model sets `privacy = classify(none="title slug", personal=[Personal(...)])` for its own
fields; abstract bases declare theirs. `classification(model)` gathers along the bases, and a
test fails for a field that nobody classified.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Personal:
    """Fields with personal data: why they are kept and until when."""

    purpose: str
    retention: str
    fields: str

    def names(self) -> list[str]:
        """The field names."""
        return self.fields.split()


def classify(*, none: str = "", personal: Iterable[Personal] = ()) -> dict[str, Personal | None]:
    """Map each field name to None (no personal data) or to its purpose and retention."""
    result: dict[str, Personal | None] = dict.fromkeys(none.split())
    for entry in personal:
        result.update(dict.fromkeys(entry.names(), entry))
    return result


def classification(model: type[Any]) -> dict[str, Personal | None]:
    """All declarations for a model, gathered from it and its bases."""
    result: dict[str, Personal | None] = {}
    for base in reversed(model.__mro__):
        result.update(base.__dict__.get("privacy", {}))
    return result
