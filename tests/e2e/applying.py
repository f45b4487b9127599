"""Filling in an application step by step as an initiative does, with or without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.filling import go_on

APPLICANT = "gruppe@example.org"
TITLE = "Bücherschrank an der Schottschleife"
SUMMARY = "Wir bauen einen Bücherschrank, aus dem alle Nachbarn Bücher nehmen können."


def fill_idea(page: Page, title: str = TITLE) -> None:
    """The first step, from the list of all."""
    page.get_by_role("link", name="Was haben Sie vor?").first.click()
    _type(page, "title-answer", title)
    _type(page, "summary-answer", SUMMARY)
    _choose(page, "theme-answer")
    go_on(page)


def fill_rest(page: Page, offer: Path) -> None:
    """All steps behind the first; the days lie in the funding period that the step names."""
    _type(page, "carrier-answer-name", "Lesegruppe (Beispiel)")
    _choose(page, "carrier-answer-kind")
    _type(page, "contact-answer-name", "Test Person")
    _type(page, "contact-answer-email", APPLICANT)
    go_on(page)
    for name in ("target-groups", "criteria"):
        page.locator(f"input[name='q-{name}-answer']").first.check()
    go_on(page)
    period = re.search(r"Zwischen .*?(\d{4})", page.locator("main").inner_text())
    assert period, "the step does not say in which period the project may take place"
    _type(page, "period-answer-from", f"{period.group(1)}-03-01")
    _type(page, "period-answer-to", f"{period.group(1)}-09-30")
    _type(page, "place-answer", "Schottschleife")
    go_on(page)
    _type(page, "amount-answer", "450,00")
    _type(page, "costs-answer-0-label", "Holz und Farbe")
    _choose(page, "costs-answer-0-category")
    _type(page, "costs-answer-0-amount", "450")
    go_on(page)
    page.locator("input[type=file]").set_input_files(offer)
    go_on(page)
    page.locator("input[name='q-consent-answer']").check()
    go_on(page)
    expect(page.locator("main h1")).to_have_text("Stimmt alles?")


def _type(page: Page, name: str, value: str) -> None:
    page.locator(f"[name='q-{name}']").fill(value)


def _choose(page: Page, name: str) -> None:
    page.locator(f"select[name='q-{name}']").select_option(index=1)
