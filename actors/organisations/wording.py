"""Opening hours in words, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.organisations.hours import Day, Status, is_holiday, status, week
from portal.kernel import clock
from portal.templatetags.formats import date_long, time_long

MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class NowLine:
    """The state of a place in one line: the words, and the kind of badge they get."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """The hours of one day in words."""

    day: str
    hours: str
    note: str
    is_today: bool


def now_line(text: str) -> NowLine | None:
    """Whether a place is open now and when that changes; None where nothing is known."""
    current = status(text)
    if current is None:
        return None
    if current.is_open is None:
        return NowLine(current.note or _("By arrangement"), "info")
    words = _open_words(current) if current.is_open else _closed_words(current)
    note = f" ({current.note})" if current.note else ""
    return NowLine(words + note, "success" if current.is_open else "")


def _open_words(current: Status) -> str:
    if current.change is None:
        return _("Open around the clock")
    if current.change.date() > clock.today():
        return _("Open now")
    return _("Open now, until %(time)s") % {"time": time_long(current.change)}


def _closed_words(current: Status) -> str:
    if current.change is None:
        return _("Closed")
    values = {"time": time_long(current.change), "day": _day_name(current.change)}
    days = (current.change.date() - clock.today()).days
    if days == 0:
        return _("Closed, opens today at %(time)s") % values
    if days == 1:
        words = _("Closed, opens tomorrow at %(time)s") % values
    else:
        words = _("Closed, opens on %(day)s at %(time)s") % values
    if is_holiday(clock.today()):
        return _("Public holiday: %(words)s") % {"words": words[:1].lower() + words[1:]}
    return words


def _day_name(moment: datetime) -> str:
    """The weekday within a week, else the date."""
    if moment.date() - clock.today() < timedelta(days=7):
        return date_format(moment.date(), "l")
    return date_long(moment.date())


def week_lines(text: str, start: date | None = None) -> list[DayLine]:
    """The coming seven days, one line each; empty where nothing is known."""
    return [_day_line(day) for day in week(text, start)]


def _day_line(day: Day) -> DayLine:
    notes = [_("public holiday")] if day.is_holiday else []
    notes += dict.fromkeys(note for _begin, _end, note in day.spans if note)
    return DayLine(
        day=date_format(day.on, "l"),
        hours=", ".join(_span(begin, end) for begin, end, _note in day.spans) or _("closed"),
        note=", ".join(notes),
        is_today=day.on == clock.today(),
    )


def _span(begin: time, end: time) -> str:
    if begin == end == MIDNIGHT:
        return _("all day")
    closing = _("midnight") if end == MIDNIGHT else time_long(end)
    return _("%(begin)s to %(end)s") % {"begin": _begin(begin), "end": closing}


def _begin(begin: time) -> str:
    """The begin without the word after it: `9 bis 17 Uhr`."""
    return time_long(begin).removesuffix(" Uhr")
