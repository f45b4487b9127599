"""The days of editors and translators, and a passkey, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import Demo, sign_in
from tests.e2e.editing import (
    approve,
    choose_image,
    complaints_of,
    hand_in,
    more_actions_at_once,
    news_form,
)
from tests.e2e.pages import in_language

PICTURE = "Nachmittag am Karlsplatz"
WITH_PICTURE = "Fest am Karlsplatz"
PERSON = "Festgruppe (Beispiel)"


def _picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((900, 600), 30).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("falsch.jpg", b"<html><script>1</script></html>", "kann diese Datei nicht annehmen"),
        ("leer.jpg", b"", "Diese Datei ist leer"),
        ("gross.jpg", None, "zu groß: Höchstens 12 MB sind möglich"),
    ],
    ids=["disguised", "empty", "too large"],
)
def test_a_wrong_upload_is_explained_and_the_rest_is_kept(
    as_role: Callable[..., Page], tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    file = tmp_path / name
    too_large = _picture() + bytes(13 * 1024 * 1024)
    file.write_bytes(too_large if content is None else content)
    editor = as_role("editor")
    _upload(editor, file, title="Bild zum Prüfen", text="Ein Bild.")
    expect(editor.locator(".w-field__errors:visible").first).to_contain_text(message)
    expect(editor.locator("#id_title")).to_have_value("Bild zum Prüfen")
    expect(editor.locator("#id_description")).to_have_value("Ein Bild.")
    expect(editor.locator("#id_credit")).to_have_value("Fotogruppe (Beispiel)")


def _upload(editor: Page, file: Path, *, title: str, text: str) -> None:
    editor.goto("/admin/images/add/")
    editor.wait_for_load_state("networkidle")
    editor.locator("#id_file").set_input_files(file)
    # The page makes a title of the name by itself, a moment later.
    expect(editor.locator("#id_title")).not_to_have_value("")
    editor.locator("#id_title").fill(title)
    editor.locator("#id_description").fill(text)
    editor.locator("#id_credit").fill("Fotogruppe (Beispiel)")
    editor.locator("#id_licence").select_option("permitted")
    editor.get_by_role("button", name="Hochladen").click()
    editor.wait_for_load_state("networkidle")


def test_a_picture_is_used_and_leaves_when_its_consent_is_withdrawn(
    as_role: Callable[..., Page], tmp_path: Path
) -> None:
    editor, approver, public = as_role("editor"), as_role("approver"), as_role()
    complaints = complaints_of(editor)
    file = tmp_path / "karlsplatz.jpg"
    file.write_bytes(_picture())
    _upload(editor, file, title=PICTURE, text="Menschen sitzen an langen Tischen.")
    expect(editor.locator(".messages")).to_contain_text(f"Das Bild „{PICTURE}“ ist hochgeladen.")
    _record_consent(editor)

    news_form(editor, WITH_PICTURE, "Das Fest war gut besucht.")
    choose_image(editor, PICTURE, 0)
    editor.locator(".c-sf-add-button").first.click()
    editor.locator(".w-combobox").get_by_text("Bild", exact=True).click()
    choose_image(editor, PICTURE, 0)
    hand_in(editor, WITH_PICTURE)
    approve(approver, WITH_PICTURE)
    public.goto("/de/aktuelles/fest-am-karlsplatz/")
    pictures = public.locator("main img[src*='/media/']")
    expect(pictures).to_have_count(2)
    address = pictures.first.get_attribute("src") or ""
    assert public.request.get(address).status == 200

    _open_consents(editor)
    editor.get_by_role("link", name="Einwilligung widerrufen").first.click()
    places = editor.locator("main li", has_text=WITH_PICTURE)
    expect(places).to_have_count(1)
    editor.locator("#id_reason").fill("Anruf im Büro")
    editor.get_by_role("button", name="Bild zurückhalten").click()
    expect(editor.locator(".messages")).to_contain_text("wird nirgends mehr gezeigt")
    expect(editor.locator("main")).to_contain_text(WITH_PICTURE)
    assert public.request.get(address).status == 404
    public.reload()
    expect(public.locator("main h1")).to_have_text(WITH_PICTURE)
    expect(pictures).to_have_count(0)
    approver.goto("/admin/")
    expect(approver.locator("main")).to_contain_text(f"„{PICTURE}“ wird nicht mehr gezeigt")
    assert not complaints


def test_who_hands_in_while_the_editor_saves_by_itself_makes_one_page(
    as_role: Callable[..., Page],
) -> None:
    editor, title = as_role("editor"), "Flohmarkt im Norden"
    saving: list[Route] = []

    def hold(route: Route) -> None:
        by_itself = "json" in route.request.headers.get("accept", "")
        if route.request.method == "POST" and by_itself and not saving:
            saving.append(route)
        else:
            route.continue_()

    editor.route("**/admin/pages/add/home/newspage/**", hold)
    # What was typed before the editor looks for changes is not saved by itself.
    editor.add_init_script(
        "document.addEventListener('w-unsaved:watch-edits', (event) => {"
        " event.target.dataset.isWatched = 'yes'; })"
    )
    news_form(editor, title, "Kommen Sie vorbei.")
    with editor.expect_request(lambda asked: asked.method == "POST" and "/add/" in asked.url):
        expect(editor.locator("form[data-is-watched]")).to_have_count(1)
        editor.locator("#id_summary").press("End")
        editor.locator("#id_summary").press_sequentially(" Es gibt Kuchen.")
    more_actions_at_once(editor)
    editor.locator("footer [name=action-submit]").click()
    # Nothing is sent as long as the editor saves.
    expect(editor.locator("#id_title")).to_have_value(title)
    saving[0].continue_()
    expect(editor.locator(".messages")).to_contain_text(title)
    editor.goto(f"/admin/pages/search/?q={title}")
    # One page, with its face in each of the five languages.
    expect(editor.locator("main").get_by_role("link", name=title)).to_have_count(5)


def _open_consents(editor: Page) -> None:
    editor.goto(f"/admin/images/?q={PICTURE}")
    editor.get_by_role("link", name=PICTURE).first.click()
    editor.get_by_role("link", name="Fotoeinwilligungen").click()


def _record_consent(editor: Page) -> None:
    _open_consents(editor)
    editor.locator("#id_person").fill(PERSON)
    editor.locator("#id_given_on").fill("02.11.2026")
    editor.keyboard.press("Escape")
    editor.get_by_role("button", name="Einwilligung erfassen").click()
    expect(editor.locator("main table")).to_contain_text(PERSON)


TO_TRANSLATE, SLUG = "Neuer Treff im Norden", "neuer-treff-im-norden"
SUMMARY = "Der Treff ist für alle da."
TURKISH = ("Kuzeyde yeni buluşma yeri", "Buluşma yeri herkese açıktır.")
ARABIC = ("مكان لقاء جديد في الشمال", "مكان اللقاء مفتوح للجميع.")


def test_a_translation_is_written_by_one_and_published_by_another(
    demo: Demo, as_role: Callable[..., Page]
) -> None:
    editor, approver = as_role("editor"), as_role("approver")
    translator, public = as_role("translator"), as_role()
    news_form(editor, TO_TRANSLATE, SUMMARY)
    hand_in(editor, TO_TRANSLATE)
    approve(approver, TO_TRANSLATE)

    page, _address = in_language(demo.folder, SLUG, "de")
    translator.goto(f"/admin/localize/submit/page/{page}/")
    for name in ("Türkçe", "العربية"):
        translator.get_by_label(name).check()
    translator.get_by_role("button", name="Absenden").click()
    expect(translator.locator(".messages")).to_contain_text("zum Übersetzen geöffnet")
    for code, lines in (("tr", TURKISH), ("ar", ARABIC)):
        page, address = in_language(demo.folder, SLUG, code)
        _translate(translator, page, lines)
        public.goto(address)
        expect(public.locator("main h1")).to_have_text(TO_TRANSLATE)

    for code, lines, direction in (("tr", TURKISH, "ltr"), ("ar", ARABIC, "rtl")):
        approver.goto("/admin/")
        approver.locator("main").get_by_role("link", name=lines[0]).click()
        approver.get_by_role("button", name="Veröffentlichen").first.click()
        approver.wait_for_load_state("networkidle")
        public.goto(in_language(demo.folder, SLUG, code)[1])
        expect(public.locator("main h1")).to_have_text(lines[0])
        expect(public.locator("main")).to_contain_text(lines[1])
        expect(public.locator("html")).to_have_attribute("dir", direction)


def _translate(translator: Page, page_id: int, lines: tuple[str, ...]) -> None:
    translator.goto(f"/admin/pages/{page_id}/edit/")
    for line in lines:
        translator.get_by_role("button", name="Übersetzen").first.click()
        translator.locator("main textarea:visible").first.fill(line)
        translator.get_by_role("button", name="Speichern").first.click()
        expect(translator.locator("main")).to_contain_text(line)
        expect(translator.locator("main textarea:visible")).to_have_count(0)
    expect(translator.get_by_role("button", name="Veröffentlichen")).to_have_count(0)


def test_staff_sign_in_with_a_passkey(demo: Demo, browser: Browser) -> None:
    # A passkey belongs to a name, never to a number: browsers refuse it for 127.0.0.1.
    context = browser.new_context(
        base_url=demo.url.replace("127.0.0.1", "localhost"), locale="de-DE"
    )
    page = context.new_page()
    sign_in(page, demo, "finance")
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    verified = {"hasUserVerification": True, "isUserVerified": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **verified}})

    page.goto("/de/konto/2fa/webauthn/add/")
    # Whoever changes the ways to sign in shows once more who they are.
    page.locator("input[name=password]").fill(demo.logins["finance"]["password"])
    page.get_by_role("button", name="Bestätigen").click()
    page.locator("input[name=name]").fill("Rechner im Büro")
    page.locator("input[name=passwordless]").check()
    page.locator("main form button").first.click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/de/konto/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Rechner im Büro")

    page.locator(".service-bar").get_by_role("button", name="Abmelden").click()
    page.goto("/admin/")
    expect(page.locator("main")).to_contain_text("für alle, die mit dem Portal arbeiten")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/admin/")
    expect(page.locator("main")).to_contain_text("Finanzen")
    context.close()
