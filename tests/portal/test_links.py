"""Links in running text: the visitor's language, few queries, no link to what is not public."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.home import alias_of, translation_of
from tests.factories.site import home_page, standard_page

pytestmark = pytest.mark.django_db


def _text(*pages: object) -> list[tuple[str, str]]:
    links = "".join(f'<a linktype="page" id="{page.pk}">hier</a> ' for page in pages)
    return [("rich_text", f"<p>{links}</p>")]


def test_links_stay_in_the_language_of_the_visitor(client: Client) -> None:
    home_page(languages=True)
    target = standard_page(title="Ziel")
    page = standard_page(title="Text", body=_text(target))
    english = translation_of(target, "en", title="Target", slug="target")
    turkish = alias_of(target, "tr")
    assert f'href="{target.get_url()}">hier' in client.get(page.get_url()).content.decode()
    # Both pages show the German text, and yet nobody is thrown out of their language.
    for code, found in (("en", english), ("tr", turkish)):
        html = client.get(alias_of(page, code).get_url()).content.decode()
        assert f'href="{found.get_url()}">hier' in html


def test_a_link_to_a_page_that_is_no_longer_public_is_plain_text(client: Client) -> None:
    target = standard_page(title="Ziel")
    page = standard_page(title="Text", body=_text(target))
    target.unpublish()
    html = client.get(page.get_url()).content.decode()
    assert target.get_url() not in html
    assert "<a>hier</a>" in html
    broken = standard_page(body=[("rich_text", '<p><a linktype="page" id="9x">x</a></p>')])
    assert client.get(broken.get_url()).status_code == 200


def test_many_links_ask_no_more_than_one(client: Client) -> None:
    home_page()
    targets = [standard_page(title=f"Ziel {number}") for number in range(8)]
    counts = []
    for linked in (targets[:1], targets):
        page = standard_page(body=_text(*linked))
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(page.get_url())
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 5 + 2 + 5
