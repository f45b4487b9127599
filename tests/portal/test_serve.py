"""`make serve` as one run: production settings, PostgreSQL, gunicorn, asked as a proxy asks."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.portal.test_production import SAFE

HOST = SAFE["ALLOWED_HOSTS"]
SERVER = os.environ.get("DATABASE_URL", "")
pytestmark = [
    pytest.mark.postgresql,
    # One server for all of them: making it takes longer than asking it.
    pytest.mark.xdist_group("serve"),
    pytest.mark.skipif(not SERVER, reason="production runs on PostgreSQL: DATABASE_URL is not set"),
    pytest.mark.skipif(not shutil.which("make"), reason="make is not installed"),
]
# What `make` would fetch stands already, or these tests would not run.
COMMAND = ["make", "-o", ".venv/.runtime", "-o", "node_modules/.ready", "serve"]


class Proxy:
    """Asks the server as the reverse proxy of a browser would."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, *, scheme: str = "https", **headers: str) -> tuple[int, str, bytes]:
        """Status, headers as text and body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": HOST, "X-Forwarded-Proto": scheme, "X-Forwarded-For": "192.0.2.7"}
        try:
            connection.request("GET", path, headers=sent | headers)
            answer = connection.getresponse()
            return answer.status, str(answer.headers), answer.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        """Whether anybody is there."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """A database of its own on the server of the tests: empty, or migrated where one lies ready."""
    name = f"serve_{uuid4().hex[:12]}"
    template = os.environ.get("TEST_DATABASE_TEMPLATE", "template1")
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def proxy(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """`make serve` from the first command to the signal that ends it."""
    folder = tmp_path_factory.mktemp("serve")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        proxy = Proxy(probe.getsockname()[1])
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        **{name: value for name, value in SAFE.items() if name != "DJANGO_SETTINGS_MODULE"},
        "DATABASE_URL": database,
        "PORTAL_VAR": str(folder),
        "WEB_CONCURRENCY": "1",
    }
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*COMMAND, f"PORT={proxy.port}"],
            cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    until = time.monotonic() + 240
    while not proxy.answers():
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"the server did not start:\n{log.read_text()}")
        time.sleep(0.2)  # there is nothing to wait on in another process but its port
    yield proxy
    # To make alone, as a service manager does: it must reach the server.
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=40)
    assert not proxy.answers(), "the server still answers after it was stopped"
    assert "Traceback" not in log.read_text(), log.read_text()


def test_a_monitor_needs_no_encryption(proxy: Proxy) -> None:
    status, _headers, body = proxy.get("/healthz", scheme="http")
    assert status == 200
    assert b'"database": "postgresql"' in body


def test_plain_addresses_lead_to_encrypted_ones(proxy: Proxy) -> None:
    status, headers, _body = proxy.get("/de/", scheme="http")
    assert status == 301
    assert f"Location: https://{HOST}/de/" in headers
    assert proxy.get("/de/")[0] == 200
    assert proxy.get("/de/", Host="elsewhere.example.org")[0] == 400


def test_the_sign_in_page_sets_a_cookie_for_encrypted_ways_only(proxy: Proxy) -> None:
    status, headers, body = proxy.get("/de/konto/login/")
    assert status == 200
    cookie = re.search(r"Set-Cookie: __Host-csrf=\S+(.*)", headers)
    assert cookie
    assert {"Secure", "Path=/"} <= set(cookie[1].strip("; ").split("; "))
    assert "Strict-Transport-Security: max-age=31536000" in headers
    assert "default-src 'self'" in headers
    assert b"/demo/" not in body


def test_static_files_are_hashed_compressed_and_kept(proxy: Proxy) -> None:
    _status, _headers, page = proxy.get("/de/")
    found = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page.decode())
    assert found
    plain = proxy.get(found[1])[2]
    for coding in ("br", "gzip"):
        status, headers, packed = proxy.get(found[1], **{"Accept-Encoding": coding})
        assert status == 200
        assert f"Content-Encoding: {coding}" in headers
        assert "immutable" in headers
        assert len(packed) < len(plain) / 4


def test_the_demo_is_not_there(proxy: Proxy) -> None:
    assert proxy.get("/media/anything.png")[0] == 404
    for path in ("demo/", "demo/mails/"):
        status, headers, _body = proxy.get(f"/{path}")
        # An unknown address is looked for among the pages of the visitor's language.
        assert (status, f"Location: /de/{path}" in headers) == (302, True), path
        assert proxy.get(f"/de/{path}")[0] == 404, path
