"""The minutes as a tagged PDF."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from actors.meetings.models_minutes import Minutes, as_words
from actors.meetings.queries_minutes import whole_entries
from portal.kernel.pdf import render_pdf
from portal.templatetags.formats import date_long, datetime_long, time_long

LANGUAGE = settings.LANGUAGE_CODE
"""Minutes are written in the official language (§ 23 VwVfG NRW)."""


def minutes_pdf(minutes: Minutes) -> bytes:
    """Place, day, chair, who was there, each item with its result, resolutions, signatures."""
    with translation.override(LANGUAGE):
        return render_pdf(
            template="actors/meetings/minutes.typ", data=_content(minutes), language=LANGUAGE
        )


def _content(minutes: Minutes) -> dict[str, Any]:
    meeting = minutes.meeting
    return {
        "title": _("Minutes: %(body)s, %(day)s")
        % {"body": meeting.body, "day": date_long(meeting.starts_at)},
        "author": settings.OFFICE_NAME,
        "page_word": _("Page {page} of {pages}"),
        "facts": _facts(minutes),
        "people_title": _("Who was there"),
        "people": _people(minutes),
        "opening": minutes.opening,
        "items": [
            {
                "title": f"{entry.item.position}. {entry.item.title}",
                "parts": [list(part) for part in as_words(entry)],
            }
            for entry in whole_entries(minutes)
        ],
        "resolutions_title": _("Resolutions"),
        "resolutions": [[each.number, each.text] for each in meeting.resolutions.all()],
        "signatures_title": _("Signatures"),
        "signatures": [
            [each.role_label, _signed(each.name, each.at, each.is_noted)]
            for each in minutes.signatures.all()
        ],
    }


def _facts(minutes: Minutes) -> list[list[str]]:
    meeting = minutes.meeting
    begun, ended = meeting.opened_at or meeting.starts_at, meeting.closed_at or meeting.ends_at
    rows = [
        [_("Body"), str(meeting.body)],
        [_("Kind"), meeting.kind_label],
        [_("Place"), minutes.place],
        [_("Day"), date_long(meeting.starts_at)],
        [_("Begin and end"), f"{time_long(begun)} – {time_long(ended)}"],
        [_("Chair"), minutes.chair.shown_name if minutes.chair else "–"],
        [_("Writer of the minutes"), minutes.writer.shown_name if minutes.writer else "–"],
    ]
    if meeting.not_quorate:
        rows.append([_("Quorum"), _("The body was not quorate.")])
    return rows


def _people(minutes: Minutes) -> list[list[str]]:
    rows = []
    for each in minutes.meeting.attendance.select_related("member", "stands_for"):
        words = [each.presence_label]
        if each.stands_for:
            words.append(_("for %(name)s") % {"name": each.stands_for.shown_name})
        if each.came_at:
            words.append(_("from %(time)s") % {"time": time_long(each.came_at)})
        if each.left_at:
            words.append(_("until %(time)s") % {"time": time_long(each.left_at)})
        rows.append([each.member.shown_name, ", ".join(words)])
    return rows


def _signed(name: str, at: Any, is_noted: bool) -> str:
    where = _("on paper") if is_noted else _("in the portal")
    return f"{name}, {datetime_long(at)} ({where})"
