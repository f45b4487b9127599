"""axe finds nothing, on any page type, light and dark, phone and desktop, left and right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import Demo
from tests.e2e.pages import FAILING, SCREENS, SIGNED_IN, page_types

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All that the scheme changes on a page; the rest is found in the light one."""


def violations(page: Page) -> list[str]:
    """What axe finds on the page that is open, light and dark, as readable lines."""
    page.emulate_media(color_scheme="light")
    light = _found(page, RULES)
    page.emulate_media(color_scheme="dark")
    dark = _found(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return [*light, *(f"dark: {line}" for line in dark)]


def _found(page: Page, rules: dict[str, Any]) -> list[str]:
    # What passes is not written up one by one: that takes longer than looking for what does not.
    options = {**rules, "resultTypes": ["violations"], "preload": False}
    result: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{found['id']}: {node['html'][:120]} ({node.get('failureSummary', '')[:160]})"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def test_no_page_type_has_a_barrier(demo: Demo, as_role: Callable[..., Page]) -> None:
    page = as_role()
    types = page_types(demo.folder)
    assert len(types) >= 15, types
    found = {}
    for name, address in {**types, **SCREENS}.items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok or name in FAILING, (name, address, answer.status)
        if problems := violations(page):
            found[f"{name} {address}"] = problems
    assert not found


def test_no_screen_of_the_signed_in_has_a_barrier(as_role: Callable[..., Page]) -> None:
    found = {}
    for role, addresses in SIGNED_IN.items():
        page = as_role(role)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, (address, answer.status)
            assert "/login/" not in page.url, address
            if problems := violations(page):
                found[f"{role} {address}"] = problems
    assert not found


@pytest.mark.parametrize("language", ["de-simple", "en", "tr", "ar"])
def test_no_language_has_a_barrier(as_role: Callable[..., Page], language: str) -> None:
    page = as_role(viewport={"width": 390, "height": 844})
    page.goto(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert not violations(page)


def test_nothing_scrolls_sideways_on_small_screens(
    demo: Demo, as_role: Callable[..., Page]
) -> None:
    page = as_role(viewport={"width": 320, "height": 640})
    wide = []
    for name, address in {**page_types(demo.folder), **SCREENS}.items():
        page.goto(address)
        extra = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if extra > 0:
            wide.append(f"{name} {address}: {extra} px")
    assert not wide


def test_the_keyboard_reaches_the_content_first(as_role: Callable[..., Page]) -> None:
    page = as_role()
    page.goto("/de/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused is not None
    assert focused.startswith("#")
    page.keyboard.press("Enter")
    assert page.locator(focused).count() == 1
