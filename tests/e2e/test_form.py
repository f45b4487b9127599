"""An initiative fills a form on a phone in two sittings, first without JavaScript, then with it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.filling import PHONE, go_on, saved
from tests.e2e.test_accessibility import violations

IDEA = "Bank am Gleisbogen"


def test_a_form_in_two_sittings(as_role: Callable[..., Page]) -> None:
    page = as_role("applicant", viewport=PHONE, java_script_enabled=False)
    page.goto("/de/antrag/nf-offen/neu/")
    tasks = page.url
    page.get_by_role("link", name="Was haben Sie vor?").first.click()
    page.get_by_label("Wie heißt Ihr Vorhaben?").fill(IDEA)
    page.locator("textarea").first.fill("Wir bauen eine Bank, auf der alle Platz haben.")
    page.locator("select").first.select_option(index=1)
    go_on(page)
    expect(page.locator("main h1")).to_have_text("Wer sind Sie?")
    page.get_by_label("Name Ihrer Gruppe").fill("Bankgruppe (Beispiel)")
    page.locator("select").first.select_option(index=1)
    page.locator("input[name$='-answer-name']").last.fill("Test Person")
    page.locator("input[type=email]").fill("gruppe@example.org")
    page.locator("button[value=later]").click()
    expect(page.locator("main")).to_contain_text(IDEA)

    page = as_role("applicant", viewport=PHONE)
    page.goto(tasks)
    expect(page.locator("main")).to_contain_text("2 von 7 Schritten sind fertig")
    assert not violations(page)
    page.get_by_role("link", name="Weiter", exact=True).click()
    expect(page.locator("main h1")).to_have_text("Wer hat etwas davon?")
    page.locator("main input[type=checkbox]").first.check()
    saved(page)
    for field in page.locator("main textarea:visible, main input[inputmode=numeric]:visible").all():
        field.fill("12")
    go_on(page)
    expect(page.locator("main h1")).to_have_text("Wann und wo?")
    assert not violations(page)
    page.goto(f"{tasks}schritt/step-money/")
    page.locator("main input[inputmode=decimal]").first.fill("450")
    first = page.locator(".question-rows__row").first
    first.get_by_label("Wofür?").fill("Holz")
    first.locator("select").select_option(index=1)
    first.get_by_label("Betrag").fill("449,50")
    expect(page.locator("[data-plan-total]").first).to_contain_text("449,50")
    saved(page)
    assert not violations(page)
    page.reload()
    expect(page.locator(".question-rows__row").first.get_by_label("Wofür?")).to_have_value("Holz")
    page.goto(f"{tasks}pruefen/")
    expect(page.locator("main")).to_contain_text("Ihre Kosten sind 449,50")
    assert not violations(page)
    missing = page.locator("main a[href*='?missing']").first
    missing.click()
    expect(page).to_have_url(re.compile("/schritt/"))
