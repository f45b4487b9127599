"""The heart of the portal in one go: from two applications to the notices in the hand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
from playwright.sync_api import Page, expect

from tests.e2e import deciding as office
from tests.e2e.applying import fill_idea, fill_rest
from tests.e2e.conftest import Demo
from tests.e2e.deciding import press

GOOD, POOR = "Lesebank am Bahndamm", "Feuerwerk am Karlsplatz"
CONDITION = "Die Stadt erlaubt, die Bank aufzustellen"


def apply_for(page: Page, title: str, offer: Path) -> str:
    """Fill in a whole application and send it; its number."""
    page.goto("/de/")
    page.locator("main a", has_text=re.compile("Passt meine Idee|Jetzt bewerben")).first.click()
    if "/antrag/" not in page.url:
        page.get_by_role("link", name="Jetzt bewerben").first.click()
    page.goto(f"{page.url.rstrip('/')}/neu/")
    fill_idea(page, title)
    fill_rest(page, offer)
    press(page, "Antrag absenden")
    number = re.search(r"[A-Z]+-\d{4}-\d{4}", page.locator("main").inner_text())
    assert number
    return number.group()


def open_letter(page: Page) -> pypdf.PdfReader:
    """The letter that the applicant opens: tagged, in German, PDF/UA."""
    with page.expect_download() as opened:
        page.locator("main").get_by_role("button", name="Schreiben öffnen (PDF)").click()
    letter = pypdf.PdfReader(opened.value.path())
    root = letter.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert str(root["/Lang"]).startswith("de")
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid" in metadata
    return letter


def words(letter: pypdf.PdfReader) -> str:
    """The text of a letter on one line."""
    return " ".join("".join(page.extract_text() for page in letter.pages).split())


def test_from_two_applications_to_the_notices(
    demo: Demo, as_role: Callable[..., Page], tmp_path: Path
) -> None:
    offer = tmp_path / "angebot.pdf"
    offer.write_bytes(b"%PDF-1.7\n%%EOF\n")
    own, desk, second, planning = (
        as_role(role) for role in ("applicant", "coordinator", "coordinator2", "office")
    )
    numbers = {title: apply_for(own, title, offer) for title in (GOOD, POOR)}
    pages = {}
    for title, number in numbers.items():
        own.goto("/de/konto/antraege/")
        own.get_by_role("link", name=title).first.click()
        pages[title] = own.url
        press(own, "Ich möchte Schreiben hier im Portal")
        assert number in own.content()

    # The formal check, one question to the applicant, two opinions.
    keys = {title: office.case_of(desk, number) for title, number in numbers.items()}
    for key in keys.values():
        office.begin_check(desk, key)
    office.ask_applicant(desk, keys[GOOD], "Bitte genauer: Wer pflegt die Bank?")
    own.goto(pages[GOOD])
    office.answer_in_words(own, "Die Lesegruppe pflegt sie.")
    desk.goto(f"/admin/cases/inspect/{keys[GOOD]}/")
    expect(desk.locator("main")).to_contain_text("Die Lesegruppe pflegt sie.")
    for title, key in keys.items():
        office.check_all(desk, key)
        office.ask_office(desk, key, "Darf das dort stehen?")
        office.give_opinion(planning, title, f"Zu „{title}“ keine Bedenken.")
        desk.goto(f"/admin/cases/inspect/{key}/")
        expect(desk.locator("main")).to_contain_text(f"Zu „{title}“ keine Bedenken.")
        desk.goto(f"/admin/antraege/{key}/pruefung/")
        press(desk, "Beschlussreif machen")

    # The sitting: five members, one recused; a tie that the chair decides, and a rejection.
    meeting = office.plan_sitting(desk)
    office.put_on_agenda(desk, meeting, GOOD, POOR)
    office.open_item(desk, meeting, GOOD)
    expect(desk.locator(".sitting-quorum")).to_contain_text("5 von 5")
    before = desk.locator(".sitting-pot__left strong").first.inner_text()
    office.recuse(desk, "Mitglied der Träger (Beispiel)", "im Vorstand des Vereins")
    expect(desk.locator(".sitting-quorum")).to_contain_text("4 von 4")
    office.move(desk, "approved", "Ein guter Ort zum Lesen.", CONDITION)
    legends = desk.locator("form:has(input[value=vote]) legend").all_inner_texts()
    assert len(legends) == 4
    assert not any("Träger" in name for name in legends), "who is recused has no vote"
    office.vote(desk, Vorsitz="yes", Bewohnerschaft="yes", Zielgruppen="no", Initiativen="no")
    expect(desk.locator(".sitting-motion--carried")).to_contain_text("Stimmengleichheit")
    after = desk.locator(".sitting-pot__left strong").first.inner_text()
    assert office.euros(before) - office.euros(after) == 450
    office.open_item(desk, meeting, POOR)
    office.move(desk, "rejected", "Feuerwerk passt nicht zum Ziel.")
    press(desk, "Alle stimmen mit Ja")
    expect(desk.locator(".sitting-motion--carried")).to_be_visible()
    own.goto(pages[GOOD])
    for told in ("Bewilligt", "guter Ort"):
        assert told not in own.locator("main").inner_text(), "nobody hears it before the notice"

    # Closed, written down, signed by two, approved.
    office.close_with_minutes(desk, meeting)
    minutes = desk.request.get(f"/de/konto/sitzungen/{meeting}/niederschrift/pdf/")
    text = words(pypdf.PdfReader(io.BytesIO(minutes.body())))
    for said in (GOOD, POOR, CONDITION, "ist befangen und wirkte nicht mit", "Stimmengleichheit"):
        assert said in text, said

    # Two notices, each drafted by one and released by another person.
    office.release_notice(desk, second, keys[GOOD], "award")
    office.release_notice(desk, second, keys[POOR], "rejection")
    told = {
        GOOD: [CONDITION, "450,00 €", "vierhundertfünfzig Euro"],
        POOR: ["Feuerwerk passt nicht zum Ziel."],
    }
    for title, texts in told.items():
        own.goto(pages[title])
        said = words(open_letter(own))
        for text in (*texts, numbers[title], "Klage"):
            assert text in said, text

    # The applicant accepts: no remedy, so the notice is final at once.
    own.goto(pages[GOOD])
    expect(own.get_by_role("link", name="Schreiben herunterladen (PDF)")).to_be_visible()
    own.get_by_role("link", name=re.compile("Auf den Rechtsbehelf verzichten")).click()
    own.locator("input[name=sure]").check()
    press(own, "Auf den Rechtsbehelf verzichten")
    own.goto(pages[GOOD])
    expect(own.locator("main")).to_contain_text("Der Bescheid gilt endgültig")
    own.goto(pages[POOR])
    expect(own.locator("main")).to_contain_text("Nicht bewilligt")
    assert demo.wait_for_mail(demo.logins["applicant"]["email"], numbers[GOOD])
