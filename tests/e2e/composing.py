"""Composing a form in the admin's editor, block by block, as editors do."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error, Locator, Page, expect

Step = tuple[str, list[tuple[str, str]]]
"""The title of a step, and its questions: name of the type, words."""
FUND: list[Step] = [
    (
        "Was haben Sie vor?",
        [
            ("Name des Projekts", "Wie heißt Ihre Idee?"),
            ("Was geplant ist", "Was planen Sie?"),
            ("Thema", "Welches Thema passt?"),
        ],
    ),
    (
        "Wer sind Sie?",
        [
            ("Träger", "Welche Gruppe macht das?"),
            ("Ansprechperson", "Wen dürfen wir fragen?"),
        ],
    ),
    (
        "Wann und für wie viel?",
        [
            ("Zeitraum des Projekts", "Wann findet es statt?"),
            ("Beantragter Betrag", "Wie viel Geld brauchen Sie?"),
            ("Kostenplan", "Wofür brauchen Sie das Geld?"),
        ],
    ),
    ("Sind Sie einverstanden?", [("Einwilligung", "Darf das Büro Ihre Angaben verarbeiten?")]),
]


def add_block(page: Page, stream: str, kind: str = "") -> None:
    """Add a block at the end of a stream; where there is a choice, by the name of its kind.

    The menu of kinds closes where its button moves, as it does while the editor saves by itself
    and shows its messages, also under the hand that chooses: whoever sees no new block presses
    again, as an editor would. Only a block that stands counts as added.
    """
    count = page.locator(f"input[name='{stream}-count']")
    before = int(count.input_value())
    for _again in range(3):
        with suppress(Error, AssertionError):
            _press_add(page, count, kind)
            expect(count).to_have_value(str(before + 1))
            return
    expect(count).to_have_value(str(before + 1))


def _press_add(page: Page, count: Locator, kind: str) -> None:
    menu = page.locator(".w-combobox")
    button = count.locator("xpath=following-sibling::div").last.locator(
        ":scope > div > .c-sf-add-button, :scope > .c-sf-add-button"
    )
    if not menu.is_visible():
        button.last.click()
    if kind:
        menu.locator("input").fill(kind, timeout=5_000)
        menu.locator("[role=option]").get_by_text(kind, exact=True).first.click(timeout=5_000)


def compose(page: Page, title: str, steps: list[Step]) -> None:
    """Write a whole form into the editor that is open; codes are those that are offered."""
    page.locator("#id_title").fill(title)
    for number, (name, questions) in enumerate(steps):
        add_block(page, "steps")
        start = f"steps-{number}-value"
        field(page, f"{start}-title").fill(name)
        for place, (kind, words) in enumerate(questions):
            add_block(page, f"{start}-questions", kind)
            field(page, f"{start}-questions-{place}-value-label").fill(words)


def field(page: Page, name: str) -> Locator:
    """A control of a block by its name."""
    return page.locator(f"[name='{name}']")


def preview(page: Page, step: str) -> Page:
    """Open the preview in a tab of its own, as applicants see the form, and go to a step."""
    page.get_by_role("button", name="Vorschau").first.click()
    # Only once the panel has sent what was written does the tab have something to show.
    panel = page.frame_locator("iframe[title='Vorschau'] >> nth=-1")
    expect(panel.locator("main h1")).to_be_visible(timeout=15_000)
    with page.expect_popup() as opened:
        page.locator("[data-w-preview-target=newTab]").click()
    shown = opened.value
    shown.locator("main a:visible", has_text=step).first.click()
    expect(shown.locator("main h1")).to_have_text(step)
    return shown
