"""An editor builds a form from nothing; an initiative fills it in; the office finds it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.composing import FUND, compose, preview
from tests.e2e.editing import approve, complaints_of, hand_in
from tests.e2e.filling import PHONE, go_on, saved
from tests.e2e.test_accessibility import violations

FORM, CALL, IDEA = "Fonds für kurze Wege", "Runde der kurzen Wege", "Trinkbrunnen am Markt"
SCREENS = ["/admin/formulare/", "/admin/formulare/vorlagen/", "/admin/formulare/einlesen/"]


def test_a_form_from_nothing_to_the_first_application(as_role: Callable[..., Page]) -> None:
    editor = as_role("editor")
    complaints = complaints_of(editor)
    editor.goto("/admin/formulare/add/?locale=de")
    editor.wait_for_load_state("networkidle")
    compose(editor, FORM, FUND)
    editor.locator("footer button[type=submit]", has_text="Entwurf speichern").click()
    expect(editor.locator(".messages")).to_contain_text(FORM)
    shown = preview(editor, "Wer sind Sie?")
    expect(shown.get_by_label("Name Ihrer Gruppe")).to_be_visible()
    expect(shown.locator(".notice")).to_have_count(1)  # what it is, and nothing to mend
    assert not violations(shown)
    shown.close()
    hand_in(editor, FORM)
    assert not complaints
    approve(as_role("approver"), FORM)

    _open_call(as_role("coordinator"))
    _fill_in(as_role)

    office = as_role("coordinator")
    office.goto(f"/admin/cases/?q={IDEA}")
    office.locator("main table a", has_text=re.compile(r"-\d{4}-")).first.click()
    expect(office.locator("main")).to_contain_text("Wofür brauchen Sie das Geld?")
    expect(office.locator("main")).to_contain_text("450,00")


def _open_call(office: Page) -> None:
    """A new round with the form, which only now can be chosen."""
    office.goto("/admin/calls/new/")
    office.wait_for_load_state("networkidle")
    texts = {"title_de": CALL, "code": "kurze-wege"}
    days = {"opens_at": "01.01.2026 09:00", "closes_at": "31.12.2037 18:00"}
    for name, text in (texts | days).items():
        office.locator(f"[name={name}]").fill(text)
        office.keyboard.press("Tab")
    choices = {"programme": "Nachbarschaftsfonds Hamm-Norden", "rules": "Nachbarschaftsfonds"}
    for name, text in (choices | {"period": "Nachbarschaftsfonds", "form": FORM}).items():
        option = office.locator(f"[name={name}] option", has_text=text).first
        office.locator(f"[name={name}]").select_option(option.get_attribute("value"))
    office.get_by_role("button", name="Erstellen").first.click()
    expect(office.locator(".messages")).to_contain_text(CALL)


def _fill_in(as_role: Callable[..., Page]) -> None:
    """Two sittings on a phone, the first without JavaScript."""
    page = as_role("applicant", viewport=PHONE, java_script_enabled=False)
    page.goto("/de/antrag/kurze-wege/neu/")
    tasks = page.url
    page.get_by_role("link", name="Was haben Sie vor?").first.click()
    page.get_by_label("Wie heißt Ihre Idee?").fill(IDEA)
    page.get_by_label("Was planen Sie?").fill("Wir bauen einen Brunnen, an dem alle trinken.")
    page.get_by_label("Welches Thema passt?").select_option(index=1)
    go_on(page)
    page.locator("button[value=later]").click()

    page = as_role("applicant", viewport=PHONE)
    page.goto(tasks)
    page.get_by_role("link", name="Weiter", exact=True).click()
    page.get_by_label("Name Ihrer Gruppe").fill("Brunnengruppe (Beispiel)")
    page.locator("main select").first.select_option(index=1)
    page.locator("main input[name$='-answer-name']").last.fill("Test Person")
    page.locator("main input[type=email]").fill("gruppe@example.org")
    saved(page)
    go_on(page)
    expect(page.locator("main h1")).to_have_text("Wann und für wie viel?")
    period = re.search(r"und .*?(\d{4})", page.locator("main .kern-hint").first.inner_text())
    assert period, "the step does not say in which period the project may take place"
    year = period.group(1)
    page.locator("main input[name$='-answer-from']").fill(f"{year}-03-01")
    page.locator("main input[name$='-answer-to']").fill(f"{year}-04-30")
    page.get_by_label("Wie viel Geld brauchen Sie?").fill("450")
    first = page.locator(".question-rows__row").first
    first.get_by_label("Wofür?").fill("Holz")
    first.locator("select").select_option(index=1)
    first.get_by_label("Betrag").fill("450,00")
    expect(page.locator("[data-plan-total]").first).to_contain_text("450,00")
    saved(page)
    page.reload()
    expect(page.locator(".question-rows__row").first.get_by_label("Wofür?")).to_have_value("Holz")
    go_on(page)
    page.locator("main input[type=checkbox]").check()
    go_on(page)
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.locator("main")).to_contain_text("Ihr Antrag ist angekommen")


def test_no_screen_of_the_forms_has_a_barrier(as_role: Callable[..., Page]) -> None:
    editor = as_role("editor")
    found = {}
    for address in SCREENS:
        editor.goto(address)
        if problems := violations(editor):
            found[address] = problems
    applicant = as_role("applicant", viewport=PHONE)
    applicant.goto("/de/antrag/nf-offen/neu/")
    tasks = applicant.url
    for address in (tasks, f"{tasks}schritt/step-money/"):
        applicant.goto(address)
        if problems := violations(applicant):
            found[address] = problems
    go_on(applicant)
    applicant.goto(f"{tasks}pruefen/")
    if problems := violations(applicant):
        found[applicant.url] = problems
    assert not found, found
