"""Filling in the short application form the way an initiative does."""

from __future__ import annotations

import re

from playwright.sync_api import Page

APPLICANT = "gruppe@example.org"
TITLE = "Bücherschrank an der Schottschleife"
VALUES = {
    "title": TITLE,
    "carrier_name": "Lesegruppe (Beispiel)",
    "contact_name": "Test Person",
    "contact_email": APPLICANT,
    "summary": "Wir bauen einen Bücherschrank, aus dem alle Nachbarn Bücher nehmen können.",
    "place": "Schottschleife",
    "amount": "450,00",
    "costs-0-label": "Holz und Farbe",
    "costs-0-amount": "450",
}


def check(page: Page) -> None:
    """Ask to check the answers."""
    page.locator("button[name=button][value=check]:not([tabindex])").first.click()


def fill_application(page: Page) -> None:
    """Answer every question; the dates lie in the funding period that the form names."""
    for name, value in VALUES.items():
        page.locator(f"[name='{name}']").fill(value)
    for name in ("carrier_kind", "theme", "costs-0-category"):
        page.locator(f"select[name='{name}']").select_option(index=1)
    period = re.search(r"Zwischen .*?(\d{4})", page.locator("main").inner_text())
    assert period, "the form does not say in which period the project may take place"
    _fill_date(page, "starts_on", f"{period.group(1)}-03-01")
    _fill_date(page, "ends_on", f"{period.group(1)}-09-30")
    page.locator("input[name=consent]").check()


def _fill_date(page: Page, name: str, value: str) -> None:
    field = page.locator(f"input[name='{name}']")
    if field.get_attribute("type") == "date":
        field.fill(value)
    else:
        year, month, day = value.split("-")
        field.fill(f"{day}.{month}.{year}")
