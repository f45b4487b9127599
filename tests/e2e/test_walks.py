"""Whole ways through the portal: resident, applicant without JavaScript, editor, office."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
from playwright.sync_api import Page, expect

from tests.e2e.applying import APPLICANT, TITLE, fill_idea, fill_rest
from tests.e2e.conftest import Demo, ask_for_code
from tests.e2e.editing import approve, hand_in, news_form


def test_a_resident_finds_help_in_her_language(as_role: Callable[..., Page]) -> None:
    page = as_role(viewport={"width": 390, "height": 844})
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/de/$"))
    search = page.locator("main input[name=q]").first
    search.fill("Foerderantraege")
    search.press("Enter")
    results = page.locator("main")
    expect(results).to_contain_text(re.compile("Förder|Antrag"))
    assert page.locator("main a[href*='/de/']").count() >= 2
    page.goto("/de/")
    page.locator("main a[href='/tr/']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    expect(page.locator("main h1")).to_be_visible()


def test_a_visitor_of_another_browser_language_is_led_to_it(as_role: Callable[..., Page]) -> None:
    for language, start in (("tr-TR", "/tr/"), ("ar", "/ar/"), ("en-GB", "/en/"), ("fr", "/de/")):
        page = as_role(locale=language)
        page.goto("/")
        assert page.url.endswith(start), (language, page.url)


def test_an_initiative_applies_without_javascript_and_the_office_sees_it(
    demo: Demo, as_role: Callable[..., Page], tmp_path: Path
) -> None:
    page = as_role(java_script_enabled=False)
    page.goto("/de/")
    page.locator("main a", has_text=re.compile("Passt meine Idee|Jetzt bewerben")).first.click()
    if "/antrag/" not in page.url:
        page.get_by_role("link", name="Jetzt bewerben").first.click()
    page.get_by_role("link", name="Zum Antrag").click()
    # No account yet: the code comes by mail.
    ask_for_code(page, APPLICANT)
    page.locator("input[name=code]").fill(demo.code_for(APPLICANT))
    page.locator("main form:has(input[name=code]) button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/antrag/"))

    fill_idea(page)
    # Whoever checks too early reads what is missing, and finds what was written.
    page.goto(f"{page.url.partition('/schritt/')[0]}/pruefen/")
    expect(page.locator("main")).to_contain_text("Etwas fehlt noch")
    expect(page.locator("main")).to_contain_text(TITLE)
    assert not page.get_by_role("button", name="Antrag absenden").count()
    page.locator("main a[href*='/schritt/step-who/']").first.click()

    offer = tmp_path / "angebot.pdf"
    offer.write_bytes(b"%PDF-1.7\n%%EOF\n")
    fill_rest(page, offer)
    expect(page.locator("main")).to_contain_text("angebot.pdf")
    page.get_by_role("button", name="Antrag absenden").click()
    number = re.search(r"[A-Z]+-\d{4}-\d{4}", page.locator("main").inner_text())
    assert number
    page.reload()
    expect(page.locator("main")).to_contain_text(number.group())

    mail = demo.wait_for_mail(APPLICANT, number.group())
    copy = next(mail.iter_attachments()).get_content()
    document = pypdf.PdfReader(io.BytesIO(copy))
    assert document.is_encrypted is False
    assert number.group() in "".join(sheet.extract_text() for sheet in document.pages)
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]

    office = as_role("coordinator")
    office.goto(f"/admin/cases/?q={number.group()}")
    office.get_by_role("link", name=re.compile(f"{number.group()}|{TITLE}")).first.click()
    expect(office.locator("main")).to_contain_text(TITLE)
    expect(office.locator("main")).to_contain_text("angebot.pdf")


NEWS = "Neue Sprechstunde im Stadtteilbüro"
NEWS_ADDRESS = "/de/aktuelles/neue-sprechstunde-im-stadtteilbüro/"


def test_a_text_is_published_by_a_second_person(as_role: Callable[..., Page]) -> None:
    editor, public = as_role("editor"), as_role()
    news_form(editor, NEWS, "Das Stadtteilbüro hat eine neue Sprechstunde.")
    hand_in(editor, NEWS)
    assert public.request.get(NEWS_ADDRESS).status == 404
    editor.goto("/admin/")
    expect(editor.locator("main")).to_contain_text(NEWS)
    approve(as_role("approver"), NEWS)

    public.goto(NEWS_ADDRESS)
    expect(public.locator("main h1")).to_have_text(NEWS)
    public.goto("/de/aktuelles/")
    expect(public.locator("main")).to_contain_text(NEWS)
