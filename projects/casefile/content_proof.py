"""The proof of use in the PDF of a case: figures, receipts with verdicts, report, result."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Part, chapter
from portal.templatetags.formats import date_long, datetime_long, euro
from projects.cases.models import Case
from projects.proof import content
from projects.proof.models import ReceiptCheck
from projects.proof.models_proof import Closing, Extension, ProofResult
from projects.proof.permissions import PROVED
from projects.proof.queries import extensions_of, hand_ins_of, last_hand_in
from projects.proof.queries_standing import standing_of


def proofs(case: Case) -> list[Chapter]:
    """The chapters of the proof; none before the first payment."""
    if case.state not in PROVED:
        return []
    hand_in = last_hand_in(case)
    standing = standing_of(case, hand_in.rules if hand_in else None)
    return [
        content.figures(case, standing),
        content.receipts(standing),
        content.outcomes(case),
        content.report(case),
        check(case),
    ]


def check(case: Case) -> Chapter:
    """Every handing in, request, verdict and result, also those that no longer count."""
    said = ReceiptCheck.objects.filter(receipt__case=case).select_related("receipt", "by")
    results = ProofResult.objects.filter(hand_in__case=case).select_related("by", "confirmed_by")
    closing = Closing.objects.filter(case=case).select_related("by").first()
    items = [
        *(f"{datetime_long(each.at)}: {_('handed in')}" for each in hand_ins_of(case)),
        *(_extension(each) for each in extensions_of(case)),
        *(_verdict(each) for each in said),
        *(_result(each) for each in results),
    ]
    if closing:
        words = _("Closed on %(when)s by %(name)s; kept until %(day)s.")
        items.append(
            words
            % {
                "when": datetime_long(closing.at),
                "name": closing.by.name,
                "day": date_long(closing.keep_until),
            }
        )
    return chapter(
        _("Check of the proof"), Part(items=items), otherwise=_("Nothing was handed in.")
    )


def _extension(each: Extension) -> str:
    words = {None: _("open"), True: _("granted"), False: _("refused")}[each.is_granted]
    named = {"day": date_long(each.until), "answer": words}
    return _("More time until %(day)s: %(answer)s") % named


def _verdict(each: ReceiptCheck) -> str:
    return (
        f"{datetime_long(each.at)}, {each.by.name}: {each.receipt.number}, "
        f"{each.get_verdict_display()}, {euro(each.accepted_cents)} {each.reason}"
    ).strip()


def _result(each: ProofResult) -> str:
    who = each.confirmed_by.name if each.confirmed_by else "–"
    return _(
        "%(when)s, %(name)s: grant due %(grant)s, to be paid back %(back)s; confirmed: %(who)s"
    ) % {
        "when": datetime_long(each.at),
        "name": each.by.name,
        "grant": euro(each.grant_cents),
        "back": euro(each.pay_back_cents),
        "who": who,
    }
