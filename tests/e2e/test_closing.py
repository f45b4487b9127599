"""From the award to the end: paid, proved, a part claimed back, closed, and reported."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
from PIL import Image
from playwright.sync_api import Page, expect

from portal.kernel import clock
from tests.e2e.conftest import Demo
from tests.e2e.deciding import press, send
from tests.e2e.paying import ending_case
from tests.e2e.test_payments import name_account, order_all, payments_of, plan
from tests.e2e.test_whole_case import words

PHONE = {"width": 390, "height": 844}


def photo() -> dict[str, Any]:
    """What a phone's camera makes of a receipt."""
    out = io.BytesIO()
    Image.effect_noise((600, 900), 40).convert("RGB").save(out, "JPEG")
    return {"name": "Beleg.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def pay(desk: Page, money: Page, made: dict[str, Any]) -> None:
    """Planned by one, certified by two, ordered, paid."""
    plan(desk, made["case"], "1550")
    (address,) = payments_of(desk, made["programme"])
    desk.goto(address)
    press(desk, "Sachlich richtig zeichnen")
    money.goto(address)
    press(money, "Rechnerisch richtig zeichnen")
    order_all(money, made["programme"])
    money.goto(address)
    press(money, "Als ausgezahlt eintragen")
    expect(money.locator("main")).to_contain_text("ist gebucht")


def add_receipt(phone: Page, area: str, line: str, payee: str, euros: str) -> None:
    """A receipt with a photo, paid a week ago."""
    day = f"{clock.today() - timedelta(days=7):%Y-%m-%d}"
    phone.goto(f"{area}nachweis/belege/neu/")
    phone.locator("select[name=item]").select_option(label=line)
    phone.locator("input[name=payee]").fill(payee)
    phone.locator("input[name=purpose]").fill(f"{line} für zwei Bänke")
    for name in ("issued_on", "paid_on"):
        phone.locator(f"input[name={name}]").fill(day)
    phone.locator("input[name=cents]").fill(euros)
    phone.locator("input[name=file]").set_input_files(photo())
    press(phone, "Speichern")


def prove(phone: Page, area: str) -> None:
    """Receipts, what would have to be paid back, the report, handing in."""
    add_receipt(phone, area, "Holz", "Holzhandel Nord", "940")
    add_receipt(phone, area, "Erde", "Gartenmarkt Nord", "300")
    expect(phone.locator("main")).to_contain_text(re.compile("müssten Sie 310,00.€ zurückzahlen"))
    phone.goto(f"{area}nachweis/bericht/")
    phone.locator("textarea[name=text]").fill("Die Bänke stehen, und viele sitzen darauf.")
    send(phone.locator("main form .kern-btn[value=save]").last)
    phone.goto(f"{area}nachweis/abgeben/")
    phone.locator("input[name=sure]").check()
    press(phone, "Nachweis einreichen")
    expect(phone.locator("main")).to_contain_text("Wir prüfen")


def judge(desk: Page, case: int, number: int, verdict: str, euros: str = "", why: str = "") -> None:
    """What counts of a receipt."""
    desk.goto(f"/admin/antraege/{case}/nachweis/belege/{number}/")
    desk.locator(f"input[name=verdict][value={verdict}]").check()
    if euros:
        desk.locator("input[name=cents]").fill(euros)
    desk.locator("textarea[name=reason]").fill(why)
    press(desk, "Prüfergebnis vermerken")


def check(desk: Page, second: Page, case: int) -> None:
    """One receipt is cut; one person reckons the result, another confirms it."""
    judge(desk, case, 1, "accepted")
    judge(desk, case, 2, "cut", "250", "Ein Blumentopf gehört nicht zum Vorhaben.")
    desk.goto(f"/admin/antraege/{case}/nachweis/")
    desk.get_by_role("link", name="Ergebnis feststellen").click()
    press(desk, "Ergebnis vermerken")
    second.goto(f"/admin/antraege/{case}/nachweis/")
    press(second, "Ergebnis bestätigen")
    expect(second.locator("main")).to_contain_text("360,00")
    expect(second.locator("main")).to_contain_text("Zuerst muss Geld zurückgezahlt werden")
    expect(second.get_by_role("button", name="Fall abschließen")).to_have_count(0)


def hear(desk: Page, own: Page, made: dict[str, Any]) -> str:
    """The recovery is opened with what the check found; the carrier answers. Its address."""
    desk.goto(f"/admin/antraege/{made['case']}/nachweis/")
    desk.get_by_role("link", name="Geld zurückfordern oder Rückzahlung eintragen").click()
    desk.get_by_role("link", name="Geld zurückfordern", exact=True).click()
    expect(desk.locator("input[name=cents]")).to_have_value(re.compile(r"^360(,00)?$"))
    desk.locator("select[name=ground]").select_option("unspent")
    desk.locator("select[name=legal_way]").select_option("partial_revocation")
    desk.locator("textarea[name=reason]").fill("Nicht alles Geld wurde gebraucht.")
    for name in ("known_on", "undue_from"):
        desk.locator(f"input[name={name}]").fill(f"{clock.today():%Y-%m-%d}")
    press(desk, "Rückforderung eröffnen")
    assert "/rueckforderungen/" in desk.url, desk.locator("main").inner_text()
    address = re.sub(r"^https?://[^/]+", "", desk.url).split("#")[0]
    desk.goto(f"{address}anhoerung/")
    send(desk.locator("main form button[type=submit]").last)
    number = address.rstrip("/").rsplit("/", 1)[1]
    own.goto(f"{made['area']}rueckforderung/{number}/")
    own.locator("textarea[name=text]").fill("Das stimmt, wir zahlen den Rest zurück.")
    press(own, "Antwort senden")
    return address


def claim(desk: Page, second: Page, address: str, case: int) -> None:
    """The answer is weighed, one person drafts the notice, another releases it."""
    desk.goto(f"{address}auswertung/")
    desk.locator("textarea[name=weighing]").fill("Der Träger ist einverstanden.")
    send(desk.locator("main form button[type=submit]").last)
    desk.goto(address)
    desk.get_by_role("link", name="Bescheid entwerfen").click()
    desk.locator("select[name=kind]").select_option("recovery")
    send(desk.locator("main form button[type=submit]").last)
    notice = desk.url
    second.goto(notice)
    press(second, "Bescheid freigeben")
    second.goto(address)
    expect(second.locator("main")).to_contain_text("Gefordert")


def settle(desk: Page, money: Page, address: str) -> None:
    """The cash office is told, the money comes, no interest is asked, the recovery ends."""
    money.goto(address)
    press(money, "Annahmeanordnung erstellen: die Forderung")
    money.goto(address)
    link = money.locator("main a[href*='/annahme/'][href$='/pdf/']").first.get_attribute("href")
    order = pypdf.PdfReader(io.BytesIO(money.request.get(link or "").body()))
    assert "360,00 €" in words(order)
    money.goto(f"{address}zahlung/")
    money.locator("input[name=cents]").fill("360")
    money.locator("input[name=received_on]").fill(f"{clock.today():%Y-%m-%d}")
    money.locator("textarea[name=reason]").fill("Überweisung des Trägers")
    send(money.locator("main form button[type=submit]").last)
    desk.goto(f"{address}ohne-zinsen/")
    desk.locator("textarea[name=reason]").fill("Gering, und sofort gezahlt.")
    send(desk.locator("main form button[type=submit]").last)
    desk.goto(address)
    press(desk, "Rückforderung abschließen")


def test_from_the_award_to_closed_with_a_part_paid_back(
    demo: Demo, as_role: Callable[..., Page]
) -> None:
    made = ending_case(demo)
    phone, own = as_role("applicant", viewport=PHONE), as_role("applicant")
    desk, second, money = (as_role(role) for role in ("coordinator", "coordinator2", "finance"))

    name_account(own, made["area"])
    pay(desk, money, made)
    prove(phone, made["area"])
    check(desk, second, made["case"])
    address = hear(desk, own, made)
    claim(desk, second, address, made["case"])
    settle(desk, money, address)
    desk.get_by_role("link", name="Zum Verwendungsnachweis").last.click()
    press(desk, "Fall abschließen")
    own.goto(f"{made['area']}eingang/")
    expect(own.locator("main")).to_contain_text("Abgeschlossen")

    # The report says what the ledger says.
    desk.goto(f"/admin/berichte/zeitraum/{made['period']}/")
    press(desk, "Bericht jetzt erstellen")
    desk.locator("main table a[href*='/berichte/']").first.click()
    report = desk.locator("main")
    figures = {"Gebunden": "1.190,00", "An Träger ausgezahlt": "1.550,00"}
    figures |= {"Von Trägern zurückgekommen": "360,00", "Bei Trägern verblieben": "1.190,00"}
    for label, euros in figures.items():
        row = report.locator("tr", has=desk.get_by_role("rowheader", name=label, exact=True))
        expect(row.first).to_contain_text(euros)
    desk.goto(f"/admin/toepfe/{made['period']}/")
    for euros in ("1.190,00", "1.550,00", "360,00"):
        expect(desk.locator("main")).to_contain_text(euros)
