"""News: list by year, page, RSS and Atom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from defusedxml import ElementTree
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import NewsPage
from tests.factories.home_events import many, news, news_index

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_list_shows_newest_first_and_names_the_function(client: Client) -> None:
    news(title="Älteres", date=date(2025, 3, 1), summary="Was im Frühling war.")
    news(title="Neuestes", date=date(2026, 11, 20), author="Stadtteilbüro")
    html = client.get("/de/neues/").content.decode()
    assert html.index("Neuestes") < html.index("Älteres")
    assert "20. November 2026" in html
    assert "Stadtteilbüro" in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Alt", "Neu"}),
        ("?year=2025", {"Alt"}),
        ("?year=2026", {"Neu"}),
        ("?year=1999", {"Alt", "Neu"}),
        ("?year=%00", {"Alt", "Neu"}),
        ("?year=99999999999999999999&page=-3", {"Alt", "Neu"}),
        (f"?year={'9' * 5000}&page={'8' * 5000}", {"Alt", "Neu"}),
    ],
)
def test_years_narrow_the_list(client: Client, query: str, shown: set[str]) -> None:
    news(title="Nachricht Alt", date=date(2025, 3, 1))
    news(title="Nachricht Neu", date=date(2026, 11, 20))
    response = client.get(f"/de/neues/{query}")
    assert response.status_code == 200
    found = {word for word in ("Alt", "Neu") if f"Nachricht {word}" in response.content.decode()}
    assert found == shown


def test_pages_of_the_list(client: Client) -> None:
    for number in range(13):
        news(title=f"Nummer-{number:02d}", date=date(2026, 1, 1) + timedelta(days=number))
    assert "Nummer-00" not in client.get("/de/neues/").content.decode()
    assert "Nummer-00" in client.get("/de/neues/?page=2").content.decode()


def test_page_leads_to_its_neighbours_and_feeds(client: Client) -> None:
    news(title="Davor", date=date(2026, 1, 1))
    page = news(title="Hier", date=date(2026, 1, 2), author="Stadtteilkoordination")
    news(title="Danach", date=date(2026, 1, 2))
    html = client.get(page.url).content.decode()
    assert "Davor" in html
    assert "Danach" in html
    assert 'type="application/rss+xml"' in html
    assert 'type="application/atom+xml"' in html
    assert "NewsArticle" in html


def test_feeds_are_xml_with_public_news_only(client: Client) -> None:
    news(title="Für & alle <b>", date=date(2026, 1, 1), summary="Kurz.")
    closed = news(title="Nur intern", date=date(2026, 1, 2))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    entry = news(title="Entwurf", date=date(2026, 1, 3))
    entry.unpublish()
    rss = client.get("/de/neues/rss/")
    atom = client.get("/de/neues/atom/")
    assert rss["Content-Type"].startswith("application/rss+xml")
    assert atom["Content-Type"].startswith("application/atom+xml")
    channel = ElementTree.fromstring(rss.content).find("channel")
    assert channel is not None
    assert [item.findtext("title") for item in channel.findall("item")] == ["Für & alle <b>"]
    entries = ElementTree.fromstring(atom.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Für & alle <b>"]
    assert entries[0].findtext(f"{ATOM}id", "").startswith("urn:uuid:")


@pytest.mark.parametrize("address", ["/de/neues/", "/de/neues/rss/"])
def test_lists_ask_as_often_for_much_news_as_for_little(client: Client, address: str) -> None:
    index = news_index()

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def more(count: int, offset: int) -> None:
        pages = [NewsPage(title=f"Viele {offset + n}", date=date(2026, 5, 1)) for n in range(count)]
        with transaction.atomic():
            many(index, pages)

    more(10, 0)
    ask()
    little = ask()
    more(190, 10)
    # More than one page of the list adds nothing but the count of the paginator.
    assert ask() <= little
