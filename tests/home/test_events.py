"""Dates: when they take place, what became of them, in list, month, page and calendar file."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from home.events import recurrence, rules
from home.events.queries import next_boundary, upcoming
from home.events.recurrence import Change, Schedule, expand
from home.models import EventChange, EventPage
from portal.kernel import clock
from portal.kernel.clock import BERLIN
from tests.factories.home_events import at, event, event_index, many

NOW = "2026-11-22 10:00"
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(NOW):
        yield


def starts(schedule: Schedule, first: str, last: str) -> list[str]:
    found = expand(schedule, at(first), at(last))
    return [f"{entry.start:%Y-%m-%d %H:%M}" for entry in found]


# --- the rule -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", ["2026-10-24 02:30", "2026-10-25 02:30", "2026-10-26 02:30"]),
        ("FREQ=WEEKLY;BYDAY=SA", ["2026-10-24 02:30", "2026-10-31 02:30"]),
        ("FREQ=MONTHLY;BYDAY=4SA", ["2026-10-24 02:30", "2026-11-28 02:30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=24", ["2026-10-24 02:30", "2026-11-24 02:30"]),
        ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=24", ["2026-10-24 02:30", "2027-10-24 02:30"]),
    ],
)
def test_wall_clock_time_stays_when_clocks_change(rule: str, expected: list[str]) -> None:
    schedule = Schedule(at("2026-10-24 02:30"), rule=rule)
    found = starts(schedule, "2026-10-24 00:00", "2028-01-01 00:00")
    assert found[: len(expected)] == expected


def test_a_time_that_the_spring_skips_moves_on_an_hour() -> None:
    schedule = Schedule(at("2026-03-28 02:30"), rule="FREQ=DAILY")
    assert starts(schedule, "2026-03-28 00:00", "2026-03-31 00:00") == [
        "2026-03-28 02:30",
        "2026-03-29 03:30",
        "2026-03-30 02:30",
    ]


def test_every_occurrence_lasts_as_long_as_the_first() -> None:
    night = Schedule(at("2026-10-23 22:00"), at("2026-10-24 06:00"), rule="FREQ=DAILY")
    for entry in expand(night, at("2026-10-23 00:00"), at("2026-10-27 00:00")):
        assert entry.end is not None
        lasted = entry.end.timestamp() - entry.start.timestamp()
        assert lasted == timedelta(hours=8).total_seconds()


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "unreadable"),
        ("weekly", "unreadable"),
        ("FREQ=HOURLY", "frequency"),
        ("FREQ=WEEKLY;BYDAY=XX", "weekday"),
        ("FREQ=WEEKLY;BYDAY=2TU", "weekday"),
        ("FREQ=WEEKLY;FREQ=DAILY", "unreadable"),
        ("FREQ=DAILY;INTERVAL=0", "number"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "number"),
        ("FREQ=DAILY;COUNT=-1", "number"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "unsupported"),
        ("FREQ=DAILY;UNTIL=20270231", "date"),
        ("FREQ=DAILY;UNTIL=morgen", "date"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYSETPOS=5;BYMONTHDAY=1", "unsupported"),
        ("FREQ=MONTHLY;BYMONTHDAY=\x00", "number"),
        ("FREQ=MONTHLY;BYMONTHDAY=٣", "number"),
        ("F" * 100_000, "too_long"),
    ],
)
def test_rules_that_the_portal_does_not_follow(rule: str, code: str) -> None:
    with pytest.raises(rules.RuleError) as refused:
        rules.parse(rule)
    assert refused.value.code == code


schedules = st.builds(
    lambda start, rhythm, interval, minutes: Schedule(
        start,
        start + timedelta(minutes=minutes),
        rule=rhythm.format(interval=interval, weekday=WEEKDAYS[start.weekday()], day=start.day),
    ),
    st.builds(
        lambda day, clock_time: datetime.combine(day, clock_time, BERLIN),
        st.dates(date(2004, 1, 1), date(2026, 12, 31)),
        st.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0)),
    ),
    st.sampled_from(
        [
            "FREQ=DAILY;INTERVAL={interval}",
            "FREQ=WEEKLY;INTERVAL={interval};BYDAY={weekday}",
            "FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={day}",
            "FREQ=YEARLY",
        ]
    ),
    st.integers(1, 8),
    st.integers(0, 600),
)


@settings(max_examples=50, deadline=None)
@given(schedules, st.dates(date(2004, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_occurrences_lie_in_the_window_and_follow_the_clock(
    schedule: Schedule, first: date, days: int
) -> None:
    after = datetime.combine(first, datetime.min.time(), BERLIN)
    before = after + timedelta(days=days)
    found = expand(schedule, after, before)
    assert found == sorted(found, key=lambda entry: entry.start)
    for entry in found:
        assert entry.over_at > after
        assert entry.start < before
        planned = recurrence.local(schedule.start).time()
        shifted = (datetime.combine(first, planned) + timedelta(hours=1)).time()
        assert entry.start.time() in {planned, shifted}
    # Near windows together give the wide one: expanding is the same wherever one begins.
    middle = after + timedelta(days=days // 2)
    split = expand(schedule, after, middle) + [
        entry for entry in expand(schedule, middle, before) if entry.start >= middle
    ]
    assert [entry.start for entry in split] == [entry.start for entry in found]


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 29),
        st.sampled_from([recurrence.SKIPPED, recurrence.CANCELLED, recurrence.MOVED]),
        max_size=10,
    )
)
def test_exceptions_are_honoured(kinds: dict[int, str]) -> None:
    first = date(2026, 11, 1)
    days = {first + timedelta(days=n): kind for n, kind in kinds.items()}
    changes = {
        day: Change(kind, at(f"{day} 21:00") if kind == recurrence.MOVED else None, note="Grund")
        for day, kind in days.items()
    }
    schedule = Schedule(at("2026-11-01 17:00"), rule="FREQ=DAILY", changes=changes)
    found = {
        entry.planned_on: entry
        for entry in expand(schedule, at("2026-11-01 00:00"), at("2026-12-01 00:00"))
    }
    for number in range(30):
        day = first + timedelta(days=number)
        kind = days.get(day, recurrence.PLANNED)
        if kind == recurrence.SKIPPED:
            assert day not in found
        else:
            assert found[day].state == kind
            assert found[day].start.hour == (21 if kind == recurrence.MOVED else 17)


def test_a_day_moved_into_the_window_from_outside_appears_once() -> None:
    changes = {date(2026, 11, 24): Change(recurrence.MOVED, at("2027-02-02 17:00"))}
    schedule = Schedule(at("2026-11-24 17:00"), rule="FREQ=WEEKLY;BYDAY=TU", changes=changes)
    found = starts(schedule, "2027-02-01 00:00", "2027-02-08 00:00")
    assert found == ["2027-02-02 17:00", "2027-02-02 17:00"]
    tombstones = expand(
        schedule, at("2026-11-24 00:00"), at("2026-11-25 00:00"), with_moved_away=True
    )
    assert [entry.state for entry in tombstones] == [recurrence.MOVED_AWAY]
    assert starts(schedule, "2026-11-24 00:00", "2026-11-25 00:00") == []


# --- the page -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"end": at("2026-11-24 16:00")}, "end"),
        ({"end": at("2027-11-24 16:00")}, "end"),
        ({"start": at("1700-01-01 10:00")}, "start"),
        ({"start": at("9998-01-01 10:00")}, "start"),
        ({"rhythm": "rule", "custom_rule": "FREQ=SOMETIMES"}, "custom_rule"),
        ({"rhythm": "rule", "custom_rule": "FREQ=WEEKLY;BYDAY=FR"}, "start"),
        ({"rhythm": "weekly", "repeat_until": date(2026, 11, 1)}, "repeat_until"),
        ({"rhythm": "daily", "repeat_until": date(2099, 11, 1)}, "repeat_until"),
        ({"status": "moved"}, "moved_to"),
        ({"status": "moved", "rhythm": "weekly", "moved_to": at("2026-12-01 10:00")}, "status"),
    ],
)
@pytest.mark.django_db
def test_what_makes_no_sense_is_refused(fields: dict[str, object], field: str) -> None:
    begins = {"start": at("2026-11-24 17:00")}
    with pytest.raises(ValidationError) as refused:
        event(**{**begins, **fields})
    assert field in refused.value.message_dict


@pytest.mark.parametrize(
    ("rhythm", "second"),
    [
        ("daily", "2026-11-25"),
        ("weekly", "2026-12-01"),
        ("fortnightly", "2026-12-08"),
        ("monthly_weekday", "2026-12-22"),
        ("monthly_day", "2026-12-24"),
        ("yearly", "2027-11-24"),
    ],
)
@pytest.mark.django_db
def test_rhythms_that_editors_choose(rhythm: str, second: str) -> None:
    page = event("2026-11-24 17:00", rhythm=rhythm)
    found = expand(page.schedule, at("2026-11-24 00:00"), at("2028-01-01 00:00"))
    assert [f"{entry.start:%Y-%m-%d}" for entry in found[:2]] == ["2026-11-24", second]
    assert page.last_occurrence is None


@pytest.mark.django_db
def test_until_of_a_rule_moves_into_its_field_and_bounds_are_stored() -> None:
    page = event(
        "2026-11-24 17:00",
        "2026-11-24 19:00",
        rhythm="rule",
        custom_rule="RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T220000Z",
    )
    assert page.custom_rule == "FREQ=WEEKLY;BYDAY=TU"
    assert page.repeat_until == date(2026, 12, 8)
    assert page.last_occurrence == at("2026-12-08 19:00")


@pytest.mark.django_db
def test_the_next_dates_change_at_the_minute() -> None:
    event("2026-11-24 17:00", "2026-11-24 19:00", title="Konferenz")
    event("2026-11-24 00:00", all_day=True, title="Aktionstag")
    event("2026-11-25 09:00", title="Frühstück")

    def titles(moment: str) -> list[str]:
        with clock.frozen(moment):
            return [entry.page.title for entry in upcoming(5, clock.now())]

    assert titles("2026-11-24 18:59") == ["Aktionstag", "Konferenz", "Frühstück"]
    assert titles("2026-11-24 19:00") == ["Aktionstag", "Frühstück"]
    assert titles("2026-11-24 23:59") == ["Aktionstag", "Frühstück"]
    assert titles("2026-11-25 00:00") == ["Frühstück"]
    assert titles("2026-11-25 11:00") == []
    assert upcoming(1)[0].page.title == "Aktionstag"
    assert next_boundary(at("2026-11-24 18:00")) == at("2026-11-24 19:00")
    assert next_boundary(at("2026-11-24 20:00")) == at("2026-11-25 00:00")


@pytest.mark.django_db
def test_list_says_in_words_what_became_of_a_date(client: Client) -> None:
    event("2026-11-24 17:00", title="Abgesagtes", status="cancelled")
    event("2026-11-25 17:00", title="Verlegtes", status="moved", moved_to=at("2026-12-11 18:00"))
    event("2026-11-26 10:00", "2026-11-26 12:00", title="Sprechstunde", place="Stadtteilbüro")
    html = client.get("/de/termine/").content.decode()
    assert "10–12 Uhr · Stadtteilbüro" in html
    assert html.index("Sprechstunde") < html.index("Verlegtes")
    assert re.search(r"Abgesagtes.*?kern-badge--danger", html, re.DOTALL)
    assert "25. November 2026" in html
    assert (
        client.get("/de/termine/?page=99999999999999999999&when=\x00&theme=%FF").status_code == 200
    )


@pytest.mark.django_db
def test_filters_narrow_the_list(client: Client) -> None:
    from actors.models import Theme

    youth = Theme.objects.create(code="jugend-test", labels={"de": "Jugend"})
    event("2026-11-24 17:00", title="Jugendtreff", theme=youth)
    event("2027-01-24 17:00", title="Erzählcafé")
    everything = client.get("/de/termine/").content.decode()
    assert "Jugendtreff" in everything
    assert "Erzählcafé" in everything
    assert "Erzählcafé" not in client.get("/de/termine/?theme=jugend-test").content.decode()
    soon = client.get("/de/termine/?when=month").content.decode()
    assert "Jugendtreff" in soon
    assert "Erzählcafé" not in soon


@pytest.mark.django_db
def test_month_is_a_table_with_ways_to_its_neighbours(client: Client) -> None:
    event("2026-11-03 17:00", title="Stammtisch", rhythm="weekly")
    response = client.get("/de/termine/monat/2026/11/")
    html = response.content.decode()
    assert html.count("Stammtisch") == 5  # 3., 10., 17., 24. November and 1. Dezember
    assert html.count("<tr") == 7
    assert "/de/termine/monat/2026/10/" in html
    assert "/de/termine/monat/2026/12/" in html
    for wrong in ("2026/13", "2026/0", "0/1", "99999999999999999999/1", "2200/1"):
        assert client.get(f"/de/termine/monat/{wrong}/").status_code == 404
    assert "noindex" in client.get("/de/termine/monat/2099/12/").content.decode()


@pytest.mark.django_db
def test_page_of_a_series(client: Client) -> None:
    changes = [
        EventChange(day=date(2026, 12, 1), kind="cancelled", note="Die Aula wird renoviert."),
        EventChange(day=date(2026, 12, 8), kind="skipped"),
        EventChange(day=date(2026, 12, 15), kind="moved", new_start=at("2026-12-16 18:00")),
    ]
    page = event(
        "2026-11-24 17:00",
        "2026-11-24 19:00",
        title="Konferenz </script><b>",
        rhythm="weekly",
        place="Aula",
        changes=changes,
    )
    html = client.get(page.url).content.decode()
    assert "24. November 2026" in html
    assert "Die Aula wird renoviert." in html
    assert "8. Dezember 2026" not in html
    assert "16. Dezember 2026" in html
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert block
    data = json.loads(block[1])
    assert data["name"] == "Konferenz </script><b>"
    assert data["startDate"] == "2026-11-24T17:00:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"


@pytest.mark.django_db
def test_page_of_a_past_date_says_so(client: Client) -> None:
    page = event("2026-06-20 11:00", title="Stadtteilfest")
    assert "20. Juni 2026" in client.get(page.url).content.decode()
    assert client.get("/de/termine/").content.decode().count("Stadtteilfest") == 0


# --- the calendar -------------------------------------------------------------------------


@pytest.mark.django_db
def test_calendar_file_reads_back(client: Client) -> None:
    changes = [
        EventChange(day=date(2026, 12, 1), kind="cancelled"),
        EventChange(day=date(2026, 12, 8), kind="skipped"),
        EventChange(day=date(2026, 12, 15), kind="moved", new_start=at("2026-12-16 18:00")),
    ]
    page = event(
        "2026-11-24 17:00",
        "2026-11-24 19:00",
        title="Konferenz, für alle; offen",
        rhythm="weekly",
        repeat_until=date(2027, 1, 31),
        changes=changes,
    )
    response = client.get(f"{page.url}ics/")
    assert response["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(response.content)
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Europe/Berlin"
    main, cancelled, moved = calendar.walk("VEVENT")
    assert str(main["SUMMARY"]) == "Konferenz, für alle; offen"
    assert main.decoded("DTSTART") == at("2026-11-24 17:00")
    assert main.decoded("DTEND") == at("2026-11-24 19:00")
    assert main["RRULE"]["UNTIL"][0] == at("2027-01-31 23:59:59")
    assert main["EXDATE"].dts[0].dt == at("2026-12-08 17:00")
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled.decoded("RECURRENCE-ID") == at("2026-12-01 17:00")
    assert moved.decoded("DTSTART") == at("2026-12-16 18:00")
    assert moved.decoded("RECURRENCE-ID") == at("2026-12-15 17:00")
    assert len({str(entry["UID"]) for entry in (main, cancelled, moved)}) == 1


@pytest.mark.django_db
def test_uid_stays_and_sequence_grows_when_a_date_is_cancelled(client: Client) -> None:
    with clock.frozen(NOW):
        page = event("2026-11-24 17:00")
        page.save_revision().publish()
    before = Calendar.from_ical(client.get(f"{page.url}ics/").content).walk("VEVENT")[0]
    page.refresh_from_db()
    page.status = "cancelled"
    page.first_published_at = page.first_published_at - timedelta(hours=1)
    page.save_revision().publish()
    after = Calendar.from_ical(client.get(f"{page.url}ics/").content).walk("VEVENT")[0]
    assert after["UID"] == before["UID"]
    assert after["STATUS"] == "CANCELLED"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.mark.django_db
def test_feed_holds_all_day_and_moved_dates(client: Client) -> None:
    event("2026-11-24 00:00", "2026-11-25 00:00", all_day=True, title="Zwei Tage")
    event("2026-11-25 17:00", title="Verlegt", status="moved", moved_to=at("2026-12-11 18:00"))
    event("2026-01-10 17:00", title="Lange vorbei")
    feed = Calendar.from_ical(client.get("/de/termine/ics/").content)
    entries = {str(entry["SUMMARY"]): entry for entry in feed.walk("VEVENT")}
    assert set(entries) == {"Zwei Tage", "Verlegt"}
    assert entries["Zwei Tage"].decoded("DTSTART") == date(2026, 11, 24)
    assert entries["Zwei Tage"].decoded("DTEND") == date(2026, 11, 26)
    assert entries["Verlegt"].decoded("DTSTART") == at("2026-12-11 18:00")


@pytest.mark.parametrize(
    "address", ["/de/termine/", "/de/termine/monat/2026/11/", "/de/termine/ics/"]
)
@pytest.mark.django_db
def test_lists_ask_as_often_for_many_dates_as_for_few(client: Client, address: str) -> None:
    index = event_index()

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def more(count: int, offset: int) -> None:
        pages = [
            EventPage(
                title=f"Viele {offset + n}",
                start=at("2026-11-24 17:00"),
                rhythm="weekly",
            )
            for n in range(count)
        ]
        with transaction.atomic():
            many(index, pages)

    more(10, 0)
    ask()
    few = ask()
    more(190, 10)
    assert ask() == few
