"""From “received” to the notice as the office, the offices and the committee do it."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from portal.kernel import clock

SEEN = "Gesehen."


def case_of(desk: Page, number: str) -> int:
    """The key of an application in the addresses of the office."""
    desk.goto(f"/admin/cases/?q={number}")
    link = desk.locator("main a[href*='/cases/inspect/']").first.get_attribute("href")
    found = re.search(r"/inspect/(\d+)/", link or "")
    assert found, link
    return int(found[1])


def press(page: Page, name: str) -> None:
    """Press the button of that name in the main part and wait for the answer."""
    send(page.locator("main").get_by_role("button", name=name, exact=True).first)


def send(button: Locator) -> None:
    """Press a button that sends a form; wait, since what comes next would break it off."""
    with button.page.expect_navigation(wait_until="domcontentloaded"):
        button.click()


def begin_check(desk: Page, case: int) -> None:
    """Begin the formal check."""
    desk.goto(f"/admin/antraege/{case}/pruefung/")
    press(desk, "Formale Prüfung beginnen")
    expect(desk.locator("main .case-check").first).to_be_visible()


def check_all(desk: Page, case: int) -> None:
    """Record every item that keeps it from being ready as met, with a note."""
    desk.goto(f"/admin/antraege/{case}/pruefung/")
    items = desk.locator("main .case-check > li:not(:has(.w-status--primary))")
    for item in items.all():
        if item.locator("select").is_visible():
            item.locator("select").select_option("met")
            item.locator("textarea").fill(SEEN)
    press(desk, "Ergebnisse festhalten")


def ask_office(desk: Page, case: int, text: str) -> None:
    """Ask the planning office for its opinion."""
    desk.goto(f"/admin/antraege/{case}/stellungnahmen/")
    for box in desk.locator("input[name=offices]:checked").all():
        box.uncheck()
    desk.get_by_label("Stadtplanungsamt").check()
    desk.locator("textarea[name=text]").fill(text)
    press(desk, "Diese Ämter fragen")


def give_opinion(office: Page, title: str, reason: str) -> None:
    """Answer the questions and recommend."""
    office.goto("/de/konto/stellungnahmen/")
    office.get_by_role("link", name=title).first.click()
    form = office.locator("main form:has(textarea[name=reason])")
    for group in form.locator("fieldset.question:has(input[type=radio])").all():
        group.locator("input[type=radio]").last.check()
    form.locator("input[name=recommendation][value=in_favour]").check()
    form.locator("textarea[name=reason]").fill(reason)
    press(office, "Stellungnahme abgeben")


def plan_sitting(desk: Page) -> int:
    """Plan a sitting of the committee for today; its key."""
    soon = clock.local(clock.now()) + timedelta(minutes=10)  # an invitation comes before it
    desk.goto("/admin/sitzungen/neu/")
    desk.locator("select[name=body]").select_option(label="Komitee (Begleitausschuss)")
    desk.locator("input[name=starts_at]").fill(f"{soon:%d.%m.%Y %H:%M}")
    desk.locator("input[name=ends_at]").fill(f"{soon + timedelta(hours=3):%d.%m.%Y %H:%M}")
    desk.locator("input[name=place]").fill("Aula")
    with desk.expect_navigation(wait_until="domcontentloaded"):
        desk.locator("input[name=place]").press("Enter")  # the calendar lies over the button
    found = re.search(r"/sitzungen/(\d+)/", desk.url)
    assert found, desk.url
    return int(found[1])


def put_on_agenda(desk: Page, meeting: int, *titles: str) -> None:
    """Put applications on the agenda, then invite and open the sitting with everybody there."""
    desk.goto(f"/admin/sitzungen/{meeting}/")
    desk.get_by_role("link", name="Anträge auf die Tagesordnung setzen").click()
    for title in titles:
        desk.get_by_label(title).first.check()
    press(desk, "Auf die Tagesordnung setzen")
    for event in ("invite", "open"):
        desk.goto(f"/admin/sitzungen/{meeting}/schritt/{event}/")
        send(desk.locator("main form button[type=submit]").first)
    desk.goto(f"/admin/sitzungen/{meeting}/anwesenheit/")
    for line in desk.locator("main select[name$='-presence']").all():
        is_substitute = "Vertretung" in (line.get_attribute("aria-label") or "")
        line.select_option("absent" if is_substitute else "present")
    press(desk, "Speichern")


def open_item(desk: Page, meeting: int, title: str) -> None:
    """One application at the controls."""
    desk.goto(f"/admin/sitzung/{meeting}/")
    desk.locator("main").get_by_role("link", name=re.compile(re.escape(title))).first.click()


def recuse(desk: Page, name: str, reason: str) -> None:
    """Note that a member is recused for the item."""
    desk.get_by_text("Befangenheit festhalten", exact=True).first.click()
    form = desk.locator("form:has(input[name=step][value=recuse])")
    form.locator("select[name=member]").select_option(label=name)
    form.locator("input[name=kind][value=declared]").check()
    form.locator("textarea[name=reason]").fill(reason)
    send(form.locator("button[type=submit]"))


def move(desk: Page, outcome: str, reason: str, condition: str = "") -> None:
    """Put a motion to the vote."""
    form = desk.locator("form:has(input[name=step][value=motion])")
    form.locator(f"input[name=outcome][value={outcome}]").check()
    form.locator("textarea[name=reason]").fill(reason)
    if condition:
        form.locator("details > summary").click()
        form.locator("textarea[name=condition_1]").fill(condition)
    send(form.locator("button[type=submit]"))


def vote(desk: Page, **choices: str) -> None:
    """Count an open vote: what each member says, by the beginning of their name."""
    form = desk.locator("form:has(input[name=step][value=vote])")
    for row in form.locator("fieldset").all():
        name = row.locator("legend").inner_text()
        said = next(said for start, said in choices.items() if start in name)
        row.locator(f"input[value={said}]").check()
    press(desk, "Stimmen zählen")


def release_notice(desk: Page, second: Page, case: int, kind: str) -> None:
    """One person drafts the letter, another one reads and releases it."""
    desk.goto(f"/admin/antraege/{case}/bescheid/")
    desk.locator("select[name=kind]").select_option(kind)
    press(desk, "Entwurf schreiben")
    second.goto(desk.url)
    press(second, "Bescheid freigeben")
    expect(second.locator("main")).to_contain_text("freigegeben")


def ask_applicant(desk: Page, case: int, text: str) -> None:
    """Ask in words, without questions of the form."""
    desk.goto(f"/admin/antraege/{case}/nachforderung/")
    desk.locator("textarea[name=text]").fill(text)
    press(desk, "Etwas nachfordern")


def answer_in_words(page: Page, text: str) -> None:
    """Answer from the page of the application."""
    page.locator("main a[href$='/nachforderung/']").first.click()
    page.locator("textarea[name=reply]").fill(text)
    send(page.locator("button[name=button][value=send]:not([tabindex])"))


def euros(text: str) -> int:
    """The whole euros of an amount as the page writes it."""
    return int(re.sub(r"\D", "", text.partition(",")[0]))


def close_with_minutes(desk: Page, meeting: int) -> None:
    """Close the sitting; chair and writer sign on paper, the body approves."""
    desk.goto(f"/admin/sitzungen/{meeting}/schritt/close/")
    send(desk.locator("main form button[type=submit]").first)
    signed = "hat auf Papier unterschrieben"
    for name in ("Niederschrift beginnen", f"Vorsitz {signed}", f"Schriftführung {signed}"):
        desk.goto(f"/admin/sitzungen/{meeting}/")
        press(desk, name)
    press(desk, "Das Gremium hat die Niederschrift genehmigt")
