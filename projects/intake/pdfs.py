"""The copy of an application as a letter (DIN 5008)."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.pdf import letter_frame, render_pdf
from portal.templatetags.formats import date_long, datetime_long
from projects.cases.models import Case
from projects.cases.queries import attachments
from projects.intake.reading import sections


def receipt_name(case: Case) -> str:
    """File name of the copy: `Antrag-LKS-2026-0007.pdf`."""
    with translation.override(case.language):
        return f"{_('Application')}-{case.number}.pdf"


def receipt_pdf(case: Case) -> bytes:
    """The submitted application as a tagged PDF, in the language it was written in."""
    with translation.override(case.language):
        return render_pdf(
            template="projects/intake/receipt.typ",
            data=_letter(case) | _content(case),
            language=case.language,
        )


def _letter(case: Case) -> dict[str, Any]:
    return letter_frame(
        subject=_("Your application %(number)s") % {"number": case.number},
        recipient=[line for line in (case.carrier_name, case.contact_name) if line],
        reference=[
            [_("Reference number"), case.number or ""],
            [_("Received"), datetime_long(case.submitted_at)],
            [_("Call"), str(case.call.title)],
        ],
        page_word=_("Page {page} of {pages}"),
    )


def _content(case: Case) -> dict[str, Any]:
    return {
        "opening": [
            _("Thank you for your application. This is a copy of what you sent us."),
            _next_step(case),
        ],
        "sections": _sections(case),
        "files": {
            "title": _("Your files"),
            "rows": [item.name for item in attachments(case)],
        },
        "closing": [
            _("Please name the reference number whenever you write or call."),
            _("This letter was made by a computer and is valid without a signature."),
        ],
    }


def _sections(case: Case) -> list[dict[str, Any]]:
    """The answers by steps; an answer that is a table stands below the others."""
    return [
        {
            "title": section.title,
            "rows": [
                [one.label, one.words or _("not answered")]
                for one in section.answers
                if not one.table
            ],
            "tables": [
                {
                    "title": one.label,
                    "head": list(one.table.head),
                    "rows": [list(row) for row in one.table.rows],
                    "foot": list(one.table.foot),
                    "numeric": list(one.table.numeric),
                }
                for one in section.answers
                if one.table
            ],
        }
        for section in sections(case)
        if section.step  # files are listed below, all together
    ]


def _next_step(case: Case) -> str:
    step = str(case.call.promised_step)
    if case.call.decision_promised_on:
        day = date_long(case.call.decision_promised_on)
        step = f"{step} {_('You will hear the decision by %(day)s.') % {'day': day}}"
    return step.strip()
