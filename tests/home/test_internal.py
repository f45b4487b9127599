"""Internal sections: who sees them, in the page, the menu, lists and other languages."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.accounts.roles import NETWORK, Role
from tests.factories.accounts import client_for, user
from tests.factories.home import alias_of, internal_section, open_only_to, translation_of
from tests.factories.site import home_page, standard_page

pytestmark = pytest.mark.django_db


def test_a_new_section_is_closed_by_itself() -> None:
    page = internal_section()
    restriction = page.view_restrictions.get()
    assert restriction.restriction_type == PageViewRestriction.GROUPS
    names = set(restriction.groups.values_list("name", flat=True))
    assert names == {role.group_name for role in NETWORK}


@pytest.mark.parametrize("role", [None, *Role])
def test_network_section_role_by_role(role: Role | None) -> None:
    home_page()
    section = internal_section(title="Nur Netzwerk")
    page = standard_page(section, title="Protokoll", show_in_menus=True)
    allowed = role in NETWORK
    browser = client_for(user(role) if role else user())
    for target in (section, page):
        assert browser.get(target.get_url()).status_code == (200 if allowed else 403)
    assert ("Nur Netzwerk" in browser.get("/de/").content.decode()) is allowed


def test_visitors_are_led_to_the_sign_in_and_back(client: Client) -> None:
    section = internal_section()
    page = standard_page(section)
    for target in (section, page):
        response = client.get(target.get_url())
        assert response.status_code == 302
        assert "/login/" in response["Location"]
        assert f"next={target.get_url()}" in response["Location"]
        assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]
    assert section.title not in client.get("/de/").content.decode()


@pytest.mark.parametrize("role", [*Role])
def test_section_of_one_body(role: Role) -> None:
    home_page()
    section = internal_section(title="Begleitausschuss")
    group = open_only_to(section, "Begleitausschuss")
    outsider, member = user(role), user(role)
    member.groups.add(group)
    # The administration (superuser) sees every page; it edits them all anyway.
    expected = 200 if role == Role.ADMIN else 403
    response = client_for(outsider).get(section.get_url())
    assert response.status_code == expected
    assert client_for(member).get(section.get_url()).status_code == 200


def test_refusal_is_friendly_and_shows_nothing() -> None:
    section = internal_section()
    page = standard_page(section, title="Protokoll", summary="Geheim bis zur Sitzung")
    response = client_for(user(Role.APPLICANT)).get(page.get_url())
    html = response.content.decode()
    assert response.status_code == 403
    assert "Geheim" not in html
    assert "Protokoll" not in html
    assert '<main id="main"' in html


def test_other_languages_are_closed_as_well(client: Client) -> None:
    home_page(languages=True)
    section = internal_section(title="Intern")
    page = standard_page(section, title="Protokoll", show_in_menus=True)
    alias = alias_of(page, "en")
    translation = translation_of(section, "tr", title="Dahili", show_in_menus=True)
    outsider = client_for(user(Role.APPLICANT))
    member = client_for(user(Role.MEMBER))
    for target in (alias, translation, alias.get_parent()):
        assert client.get(target.get_url()).status_code == 302, target
        assert outsider.get(target.get_url()).status_code == 403, target
        assert member.get(target.get_url()).status_code == 200, target
    assert "Protokoll" not in client.get("/en/").content.decode()
    assert "Dahili" not in client.get("/tr/").content.decode()
    assert "Dahili" in member.get("/tr/").content.decode()


def test_cards_and_related_pages_hide_what_one_may_not_open(client: Client) -> None:
    home_page()
    section = internal_section(title="Intern")
    below = standard_page(section, title="Protokolle")
    page = standard_page(title="Offen", related=[("page", below)])
    child = internal_section(section, title="Nur Ausschuss")
    open_only_to(child, "Ausschuss")
    assert "Protokolle" not in client.get(page.get_url()).content.decode()
    member = client_for(user(Role.MEMBER))
    assert "Protokolle" in member.get(page.get_url()).content.decode()
    html = member.get(section.get_url()).content.decode()
    assert "Protokolle" in html
    assert "Nur Ausschuss" not in html
