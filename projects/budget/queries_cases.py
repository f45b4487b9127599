"""Money of others in the financing plan of a case, beside what it holds of the pot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField

from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.cases.plan import FinancingItem, FinancingSource

THIRD_PARTY = (FinancingSource.PUBLIC, FinancingSource.PRIVATE)


def _real() -> Any:
    """What the proof of use tells of the lines; it stands higher in the chain."""
    model: Any = FinancingItem._meta.get_field("real").related_model
    return model


LINES = Part(
    Prepared(
        lambda case: FinancingItem.objects.filter(case__pk=case, source__in=THIRD_PARTY),
        case=BigAutoField(),
    ),
    of_case,
)
REAL = Part(
    Prepared(
        lambda case: _real().objects.filter(case__pk=case, item__isnull=False),
        case=BigAutoField(),
    ),
    of_case,
)


@dataclass(frozen=True, slots=True)
class OtherMoney:
    """A line of the financing plan; `received` (cents) once the proof of use tells it."""

    item: FinancingItem
    received: int | None

    @property
    def promised(self) -> int | None:
        """Cents that are confirmed; None where they are only asked for."""
        return self.item.amount_cents if self.item.is_confirmed else None


def other_money_of(case: Case) -> list[OtherMoney]:
    """Public and private third-party money of a case, in the order of its plan."""
    told = {each.item_id: each.amount_cents for each in REAL.of(case)}
    return [OtherMoney(item, told.get(item.pk)) for item in LINES.of(case)]
