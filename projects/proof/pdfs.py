"""The copy of a proof as a PDF: tagged (PDF/UA-1) and archivable (PDF/A-2a)."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.pdf import render_pdf
from portal.kernel.reports import as_data
from projects.cases.models import Case
from projects.proof.content import chapters_of, cover
from projects.proof.models_proof import HandIn

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
