"""What gathering screens show of decisions: the page of a case, the applicant's page."""

from __future__ import annotations

from typing import Any

from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.decision import permissions as may
from projects.decision.kinds import OF_DECISION, REPEATED, NoticeKind
from projects.decision.models import Decision
from projects.decision.models_notices import Notice
from projects.decision.plain import NAMES, explanation
from projects.decision.queries import (
    course_of,
    current_decision,
    decisions_of,
    early_start_request,
    notices_of,
    waits_for_post,
    wants_portal,
)


def case_decision(case: Case) -> dict[str, Any]:
    """Decisions and notices of a case; the template asks who may read them."""
    notices = notices_of(case)
    out = {each.kind for each in notices if each.is_released} - REPEATED
    return {
        "decisions": decisions_of(case),
        "early_start": early_start_request(case) if case.state in may.EARLY_START_IN else None,
        "notices": [
            (each, course_of(each) if each.is_released else None, waits_for_post(each))
            for each in notices
        ],
        "kinds": [kind for kind in may.kinds_to_draft(case) if kind not in out],
        "in_portal": wants_portal(case),
    }


CASE_DECISION = Panel(
    place="case",
    order=9,
    template="projects/decision/admin/case_decision.html",
    context=case_decision,
)


def my_decision(case: Case) -> dict[str, Any] | None:
    """What was decided, in plain words, and the letters; None before anything is there."""
    decision = None if case.state in may.UNDECIDED else current_decision(case)
    notices = [each for each in notices_of(case) if each.is_released]
    may_choose = case.state not in may.CONSENT_UNTIL
    if decision is None and not notices and not may_choose:
        return None
    letters = [(each, course_of(each)) for each in notices]
    told = next((pair for pair in letters if decision and _carries(pair[0], decision)), None)
    return {
        "decision": decision,
        "phrases": explanation(decision, told) if decision else [],
        "letters": [(NAMES[NoticeKind(each.kind)], each, course) for each, course in letters],
        "obligations": list(decision.obligations.all()) if decision and told else [],
        "conditions": list(decision.conditions.all()) if decision and told else [],
        "in_portal": wants_portal(case),
        "early_start": early_start_request(case) if case.state in may.EARLY_START_IN else None,
        "may_begin": any(each.kind == NoticeKind.EARLY_START for each in notices),
    }


def _carries(notice: Notice, decision: Decision) -> bool:
    return notice.decision_id == decision.pk and notice.kind in OF_DECISION


APPLICATION_DECISION = Panel(
    place="application",
    order=5,
    template="projects/decision/application_decision.html",
    context=my_decision,
)
