"""Dates: when they take place, what became of them, in list, month, page and calendar file."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from home.events.queries import upcoming
from home.events.recurrence import expand
from home.models import EventChange, EventPage
from portal.kernel import clock
from tests.factories.home_events import at, event, event_index, many

NOW = "2026-11-22 10:00"
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(NOW):
        yield


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


@pytest.mark.counted
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
