"""The payments of a case in its PDF: what was asked for, who certified it, when it was paid."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Part, chapter
from portal.templatetags.formats import date_long, datetime_long, euro
from projects.casefile.words import NOTHING
from projects.cases.models import Case
from projects.payments.models_payments import Disbursement
from projects.payments.queries import accounts_of, payments_of


def payments(case: Case) -> Chapter:
    """Accounts as they are shown everywhere (masked), and each payment from plan to day."""
    accounts = [
        f"{each.holder}, {each.masked}, {each.by.name}, {datetime_long(each.at)}"
        for each in accounts_of(case)
    ]
    return chapter(
        _("Disbursements"),
        Part(_("Accounts that were named"), items=accounts),
        *(_payment(each) for each in payments_of(case)),
        otherwise=_("Nothing was paid or planned."),
    )


def _payment(one: Disbursement) -> Part:
    facts = [
        [_("Status"), one.status],
        [_("What for"), one.reason],
        [_("Due on"), date_long(one.due_on)],
        [_("Planned by"), _signed(one.by, one.at)],
        [_("Certified in substance"), _signed(one.substance_by, one.substance_at)],
        [_("Certified in figures"), _signed(one.figures_by, one.figures_at)],
        [_("Order"), one.order.number if one.order else NOTHING],
        [_("Paid on"), date_long(one.executed_on) or NOTHING],
    ]
    if one.ended_reason:
        facts.append([_("Why it ended"), one.ended_reason])
    return Part(euro(one.cents), facts=facts)


def _signed(who: Any, at: datetime | None) -> str:
    return f"{who.name}, {datetime_long(at)}" if who else NOTHING
