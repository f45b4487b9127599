"""The case as a tagged (PDF/UA-1) and archivable (PDF/A-2a) PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from portal.kernel.packing import Packed
from portal.kernel.pdf import render_pdf
from portal.kernel.reports import Chapter, Grid, Part, as_data, chapter
from portal.templatetags.formats import date_short, datetime_long, file_size
from projects.casefile.content import cover, whole_content
from projects.cases.models import Case

LANGUAGE = settings.LANGUAGE_CODE
"""Files are kept in the official language (§ 23 VwVfG NRW); the caller activates it."""


def dossier_pdf(
    case: Case, files: Sequence[Packed], *, made_for: str, at: datetime, with_notes: bool
) -> bytes:
    """Cover, contents, one chapter for each part of the case, and the list of its files."""
    chapters = [*whole_content(case, with_notes=with_notes), _files(files)]
    made = _("Made on %(when)s for %(name)s.") % {"when": datetime_long(at), "name": made_for}
    data = {
        "title": _("Case file %(number)s") % {"number": case.number},
        "subtitle": case.title,
        "author": settings.OFFICE_NAME,
        "page_word": _("Page {page} of {pages}"),
        "contents_title": _("Contents"),
        "facts": cover(case),
        "notes": [made, _("It holds personal data: please keep it safe and delete it in time.")],
        "chapters": as_data(chapters),
    }
    return render_pdf(template="portal/chapters.typ", data=data, language=LANGUAGE)


def _files(files: Sequence[Packed]) -> Chapter:
    rows = [
        [
            each.path or each.name,
            each.kind,
            date_short(each.added_at),
            file_size(each.size) if each.is_in else "–",
            each.note,
        ]
        for each in files
    ]
    head = [_("File"), _("Kind"), _("Day"), _("Size"), _("Remark")]
    told = _("The hashes stand in the index and in SHA256SUMS.")
    grid = Grid(head=head, rows=rows, numeric=[3], wide=[0])
    part = Part(texts=[told], tables=[grid]) if rows else Part()
    return chapter(_("Files of the case"), part, otherwise=_("No files."))
