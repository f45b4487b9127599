"""The short way from an address to its page agrees with Wagtail's own."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from portal.cms.addresses import Addresses
from tests.factories.home import alias_of, translation_of
from tests.factories.site import below, home_page, locales, section, standard_page

pytestmark = pytest.mark.django_db


def _agree(host: str) -> None:
    request = RequestFactory(HTTP_HOST=host).get("/de/")
    addresses, unasked = Addresses(request), Addresses()
    for page in Page.objects.all():
        assert addresses.of(page.url_path) == (page.get_url(request) or ""), page
        assert unasked.of(page.url_path) == (page.url or ""), page


def test_addresses_are_those_of_wagtail() -> None:
    home_page(languages=True)
    page = standard_page(section(), title="Grün & süß", slug="grün-süß")
    translation_of(page, "ar", title="لغة", slug="لغة")
    alias_of(page, "tr")
    Page.get_first_root_node().add_child(title="Ohne Website", slug="lose", locale=locales()["de"])
    Site.clear_site_root_paths_cache()
    _agree("localhost")


def test_addresses_of_several_sites_carry_their_host() -> None:
    home_page(languages=True)
    inner = section(title="Haus", slug="haus")
    standard_page(inner, title="Darin")
    standard_page(title="Daneben")
    Site.objects.create(hostname="haus.example.org", port=443, root_page=inner)
    Site.clear_site_root_paths_cache()
    for host in ("localhost", "haus.example.org:443", "anders.example.org"):
        _agree(host)


def test_several_sites_show_their_own_pages(client: Client) -> None:
    home_page()
    inner = section(title="Haus", slug="haus")
    standard_page(inner, title="Nur dort", slug="dort")
    Site.objects.create(hostname="127.0.0.1", port=80, root_page=inner)
    Site.clear_site_root_paths_cache()
    assert "Nur dort" in client.get("/de/dort/", HTTP_HOST="127.0.0.1").content.decode()
    assert client.get("/de/dort/").status_code == 404
    assert client.get("/de/haus/dort/").status_code == 200
    assert client.get("/de/haus/", HTTP_HOST="127.0.0.1").status_code == 404


def test_drafts_renamed_and_moved_pages(client: Client) -> None:
    home = home_page(languages=True)
    page = standard_page(section(title="Teil", slug="teil"), title="Da", slug="da")
    assert client.get("/de/teil/da/").status_code == 200
    # The same last part elsewhere, in another language or with a double slash is no other page.
    for wrong in ("/de/da/", "/de/teil/teil/da/", "/en/teil/da/"):
        assert client.get(wrong).status_code == 404, wrong
    page.slug = "dort"
    page.save_revision().publish()
    assert client.get("/de/teil/da/").status_code == 404
    assert client.get("/de/teil/dort/").status_code == 200
    page.refresh_from_db()
    home.refresh_from_db()
    page.move(home, pos="last-child")
    assert client.get("/de/dort/").status_code == 200
    page.refresh_from_db()
    page.unpublish()
    assert client.get("/de/dort/").status_code == 404


def test_a_start_page_that_is_a_draft_leads_nowhere_new(client: Client) -> None:
    home = home_page(languages=True)
    turkish = home.get_translation(locales()["tr"])
    assert client.get("/tr/").status_code == 200
    turkish.unpublish()
    # Wagtail shows the source then; the short way must not end the search.
    assert client.get("/tr/").status_code == 200
    home.unpublish()
    assert client.get("/de/").status_code == 404


def test_an_alias_of_an_alias_is_as_closed_as_its_source(client: Client) -> None:
    home_page(languages=True)
    source = section(title="Geschlossen", slug="zu")
    standard_page(source, title="Darunter", slug="darunter")
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    first = source.create_alias(update_slug="kopie", recursive=True)
    first.create_alias(update_slug="kopie-der-kopie", recursive=True)
    for path in ("zu", "kopie", "kopie-der-kopie"):
        assert client.get(f"/de/{path}/").status_code == 302, path
        assert client.get(f"/de/{path}/darunter/").status_code == 302, path
    own = below(None, type(source)(title="Frei", slug="frei"))
    assert client.get(f"/de/{own.slug}/").status_code == 200


def test_restrictions_are_those_of_wagtail() -> None:
    home_page(languages=True)
    outer, other = section(title="Außen"), section(title="Anders")
    inner = standard_page(outer, title="Innen")
    for page in (outer, inner):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    alias = alias_of(inner, "en")
    for page in (outer, other, inner, alias, alias.get_parent()):
        ours = {each.pk for each in page.specific.get_view_restrictions()}
        assert ours == {each.pk for each in Page.get_view_restrictions(page)}, page
    assert len(inner.get_view_restrictions()) == 2
    assert not other.get_view_restrictions().exists()
