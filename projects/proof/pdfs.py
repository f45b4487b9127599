"""The proof as a PDF, and the letter that it is checked: tagged (PDF/UA-1), archivable."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.pdf import letter_frame, render_pdf
from portal.kernel.reports import as_data
from portal.templatetags.formats import date_long, euro
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.proof.content import chapters_of, cover
from projects.proof.models_proof import HandIn, ProofResult

LANGUAGE = settings.LANGUAGE_CODE
"""The proof is kept in the official language (§ 23 VwVfG NRW)."""


def copy_name(case: Case, hand_in: HandIn) -> str:
    """File name of the copy: `Verwendungsnachweis-LKS-2026-0007-1.pdf`."""
    with translation.override(LANGUAGE):
        return f"{_('Proof-of-use')}-{case.number}-{hand_in.number}.pdf"


def proof_pdf(case: Case, hand_in: HandIn) -> bytes:
    """The proof as it was handed in."""
    with translation.override(LANGUAGE):
        data = {
            "title": _("Proof of use %(number)s") % {"number": case.number},
            "subtitle": case.title,
            "author": case.carrier_name or settings.OFFICE_NAME,
            "page_word": _("Page {page} of {pages}"),
            "contents_title": "",
            "facts": cover(case, hand_in),
            "notes": [_("This copy was made by a computer when the proof was handed in.")],
            "chapters": as_data(chapters_of(case, hand_in)),
        }
        return render_pdf(template="projects/proof/proof.typ", data=data, language=LANGUAGE)


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
                    [_("Date"), date_long(clock.today())],
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
        language=translation.get_language() or LANGUAGE,
    )
