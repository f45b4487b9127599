"""Five awarded projects get their money: accounts, certificates, drawdown, SEPA file, paid."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pypdf
import sepaxml
import xmlschema
from playwright.sync_api import Page, expect

from portal.kernel import clock
from tests.e2e.conftest import Demo
from tests.e2e.deciding import press
from tests.e2e.paying import five_cases
from tests.e2e.test_whole_case import words

IBAN, MASKED = "DE89 3704 0044 0532 0130 00", "DE89 **** **** **** **30 00"
SCHEMA = "pain.001.001.09"


def name_account(own: Page, area: str) -> None:
    """A slip of the pen first, then the right number."""
    own.goto(f"{area}konto/")
    own.get_by_label(re.compile("Kontoinhaber")).fill("Gartengruppe Süd")
    own.get_by_label("IBAN", exact=True).fill("DE89 3704 0044 0532 0130 01")
    own.get_by_label(re.compile("letzten vier Zeichen")).fill("3000")
    press(own, "Konto speichern")
    expect(own.locator("main")).to_contain_text("Ein Zeichen stimmt nicht")
    own.get_by_label("IBAN", exact=True).fill(IBAN)
    press(own, "Konto speichern")
    expect(own.locator("main")).to_contain_text(MASKED)
    assert "3704" not in own.content()


def plan(desk: Page, case: int, euros: str) -> None:
    """Plan an instalment for the next days."""
    desk.goto(f"/admin/auszahlungen/planen/{case}/")
    desk.locator("input[name=cents]").fill(euros)
    desk.locator("input[name=due_on]").fill(f"{clock.today() + timedelta(days=10):%Y-%m-%d}")
    desk.locator("textarea[name=reason]").fill("Erste Rate")
    press(desk, "Auszahlung planen")


def payments_of(page: Page, programme: int) -> list[str]:
    """The addresses of the payments in the list."""
    page.goto(f"/admin/auszahlungen/?programme={programme}")
    links = page.locator("main table.listing a[href*='/auszahlungen/']").all()
    found = [link.get_attribute("href") or "" for link in links]
    return [each for each in found if re.search(r"/auszahlungen/\d+/$", each)]


def test_drawdown_and_sepa_file_for_five_cases(demo: Demo, as_role: Callable[..., Page]) -> None:
    made = five_cases(demo)
    own, desk, money = (as_role(role) for role in ("applicant", "coordinator", "finance"))
    area = f"/de/antrag/{made['code']}/{made['uuid']}/"

    # The carrier names its account and asks for money; the office plans the others.
    name_account(own, area)
    own.goto(f"{area}auszahlung/")
    own.locator("input[name=cents]").fill("100,10")
    own.locator("textarea[name=reason]").fill("Holz und Erde")
    press(own, "Dieses Geld anfordern")
    expect(own.locator("main")).to_contain_text("Sie haben es angefordert")
    for number, case in enumerate(made["cases"][1:], 2):
        plan(desk, case, f"{number}00,10")

    # Two people certify each.
    addresses = payments_of(desk, made["programme"])
    assert len(addresses) == 5
    for address in addresses:
        desk.goto(address)
        assert "3704" not in desk.content()
        press(desk, "Sachlich richtig zeichnen")
        expect(desk.locator("main")).to_contain_text("zeichnet eine andere Person")
        money.goto(address)
        press(money, "Rechnerisch richtig zeichnen")

    # No money of the funder is there yet.
    order_all(money, made["programme"])
    expect(money.locator("main")).to_contain_text("noch nicht genug Geld überwiesen")

    # The drawdown: asked, its letter, received.
    money.goto(f"/admin/mittelabrufe/neu/{made['period']}/")
    expect(money.locator("main")).to_contain_text("1.500,50")
    press(money, "Mittelabruf schreiben")
    link = money.get_by_role("link", name="Mittelabruf herunterladen (PDF)").get_attribute("href")
    letter = pypdf.PdfReader(io.BytesIO(money.request.get(link or "").body()))
    assert letter.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = words(letter)
    for said in ("Regiestelle (Beispiel)", "1.500,50 €", *made["numbers"]):
        assert said in text, said
    press(money, "Eingang eintragen")
    expect(money.locator("main")).to_contain_text("eingegangen")

    # One SEPA file for all five.
    order_all(money, made["programme"])
    expect(money.locator("main")).to_contain_text("sind angeordnet")
    link = money.get_by_role("link", name="SEPA-Datei herunterladen (XML)").get_attribute("href")
    file = money.request.get(link or "").body().decode()
    schema = xmlschema.XMLSchema(f"{sepaxml.__path__[0]}/schemas/{SCHEMA}.xsd")
    schema.validate(file)
    found = schema.to_dict(file)["CstmrCdtTrfInitn"]
    assert (found["GrpHdr"]["NbOfTxs"], f"{found['GrpHdr']['CtrlSum']:.2f}") == ("5", "1500.50")
    assert "3704" not in money.content()

    # Paid: in the ledger, on the carrier's page, and by mail.
    for address in addresses:
        money.goto(address)
        press(money, "Als ausgezahlt eintragen")
        expect(money.locator("main")).to_contain_text("ist gebucht")
    money.goto(f"/admin/auszahlungen/?programme={made['programme']}&state=executed")
    expect(money.locator("main")).to_contain_text("1.500,50")
    own.goto(f"{area}eingang/")
    expect(own.locator("main")).to_contain_text("Bisher ausgezahlt: 100,10")
    expect(own.locator("main")).to_contain_text("Ihr Projekt läuft")
    email = demo.logins["applicant"]["email"]
    assert demo.wait_for_mail(email, f"Geld für Ihren Antrag {made['numbers'][0]}")


def order_all(money: Page, programme: int) -> None:
    """Choose every certified payment of the programme and order them together."""
    money.goto(f"/admin/auszahlungen/?programme={programme}&state=certified")
    for box in money.locator("main input[name=payment]").all():
        box.check()
    press(money, "Ausgewählte Auszahlungen anordnen")
    press(money, "Jetzt anordnen")
