"""Money that was claimed back in the PDF of a case: hearing, answers, claim, payments."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_long, date_short, datetime_long, euro
from projects.casefile.words import NOTHING
from projects.cases.models import Case
from projects.recoveries import lifecycle as life
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import WriteOff
from projects.recoveries.queries_claims import for_standing, standings


def recoveries(case: Case) -> Chapter:
    """Each recovery from its opening to its end; the notices have a chapter of their own."""
    found = list(for_standing().filter(case=case).select_related("opened_by").order_by("pk"))
    return chapter(
        _("Recoveries"),
        *(_recovery(each) for each in found),
        otherwise=_("Nothing was claimed back."),
    )


def _recovery(one: Recovery) -> Part:
    standing = standings([one])[one.pk]
    facts = [
        [_("Status"), str(_(life.RECOVERY.state(one.state).internal))],
        [_("Legal way"), str(one.get_legal_way_display())],
        [_("Amount"), euro(one.cents)],
        [_("Reason"), one.reason],
        [_("Known since"), date_long(one.known_on)],
        [_("Opened by"), f"{one.opened_by.name}, {datetime_long(one.opened_at)}"],
        [_("Hearing"), datetime_long(one.hearing_sent_at) or NOTHING],
        [_("Answer until"), date_long(one.hearing_until) or NOTHING],
        [_("How the answer is weighed"), one.weighing or NOTHING],
        [_("Owed with interest"), euro(standing.open)],
    ]
    extra = {
        _("Why after a year"): one.late_reason,
        _("Claim no interest"): one.no_interest_reason,
        _("Why it was dropped"): one.end_reason,
    }
    facts += [[label, text] for label, text in extra.items() if text]
    answers = [
        f"{datetime_long(each.at)}, {each.by.name}: {each.text}"
        for each in one.answers.select_related("by")
    ]
    title = str(one.get_ground_display())
    return Part(title[:1].upper() + title[1:], facts=facts, items=answers, tables=_tables(one))


def _tables(one: Recovery) -> list[Grid]:
    paid = [
        [date_short(each.received_on), str(each.get_paid_for_display()), euro(each.entry.cents)]
        for each in one.payments.all()
    ]
    off = [
        [str(each.get_kind_display()), each.proposed_by.name, _other(each), euro(each.cents)]
        for each in one.write_offs.select_related("proposed_by", "confirmed_by")
    ]
    orders = [
        [each.number, each.by.name, each.sha256, euro(each.cents)]
        for each in one.orders.select_related("by")
    ]
    amount = _("Amount")
    grids = [
        Grid([_("Received on"), _("For"), amount], paid, _("Payments received"), numeric=[2]),
        Grid(
            [_("Kind"), _("Proposed by"), _("Confirmed by"), amount],
            off,
            _("Write-offs"),
            numeric=[3],
        ),
        Grid(
            [_("Order"), _("Ordered by"), _("Hash (SHA-256)"), amount],
            orders,
            _("Orders to the cash office"),
            numeric=[3],
            wide=[2],
        ),
    ]
    return [grid for grid in grids if grid.rows]


def _other(write_off: WriteOff) -> str:
    return write_off.confirmed_by.name if write_off.confirmed_by else NOTHING
