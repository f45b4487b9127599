"""A running demo portal (`manage.py run` in a temporary folder) and a real browser for it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or ""
CI = os.environ.get("CI", "").lower() == "true"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share one portal, so one worker runs them all."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not CHROMIUM and not CI:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@dataclass
class Demo:
    """The running portal: address, folder of its files, log-ins by role (or key, see users.toml).

    `seeded` holds database, media and log-ins as they stood when it had started.
    """

    url: str
    folder: Path
    logins: dict[str, dict[str, str]]
    seeded: Path

    def mails_to(self, address: str) -> list[Any]:
        """The mails to an address, oldest first."""
        files = sorted((self.folder / "mail").glob("*.eml"))
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in mails if address.lower() in str(mail["To"]).lower()]

    def wait_for_mail(self, address: str, subject: str = "", count: int = 1) -> Any:
        """The newest mail to an address whose subject contains a text."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = [mail for mail in self.mails_to(address) if subject in str(mail["Subject"])]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} ({subject})")

    def code_for(self, address: str, count: int = 1) -> str:
        """The sign-in code last mailed to an address."""
        body = self.wait_for_mail(address, count=count).get_body(("plain",)).get_content()
        found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", body, re.M)
        assert found, body
        return found.group(1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _kept(folder: Path) -> Path:
    """A copy of what the start made, before any test changes it."""
    copy = folder.with_name(f"{folder.name}-seeded")
    for part in ("media", "private"):
        shutil.copytree(folder / part, copy / part)
    shutil.copy(folder / "demo-logins.json", copy)
    with (
        closing(sqlite3.connect(folder / "portal.sqlite3")) as source,
        closing(sqlite3.connect(copy / "portal.sqlite3")) as target,
    ):
        source.backup(target)
    return copy


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`manage.py run` with the demo content, as a newcomer starts it; one for all workers."""
    folder = tmp_path_factory.mktemp("demo")
    if "PYTEST_XDIST_WORKER" in os.environ:
        (folder.parent.parent / "one-demo").touch(exist_ok=False)
    if (migrated := prepared.template()).exists():
        shutil.copyfile(migrated, folder / "portal.sqlite3")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL"}
    } | {
        "PORTAL_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_BASE_URL": url,
    }
    with _started(port, environment, folder / "run.log"):
        logins = json.loads((folder / "demo-logins.json").read_text())
        yield Demo(url, folder, {login["key"]: login for login in logins}, _kept(folder))
    assert not _answers(url), "the portal still answers after it was stopped"


@contextmanager
def _started(port: int, environment: dict[str, str], log: Path) -> Iterator[None]:
    """`manage.py run` until it answers; whatever happens, it is stopped as by Ctrl-C."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + 240
        while not _answers(f"http://127.0.0.1:{port}"):
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the portal did not start:\n{log.read_text()}")
            time.sleep(0.5)
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, quiet and without a sandbox (containers)."""
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], demo: Demo) -> dict[str, Any]:
    """German visitor at the running portal."""
    return {
        **browser_context_args,
        "base_url": demo.url,
        "locale": "de-DE",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def sign_in_state(browser: Browser, demo: Demo) -> Callable[[str], dict[str, Any]]:
    """Cookies of a role, signed in once with password and code."""
    known: dict[str, dict[str, Any]] = {}

    def state(role: str) -> dict[str, Any]:
        if role not in known:
            context = browser.new_context(base_url=demo.url, locale="de-DE")
            sign_in(context.new_page(), demo, role)
            known[role] = context.storage_state()  # type: ignore[assignment]
            context.close()
        return known[role]

    return state


def sign_in(page: Page, demo: Demo, role: str) -> None:
    """Sign in as a role the way a person does: password, then the code of the second factor."""
    login = demo.logins[role]
    page.goto("/de/konto/login/")
    page.locator("details.account-password > summary").click()
    page.locator("input[name=login]").fill(login["email"])
    page.locator("input[name=password]").fill(login["password"])
    page.locator("main form:has(input[name=password]) button[type=submit]").first.click()
    if login["totp_secret"]:
        page.wait_for_url("**/2fa/authenticate/**")
        code = format_hotp_value(hotp_value(login["totp_secret"], int(time.time()) // 30))
        page.locator("input[name=code]").fill(code)
        page.locator("main form:has(input[name=code]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/konto/login" not in url and "/2fa/" not in url)


def ask_for_code(page: Page, address: str) -> None:
    """Ask for a sign-in code; a browser is quicker than people, so the page may ask again."""
    until = time.monotonic() + 20
    page.locator("input[name=email]").fill(address)
    while time.monotonic() < until:
        page.locator("main form:has(input[name=email]) button[type=submit]").first.click()
        if page.locator("input[name=code]").count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(page.locator("main").inner_text())


@pytest.fixture
def as_role(
    browser: Browser, demo: Demo, sign_in_state: Callable[[str], dict[str, Any]]
) -> Iterator[Callable[..., Page]]:
    """Open a page as a role (`as_role("editor")`); extra arguments go to the browser context."""
    contexts: list[BrowserContext] = []

    def open_page(role: str | None = None, **arguments: Any) -> Page:
        state = sign_in_state(role) if role else None
        context = browser.new_context(
            base_url=demo.url,
            storage_state=state,  # type: ignore[arg-type]
            **{"locale": "de-DE", "reduced_motion": "reduce", **arguments},
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
