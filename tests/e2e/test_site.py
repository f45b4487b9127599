"""The whole demo site: no dead link, nothing from elsewhere, light, no broken policy."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Page, Request

from tests.e2e.conftest import Demo
from tests.e2e.pages import SCREENS, page_types

MAX_REQUESTS = 12
MAX_BYTES = 150_000
LIMIT = 700


def _read(url: str) -> tuple[int, str]:
    request = urllib.request.Request(url, headers={"Accept-Language": "de"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            kind = answer.headers.get_content_type()
            body = answer.read().decode(errors="replace") if kind == "text/html" else ""
            return answer.status, body
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, ""


def _links(url: str, body: str) -> set[str]:
    found = re.findall(r'(?:href|src)="([^"]+)"', body)
    return {urldefrag(urljoin(url, link.replace("&amp;", "&")))[0] for link in found}


def test_no_link_leads_nowhere(demo: Demo) -> None:
    host = urlsplit(demo.url).netloc
    waiting, seen, broken = [(f"{demo.url}/de/", "start")], set(), []
    while waiting and len(seen) < LIMIT:
        url, origin = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        status, body = _read(url)
        if status >= 400 and "/login" not in url:
            broken.append(f"{status} {url} (on {origin})")
        if not urlsplit(url).path.startswith("/de/"):
            continue
        for link in _links(url, body):
            parts = urlsplit(link)
            # A filter or month leads to the same screen again and again.
            if parts.netloc == host and not parts.query and "/konto/" not in link:
                waiting.append((link, url))
    assert not broken
    assert len([url for url in seen if urlsplit(url).path.startswith("/de/")]) >= 70


def test_home_page_is_light_on_a_cold_phone(demo: Demo, as_role: Callable[..., Page]) -> None:
    page = as_role(viewport={"width": 390, "height": 844})
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto("/de/", wait_until="networkidle")
    sizes = {
        r.url: r.sizes()["responseBodySize"] + r.sizes()["responseHeadersSize"] for r in finished
    }
    assert len(sizes) <= MAX_REQUESTS, sizes
    assert sum(sizes.values()) <= MAX_BYTES, sizes


def test_pages_keep_the_policy_and_load_nothing_from_elsewhere(
    demo: Demo, as_role: Callable[..., Page]
) -> None:
    page = as_role()
    complaints: list[str] = []
    foreign: list[str] = []
    page.on(
        "console",
        lambda m: complaints.append(f"{page.url}: {m.text}") if m.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda r: (
            foreign.append(r.url) if not r.url.startswith((demo.url, "data:", "blob:")) else None
        ),
    )
    for name, address in {**page_types(demo.folder), **SCREENS}.items():
        answer = page.goto(address)
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "unsafe-inline" not in policy, name
        assert "default-src 'self'" in policy, name
    page.wait_for_load_state("networkidle")
    complaints = [text for text in complaints if "404 (Not Found)" not in text]
    assert not complaints
    assert not foreign
