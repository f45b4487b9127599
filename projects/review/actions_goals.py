"""The coordination says which goals of the action plan a project serves."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.queries import goals_of
from projects.programmes.models import OptionKind
from projects.review import permissions as may
from projects.review.actions import locked, require


@transaction.atomic
def set_goals(*, by: Any, case: Case, codes: Collection[str]) -> Case:
    """Set or correct the goals of a case, by their codes; the same again changes nothing.

    What the carrier answered stands in the history. Raises PermissionDenied, NotAllowed (`goal`:
    not of this programme, or not active and not chosen before).
    """
    case = locked(case)
    require(may.may_review(by, case))
    before = [option.code for option in goals_of(case)]
    options = [each for each in case.call.programme.options.all() if each.kind == OptionKind.GOAL]
    known = {each.code: each for each in options if each.is_active or each.code in before}
    if not set(codes) <= set(known):
        raise NotAllowed("goal")
    after = [code for code in known if code in codes]
    if set(after) == set(before):
        return case
    case.goals.set([known[code] for code in after])
    data = {"before": before, "after": after}
    audit.record(actor=by, subject=case, event="goals_set", data=data)
    return case
