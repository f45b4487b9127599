"""What editors, approvers and translators do in the admin, step by step."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Page, expect


def news_form(editor: Page, title: str, summary: str) -> None:
    """Open the form of a new entry below “Aktuelles” and fill in what every entry needs."""
    editor.goto("/de/aktuelles/")
    link = editor.locator("wagtail-userbar a[href*='/add_subpage/']")
    found = re.search(r"/pages/(\d+)/", link.first.get_attribute("href") or "")
    assert found
    editor.goto(f"/admin/pages/add/home/newspage/{found.group(1)}/")
    editor.wait_for_load_state("networkidle")
    editor.locator("#id_title").fill(title)
    editor.locator("#id_summary").fill(summary)
    # The page makes its address of the title by itself, a moment later.
    expect(editor.locator("#id_slug")).not_to_have_value("")


def more_actions(page: Page) -> None:
    """Open the list of actions beside “Entwurf speichern”."""
    page.wait_for_load_state("networkidle")
    more_actions_at_once(page)


def more_actions_at_once(page: Page) -> None:
    """The same while the page still asks the server for something."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()


def hand_in(editor: Page, title: str) -> None:
    """Submit the page that is open; the author is offered no way to publish it."""
    more_actions(editor)
    expect(editor.locator("footer [name=action-publish]")).to_have_count(0)
    editor.locator("footer [name=action-submit]").click()
    expect(editor.locator(".messages")).to_contain_text(title)


def approve(approver: Page, title: str) -> None:
    """Find a page that waits on the dashboard, and publish it."""
    approver.goto("/admin/")
    approver.locator("main").get_by_role("link", name=title).first.click()
    more_actions(approver)
    approver.locator("footer [data-workflow-action-name=approve]").first.click()
    expect(approver.locator(".messages")).to_contain_text(title)


def choose_image(editor: Page, title: str, position: int) -> None:
    """Choose a picture of the library for the field at that position of the form."""
    editor.get_by_role("button", name="Bild auswählen").nth(position).click()
    editor.locator(".modal a", has_text=title).first.click()
    expect(editor.locator(".modal")).to_have_count(0)


def complaints_of(page: Page) -> list[str]:
    """What the browser complains about from now on (console, scripts, broken policy).

    Saving while typing answers 400 as long as a block is unfinished: that is no complaint.
    """
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 400" not in message.text:
            found.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    return found
