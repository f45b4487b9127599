"""The letter that a proof is checked and nothing is due: plain words, tagged (PDF/UA-1)."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.pdf import letter_frame, render_pdf
from portal.templatetags.formats import date_long, euro
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.proof.models_proof import ProofResult


def result_name(case: Case) -> str:
    """File name of the letter, in the language of the case."""
    return f"{_('Result')}-{case.number}.pdf"


def result_pdf(case: Case, result: ProofResult) -> bytes:
    """The letter in plain words, in the active language."""
    return render_pdf(
        template="projects/proof/result.typ",
        data={
            **letter_frame(
                subject=_("Your proof %(number)s is checked") % {"number": case.number},
                recipient=[line for line in (case.carrier_name, case.contact_name) if line],
                reference=[
                    [_("Reference number"), case.number or ""],
                    [_("Day of the letter"), date_long(clock.today())],
                ],
                page_word=_("Page {page} of {pages}"),
            ),
            "opening": [
                _("Thank you for your proof. We checked it. Everything is in order."),
                _("Nothing has to be paid back. The project is finished for us."),
            ],
            "facts": [
                [_("Costs that count"), euro(result.costs_cents)],
                [_("Your grant"), euro(result.grant_cents)],
                [_("Paid to you"), euro(pot_of_case(case).kept)],
            ],
            "closing": [
                _("Please keep all receipts for the time that your notice names."),
                _("This letter was made by a computer and is valid without a signature."),
            ],
        },
        language=translation.get_language() or settings.LANGUAGE_CODE,
    )
