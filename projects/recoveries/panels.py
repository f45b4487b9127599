"""What gathering screens show of recoveries: the page of a case, the applicant's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.recoveries import lifecycle as life
from projects.recoveries.models import Recovery
from projects.recoveries.permissions import FULL_IN, REFUND_IN
from projects.recoveries.queries import recoveries_of


def case_recoveries(case: Case) -> dict[str, Any] | None:
    """The recoveries of a case; the template asks who may read and act. No query of its own."""
    found = recoveries_of(case)
    opens = case.state in FULL_IN and not any(each.is_open for each in found)
    if not found and case.state not in FULL_IN | REFUND_IN:
        return None
    return {
        "recoveries": [(each, _(life.RECOVERY.state(each.state).internal)) for each in found],
        "opens": opens,
        "refunds": case.state in REFUND_IN,
    }


CASE_RECOVERY = Panel(
    place="case",
    order=10,
    template="projects/recoveries/admin/case_recovery.html",
    context=case_recoveries,
)


def my_recoveries(case: Case) -> dict[str, Any] | None:
    """What the carrier is heard about or owes; None before a hearing was sent."""
    found = [each for each in recoveries_of(case) if each.hearing_sent_at]
    if not found:
        return None
    return {"recoveries": [(each, public_status(each)) for each in found]}


def public_status(recovery: Recovery) -> str:
    """The state of a recovery in plain words for its carrier."""
    return str(_(life.RECOVERY.state(recovery.state).public))


APPLICATION_RECOVERY = Panel(
    place="application",
    order=6,
    template="projects/recoveries/application_panel.html",
    context=my_recoveries,
)
