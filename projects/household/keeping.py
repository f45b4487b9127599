"""How a write of the own budget begins and ends: under the lock of the budget, once by its key."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from portal.kernel import clock
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.lifecycle import NotAllowed
from projects.budget.models import LONGEST_DOCUMENT, LONGEST_REASON
from projects.household.lifecycle import BUDGET
from projects.household.models import OwnBudget

Record = TypeVar("Record", bound=models.Model)


def locked(pk: int, event: str) -> OwnBudget:
    """The budget, held until the transaction ends; raises NotAllowed `state` for the event."""
    budget = OwnBudget.objects.select_for_update().get(pk=pk)
    BUDGET.find(budget.state, event)
    return budget


def check_cents(cents: int, *, least: int = 1) -> None:
    """Refuse what is no amount; raises NotAllowed `amount`."""
    if not least <= cents <= MAX_CENTS:
        raise NotAllowed("amount")


def check_words(reason: str, document: str = "") -> None:
    """Refuse a missing reason and texts that do not fit; raises NotAllowed."""
    if not reason.strip() or len(reason) > LONGEST_REASON or "\0" in reason:
        raise NotAllowed("reason")
    if len(document) > LONGEST_DOCUMENT or "\0" in document:
        raise NotAllowed("document")


def check_line(text: str, longest: int, code: str) -> None:
    """Refuse an empty or too long line; raises NotAllowed with the code."""
    if not text.strip() or len(text) > longest or "\0" in text:
        raise NotAllowed(code)


def day_for(budget: OwnBudget) -> date:
    """Today, or the day of the budget's year that is nearest to it."""
    return max(budget.starts_on, min(clock.today(), budget.ends_on))


def before(model: type[Record], key: Any, **fields: Any) -> Record | None:
    """What the same form made before; raises NotAllowed `key_used` for something else."""
    found = model._default_manager.filter(key=key).first()
    if found and any(getattr(found, name) != value for name, value in fields.items()):
        raise NotAllowed("key_used")
    return found


def make(model: type[Record], fields: dict[str, Any], *, taken: str = "key_used") -> Record:
    """The new row; raises NotAllowed with the code `taken` where it may be there only once."""
    try:
        with transaction.atomic():
            return model._default_manager.create(**fields)
    except IntegrityError as error:
        raise NotAllowed(taken) from error
