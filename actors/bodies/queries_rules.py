"""Reading by what a body decides on a day, and whether it reaches its quotas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actors.bodies.models import Body
from actors.bodies.models_rules import BodyQuota, BodyRules, QuotaCount
from actors.bodies.procedure import Rules


@dataclass(frozen=True, slots=True)
class QuotaState:
    """A quota with the last count up to a day; `count` is None where nobody counted yet."""

    quota: BodyQuota
    count: QuotaCount | None

    @property
    def is_reached(self) -> bool | None:
        """Whether the count reaches the percentage; None without a count."""
        if self.count is None:
            return None
        return self.count.count * 100 >= self.quota.percent * self.count.members

    @property
    def percent(self) -> int | None:
        """The share counted, in whole percent (rounded down); None without a count."""
        return self.count.count * 100 // self.count.members if self.count else None


def rules_record_on(body: Body, day: date) -> BodyRules | None:
    """The row whose rules hold on a day; None where the office entered none (one query)."""
    found = BodyRules.objects.filter(body=body, valid_from__lte=day)
    return found.order_by("-valid_from").first()


def rules_on(body: Body, day: date) -> Rules:
    """What a body decides by on a day; §§ 90 and 91 VwVfG NRW where it has no own rules."""
    found = rules_record_on(body, day)
    return found.as_rules() if found else Rules()


def quotas_on(body: Body, day: date) -> list[QuotaState]:
    """The quotas in use with their last counts up to a day (two queries)."""
    quotas = list(BodyQuota.objects.filter(body=body, is_in_use=True).order_by("order", "pk"))
    if not quotas:
        return []
    counts = QuotaCount.objects.filter(quota__in=quotas, day__lte=day).order_by("day")
    last = {count.quota_id: count for count in counts}
    return [QuotaState(quota, last.get(quota.pk)) for quota in quotas]
