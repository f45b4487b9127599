"""Notices as letters (DIN 5008): tagged (PDF/UA-1) and archivable (PDF/A-2a)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.pdf import render_pdf
from portal.templatetags.formats import date_long
from projects.decision.content import LANGUAGE
from projects.decision.models_notices import Notice


def notice_pdf(notice: Notice, *, number: str, day: date) -> bytes:
    """The kept content of a notice as a PDF in German; `number` and `day` are those of release."""
    with translation.override(LANGUAGE):
        return render_pdf(
            template="projects/decision/notice.typ",
            data=_letter(notice, number, day) | {"head": [_("Line of the plan"), _("Amount")]},
            language=LANGUAGE,
        )


def _letter(notice: Notice, number: str, day: date) -> dict[str, Any]:
    content = notice.content
    reference = [
        [_("Number of the notice"), number],
        [_("Reference number"), notice.case.number or ""],
        [_("Day of the notice"), date_long(day)],
    ]
    head = letter_head(content["subject"], content["recipient"], reference)
    return head | {"sections": content["sections"]}


def letter_head(subject: str, recipient: list[str], reference: list[list[str]]) -> dict[str, Any]:
    """Sender, recipient and reference lines of a letter of the office, for its template."""
    lines = [settings.OFFICE_NAME, *settings.OFFICE_ADDRESS]
    return {
        "subject": subject,
        "sender": {"name": settings.OFFICE_NAME, "lines": [*lines, settings.OFFICE_EMAIL]},
        "return_line": " · ".join(lines),
        "recipient": recipient or ["–"],
        "reference": reference,
        "page_word": _("Page {page} of {pages}"),
    }
