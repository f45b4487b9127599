"""Filling in a form of steps as an initiative does on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

PHONE = {"width": 390, "height": 844}


def go_on(page: Page) -> None:
    """Press “save and go on”."""
    page.locator("button[name=button][value=next]:not([tabindex])").click()


def saved(page: Page) -> None:
    """All that was typed is with the server; what an earlier saving said does not count."""
    expect(page.locator("form[data-step]:not([data-unsaved])")).to_be_visible()
    expect(page.locator("[data-saved]")).to_contain_text("Gespeichert")
