"""The style guide and the account pages, over HTTP."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import STAFF, Role
from portal.styleguide.views import TEMPLATES, examples, screens
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db


def test_style_guide_is_for_staff_only() -> None:
    url = reverse("styleguide")
    assert Client().get(url).status_code == 302
    for role in Role:
        expected = 200 if role in STAFF else 403
        assert client_for(user(role)).get(url).status_code == expected, role


def test_every_example_and_screen_renders() -> None:
    client = client_for(user("admin"))
    html = client.get(reverse("styleguide")).content.decode()
    for name in examples():
        assert f'id="example-{name}"' in html
    for name in screens():
        for query in ("", "?theme=dark", "?language=ar", "?language=nix&page=99999"):
            answer = client.get(reverse("styleguide_screen", args=[name]) + query)
            assert answer.status_code == 200
            assert "{%" not in answer.content.decode()
    assert "{%" not in html


def test_unknown_screen_is_not_found() -> None:
    client = client_for(user("admin"))
    answer = client.get(reverse("styleguide_screen", args=["nix"]), follow=True)
    assert answer.status_code == 404


def test_every_component_has_an_example() -> None:
    parts_of_others = {"logo", "messages", "hero_picture", "service_bar"}
    components = {path.stem for path in (TEMPLATES / "components").glob("[a-z]*.html")}
    assert components - parts_of_others == set(examples())


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_request_login_code", "account_signup", "account_reset_password"],
)
def test_account_pages_for_visitors_wear_the_portals_look(name: str) -> None:
    html = Client().get(reverse(name)).content.decode()
    assert 'class="header"' in html
    assert html.count("<h1") == 1
    assert " style=" not in html


@pytest.mark.parametrize(
    "name",
    [
        "account_area",
        "account_logout",
        "account_email",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_activate_totp",
        "account_reauthenticate",
    ],
)
def test_account_pages_of_oneself_wear_the_portals_look(name: str) -> None:
    answer = client_for(user("applicant")).get(reverse(name), follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="header"' in html
    assert html.count("<h1") == 1


def test_wrong_sign_in_is_said_with_a_summary_and_the_address_is_kept() -> None:
    answer = Client().post(reverse("account_login"), {"login": "a@example.org", "password": "x"})
    html = answer.content.decode()
    assert "error-summary" in html
    assert 'value="a@example.org"' in html


def test_not_found_page_offers_ways_on() -> None:
    answer = Client().get("/de/gibt-es-nicht/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode() or "/de/" in answer.content.decode()
