"""The papers of a sitting as one tagged (PDF/UA-1) and archivable (PDF/A-2a) PDF to print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel.pdf import render_pdf
from portal.kernel.reports import Chapter, Grid, as_data
from portal.templatetags.formats import date_long, datetime_long, euro, time_long
from projects.sittings.content_pack import case_chapter, without_addresses
from projects.sittings.queries_pack import PackContent, PackItem

LANGUAGE = settings.LANGUAGE_CODE
"""Papers of a sitting are in the official language (§ 23 VwVfG NRW); the caller activates it."""


def pack_pdf(content: PackContent, *, at: datetime, tell: Callable[[], None]) -> bytes:
    """Cover, agenda and one chapter for each application; `tell` hears of each application."""
    chapters: list[Chapter] = []
    for entry in content.shown:
        assert entry.case is not None
        chapters.append(case_chapter(entry, entry.case))
        tell()
    meeting = content.meeting
    title = _("Papers: %(body)s, %(day)s")
    data = {
        "title": title % {"body": meeting.body, "day": date_long(meeting.starts_at)},
        "subtitle": "",
        "author": settings.OFFICE_NAME,
        "page_word": _("Page {page} of {pages}"),
        "contents_title": "",
        "facts": _facts(content),
        "notes": _notes(content, at),
        "agenda_title": _("Agenda"),
        "agenda": asdict(_agenda(content)),
        "chapters": without_addresses(as_data(chapters)),
    }
    return render_pdf(template="projects/sittings/pack.typ", data=data, language=LANGUAGE)


def _facts(content: PackContent) -> list[list[str]]:
    meeting = content.meeting
    asked = sum(entry.case.amount_cents or 0 for entry in content.shown if entry.case)
    rows = [
        [_("Kind"), meeting.kind_label],
        [_("Begin and end"), f"{datetime_long(meeting.starts_at)} – {time_long(meeting.ends_at)}"],
        [_("Place"), meeting.place],
        [_("Applications"), str(len(content.shown))],
        [_("Asked for altogether"), euro(asked)],
    ]
    if content.member:
        rows.append([_("For"), content.member.shown_name])
    return rows


def _notes(content: PackContent, at: datetime) -> list[str]:
    notes = [content.meeting.note] if content.meeting.note else []
    if content.left_out:
        text = ngettext(
            "%(count)s application is not in this pack because of recusal.",
            "%(count)s applications are not in this pack because of recusal.",
            content.left_out,
        )
        notes.append(text % {"count": content.left_out})
    notes.append(_("Confidential: for the members of the body only."))
    return [*notes, _("Made on %(when)s.") % {"when": datetime_long(at)}]


def _agenda(content: PackContent) -> Grid:
    rows = [[str(each.item.position), _item(each), _amount(each)] for each in content.entries]
    head = [_("No."), _("Item"), _("Amount asked for")]
    return Grid(head=head, rows=rows, numeric=[0, 2])


def _item(entry: PackItem) -> str:
    left_out = _("left out because of recusal") if entry.is_left_out else ""
    return "\n".join(filter(None, [entry.item.title, entry.item.text, left_out]))


def _amount(entry: PackItem) -> str:
    return euro(entry.case.amount_cents) if entry.case else ""
