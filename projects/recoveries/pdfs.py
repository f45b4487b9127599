"""Letters of hearings and orders to the cash office: tagged (PDF/UA-1), archivable (PDF/A-2a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.pdf import letter_frame, render_pdf
from portal.kernel.reports import Part, chapter
from portal.kernel.reports import as_data as data_of
from portal.templatetags.formats import date_long, euro
from projects.decision.content import LANGUAGE
from projects.decision.models_notices import Notice
from projects.decision.words import euro_words
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import AcceptanceOrder


def hearing_pdf(recovery: Recovery) -> bytes:
    """The letter of a hearing as it was sent."""
    content = recovery.hearing
    with translation.override(LANGUAGE):
        section: dict[str, Any] = {"title": "", "items": [], "rows": [], "foot": []}
        sent_on = clock.local(recovery.hearing_sent_at).date() if recovery.hearing_sent_at else None
        reference = [
            [_("Reference number"), recovery.case.number or ""],
            [_("Day of the letter"), date_long(sent_on)],
            [_("Answer until"), date_long(recovery.hearing_until)],
        ]
        head = letter_frame(
            subject=content["subject"],
            recipient=content["recipient"] or ["–"],
            reference=reference,
            page_word=_("Page {page} of {pages}"),
        )
        sections = [section | {"lines": content["lines"]}]
        return render_pdf(
            template="projects/decision/notice.typ",
            data=head | {"sections": sections, "head": []},
            language=LANGUAGE,
        )


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What an order to the cash office says."""

    order: AcceptanceOrder
    notice: Notice
    due_on: date | None


def order_pdf(facts: OrderFacts) -> bytes:
    """The order to accept money (Annahmeanordnung)."""
    with translation.override(LANGUAGE):
        order, case = facts.order, facts.order.recovery.case
        title = _("Order to accept money %(number)s") % {"number": order.number}
        data = {
            "title": title,
            "subtitle": "",
            "author": settings.OFFICE_NAME,
            "page_word": _("Page {page} of {pages}"),
            "contents_title": "",
            "facts": _facts(facts),
            "notes": [],
            "chapters": data_of([_signatures(facts)]),
        }
        assert case.number
        return render_pdf(template="projects/recoveries/order.typ", data=data, language=LANGUAGE)


def _facts(facts: OrderFacts) -> list[list[str]]:
    order, notice, case = facts.order, facts.notice, facts.order.recovery.case
    days = notice.content["frozen"]["payment_days"]
    later = _("%(days)s days after the notice is final") % {"days": days}
    return [
        [_("Amount"), euro(order.cents)],
        [_("In words"), euro_words(order.cents)],
        [_("For"), str(order.get_part_display())],
        [_("Payer"), case.carrier_name],
        [_("Product"), order.product],
        [_("Account"), order.account],
        [_("Due on"), date_long(facts.due_on) or later],
        [_("Reason"), f"{notice.get_kind_display()} {notice.number}, {case.number} {case.title}"],
    ]


def _signatures(facts: OrderFacts) -> Any:
    reckoned, order = facts.notice, facts.order
    text = _("%(who)s on %(day)s")
    by = [
        [
            _("Right in substance and arithmetic"),
            text % {"who": reckoned.drafted_by.name, "day": date_long(reckoned.drafted_at)},
        ],
        [_("Ordered"), text % {"who": order.by.name, "day": date_long(order.at)}],
    ]
    return chapter(_("Confirmed by"), Part(facts=by), otherwise="")
