"""The city's sign-in (OIDC with PKCE) against a provider on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from portal.accounts.models import User
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
START = "/konto/oidc/city/login/"


class Provider(BaseHTTPRequestHandler):
    """A provider that vouches for one address and remembers what it was asked."""

    email = ""
    nonce = ""
    asked: dict[str, list[str]] = {}

    def do_GET(self) -> None:
        """Discovery and user info."""
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path.endswith("openid-configuration"):
            self._answer(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/userinfo",
                    "jwks_uri": f"{base}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self._answer({"sub": "42", "email": self.email, "email_verified": True})

    def do_POST(self) -> None:
        """The token, once for a code."""
        length = int(self.headers["Content-Length"])
        type(self).asked = parse_qs(self.rfile.read(length).decode())
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        now = int(time.time())
        claims = {"iss": base, "aud": "portal", "sub": "42", "iat": now, "exp": now + 60}
        token = jwt.encode(claims | {"nonce": self.nonce}, "k" * 32, algorithm="HS256")
        self._answer({"access_token": "t", "token_type": "Bearer", "id_token": token})

    def _answer(self, data: dict[str, object]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def provider(settings: Settings) -> Iterator[type[Provider]]:
    """The provider, running, and the setting that names it."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "VERIFIED_EMAIL": True,
            "EMAIL_AUTHENTICATION": True,
            "APPS": [
                {
                    "provider_id": "city",
                    "name": "Stadt Hamm",
                    "client_id": "portal",
                    "secret": "s",
                    "settings": {"server_url": url},
                }
            ],
        }
    }
    yield Provider
    server.shutdown()
    server.server_close()
    thread.join()


def _sign_in(provider: type[Provider], email: str) -> tuple[Client, str]:
    """Go to the provider and come back with a code; returns where that leads."""
    provider.email = email
    browser = Client()
    away = browser.post(START)
    query = parse_qs(urlsplit(away["Location"]).query)
    assert query["redirect_uri"] == ["http://testserver/konto/oidc/city/login/callback/"]
    assert query["code_challenge_method"] == ["S256"]
    provider.nonce = query.get("nonce", [""])[0]
    back = browser.get(
        "/konto/oidc/city/login/callback/", {"code": "c", "state": query["state"][0]}
    )
    verifier = provider.asked["code_verifier"][0].encode()
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
    assert digest == query["code_challenge"][0].rstrip("=")
    assert back.status_code in {200, 302}
    return browser, back.get("Location", "")


def test_a_network_member_gets_in(provider: type[Provider]) -> None:
    person = user("member", "mitglied@example.org")
    browser, _target = _sign_in(provider, person.email)
    assert browser.session["_auth_user_id"] == str(person.pk)


def test_staff_still_show_their_second_factor(provider: type[Provider]) -> None:
    person = user("coordinator", "koordination@example.org")
    assert Authenticator.objects.filter(user=person).exists()
    browser, target = _sign_in(provider, person.email)
    assert target.endswith("/konto/2fa/authenticate/")
    assert "_auth_user_id" not in browser.session


def test_a_stranger_gets_no_account(provider: type[Provider]) -> None:
    browser, target = _sign_in(provider, "fremd@example.org")
    assert "_auth_user_id" not in browser.session
    assert not User.objects.exists()
    assert "/konto/" in target or not target


def test_without_the_setting_there_is_no_such_way(client: Client) -> None:
    assert client.post(START, follow=True).status_code == 404
