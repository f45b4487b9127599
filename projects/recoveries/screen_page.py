"""What the page of a recovery in the admin shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.kernel import clock
from projects.decision.models_notices import Notice
from projects.decision.queries import course_of
from projects.recoveries import lifecycle as life
from projects.recoveries import permissions as may
from projects.recoveries.content import interest_rows
from projects.recoveries.interest import MissingRateError
from projects.recoveries.kinds import PaidFor
from projects.recoveries.models import Recovery
from projects.recoveries.queries import (
    answers_of,
    is_hearing_over,
    is_year_over,
    missing_rate_words,
    revoke_until,
    settings_of,
)
from projects.recoveries.queries_claims import for_standing, interest_of, standings


def page_context(user: Any, recovery: Recovery) -> dict[str, Any]:
    """All of a recovery, and what the reader may do next."""
    rules = settings_of(recovery.case.call.programme)
    return {
        "recovery": recovery,
        "stage": _(life.RECOVERY.state(recovery.state).internal),
        "answers": answers_of(recovery),
        "revoke_until": revoke_until(recovery, rules),
        "year_over": recovery.is_before_notice and is_year_over(recovery, rules),
        "hearing_over": recovery.state == life.HEARING and is_hearing_over(recovery),
        "drafts": _drafts(recovery),
        "may": _rights(user, recovery),
        **(_claim(user, recovery) if not recovery.is_before_notice else {}),
    }


def _drafts(recovery: Recovery) -> list[Notice]:
    found = Notice.objects.filter(case=recovery.case, released_at__isnull=True)
    return list(found.filter(kind__in=("recovery", "interest")).order_by("pk"))


def _rights(user: Any, recovery: Recovery) -> dict[str, bool]:
    asked = {
        "hearing": may.may_send_hearing,
        "note_answer": may.may_note_answer,
        "weigh": may.may_weigh,
        "drop": may.may_drop,
        "pay": may.may_note_payment,
        "order": may.may_order_acceptance,
        "plan": may.may_plan,
        "leave_interest": may.may_leave_interest,
        "write_off": may.may_propose_write_off,
        "settle": may.may_settle,
    }
    return {name: ask(user, recovery) for name, ask in asked.items()}


def _claim(user: Any, recovery: Recovery) -> dict[str, Any]:
    """The claim of a noticed recovery with its payments and interest."""
    whole = for_standing().get(pk=recovery.pk)
    standing = standings([whole])[whole.pk]
    plans = list(whole.plans.all())
    return {
        "standing": standing,
        "overdue": standing.overdue(clock.today()),
        "today": clock.today(),
        "course": course_of(whole.notice) if whole.notice else None,
        "notices": [each for each in (whole.notice, whole.interest_notice) if each],
        "payments": list(whole.payments.all()),
        "plan": plans[-1] if plans else None,
        "orders": {each.part: each for each in whole.orders.all()},
        "order_parts": _order_parts(whole),
        "write_offs": [(each, may.may_judge_write_off(user, each)) for each in _write_offs(whole)],
        **_interest(whole),
    }


def _write_offs(recovery: Recovery) -> Any:
    return recovery.write_offs.select_related("proposed_by", "confirmed_by", "recovery__case")


def _order_parts(recovery: Recovery) -> list[tuple[str, str]]:
    """The parts that are claimed and not ordered yet."""
    known = {each.part for each in recovery.orders.all()}
    claims = {PaidFor.PRINCIPAL: recovery.cents and recovery.notice}
    claims[PaidFor.INTEREST] = recovery.interest_notice
    return [
        (str(part), str(part.label))
        for part, there in claims.items()
        if there and part not in known
    ]


def _interest(recovery: Recovery) -> dict[str, Any]:
    try:
        found = interest_of(recovery)
    except MissingRateError as missing:
        return {"rate_missing": missing_rate_words(missing.first_day)}
    return {"interest": found, "interest_rows": interest_rows(found.periods)}
