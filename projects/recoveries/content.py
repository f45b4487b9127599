"""What letters about money to be paid back say, in German (§ 23 VwVfG NRW), as plain data."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.templatetags.formats import date_long, date_short, euro
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.decision.content import LANGUAGE
from projects.decision.later import Figures
from projects.decision.placeholders import filled
from projects.decision.words import euro_words
from projects.recoveries.defaults import GROUNDS, HEARING, WAYS
from projects.recoveries.fields import percent
from projects.recoveries.lifecycle import CLAIMED, HEARD
from projects.recoveries.models import Recovery
from projects.recoveries.queries import settings_of
from projects.recoveries.queries_claims import claimed_of, interest_of, points_of

NOTHING = Figures(values={}, frozen={})


def hearing_content(recovery: Recovery) -> dict[str, Any]:
    """The letter of a hearing: kept with the recovery, never made again."""
    case = recovery.case
    with translation.override(LANGUAGE):
        values = _values(recovery) | {
            "title": case.title,
            "number": case.number or "",
            "carrier": case.carrier_name,
            "until": date_long(recovery.hearing_until),
        }
        texts = [filled(text, values) for text in HEARING]
        return {
            "cents": recovery.cents,
            "subject": _("Hearing: money to be paid back – %(title)s") % {"title": case.title},
            "recipient": [line for line in (case.carrier_name, case.contact_name) if line],
            "lines": [line for text in texts for line in text.splitlines() if line.strip()],
        }


def _values(recovery: Recovery) -> dict[str, str]:
    """What all letters say of a recovery."""
    claim = euro(recovery.cents)
    heard_on = recovery.hearing_sent_at
    return {
        "claim": claim,
        "claim_words": euro_words(recovery.cents),
        "claim_way": WAYS[recovery.legal_way].format(claim=claim),
        "claim_ground": GROUNDS[recovery.ground],
        "claim_reason": recovery.reason,
        "weighing": recovery.weighing,
        "heard_on": date_long(clock.local(heard_on).date()) if heard_on else "",
        "undue_from": date_long(recovery.undue_from),
        "points": percent(points_of(recovery)).removesuffix(",00"),
        "payment_days": str(settings_of(recovery.case.call.programme).payment_days),
        "claim_number": (recovery.notice.number or "") if recovery.notice else "",
    }


def recovery_figures(case: Case) -> Figures:
    """The recovery notice: what was paid, what came back, what is owed."""
    recovery = Recovery.objects.filter(case=case, state=HEARD).first()
    if recovery is None:
        return NOTHING
    recovery.case = case
    pot = pot_of_case(case)
    rows = [
        [_("Paid out"), euro(pot.paid)],
        [_("paid back already"), _less(pot.refunded)],
        [_("claimed before"), _less(pot.claimed)],
    ]
    kept = pot.paid - pot.refunded - pot.claimed - recovery.cents
    rows.append([_("stays with the carrier"), _less(kept)])
    rules = settings_of(case.call.programme)
    return Figures(
        values=_values(recovery),
        frozen={
            "cents": recovery.cents,
            "payment_days": rules.payment_days,
            "points": rules.points,
            "recovery": recovery.pk,
        },
        head=[_("Calculation"), _("Amount")],
        rows=[rows[0], *(row for row in rows[1:] if row[1])],
        foot=[_("To be paid back"), euro(recovery.cents)],
    )


def _less(cents: int) -> str:
    return f"−{euro(cents)}" if cents > 0 else ""


def interest_figures(case: Case) -> Figures:
    """The interest notice: every period with its days and its rate. Raises MissingRateError."""
    recovery = claimed_of(case)
    if recovery is None or recovery.state != CLAIMED:
        return NOTHING
    recovery.case = case
    found = interest_of(recovery)
    values = _values(recovery) | {
        "interest": euro(found.cents),
        "interest_words": euro_words(found.cents),
    }
    return Figures(
        values=values,
        frozen={
            "cents": found.cents,
            "payment_days": settings_of(case.call.programme).payment_days,
            "recovery": recovery.pk,
        },
        head=[_("Span of days"), _("Amount"), _("Rate"), _("Number of days"), _("Interest")],
        rows=interest_rows(found.periods),
        foot=[_("Interest altogether"), "", "", "", euro(found.cents)],
    )


def interest_rows(periods: Any) -> list[list[str]]:
    """Period by period: days, principal, rate, number of days, interest."""
    return [
        [
            f"{date_short(each.first)} – {date_short(each.last)}",
            euro(each.principal),
            f"{percent(each.rate)} %",
            str(each.days),
            euro(each.cents),
        ]
        for each in periods
    ]
