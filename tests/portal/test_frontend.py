"""The style sheets the browser gets: chosen from KERN, small, mirrored, with their fonts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.styleguide import build, kern

STATIC = Path(settings.BASE_DIR) / "portal" / "static" / "portal"
KERN = """
/* c */ :root { --kern-a: 1px; --kern-b: var(--kern-a); --kern-unused: 2px }
.kern-btn, .kern-dropdown__header { gap: var(--kern-b); }
.kern-dialog { color: red }
.kern-btn .kern-icon { color: red }
@media (min-width: 5px) { .kern-btn { color: blue } .kern-row { color: red } }
@media (prefers-color-scheme: dark) { :root { --kern-a: 3px } }
[data-kern-theme=dark], .kern-dark { --kern-a: 3px }
"""


def test_selection_of_kern_keeps_what_is_used_and_nothing_else() -> None:
    chosen = kern.select(KERN, "")
    assert ".kern-btn {gap" in chosen
    assert "@media (min-width: 5px) {.kern-btn {color: blue}}" in chosen
    for gone in ("dropdown", "dialog", "icon", "row", "unused", "prefers", "theme", "red"):
        assert gone not in chosen


def test_minified_sheet_keeps_strings() -> None:
    css = build.minify('a { content: "a ;  b";  color : red; } /* x */ b > c { d: e }')
    assert css == 'a{content:"a ;  b";color :red}b>c{d:e}'


def test_style_sheets_use_logical_properties_only() -> None:
    physical = re.compile(
        r"(?<![\w-])(margin|padding|border)-(left|right)\b|text-align:\s*(left|right)|float:"
    )
    for path in [*(STATIC / "css").glob("*.css"), *(STATIC / "css" / "components").glob("*.css")]:
        assert not physical.search(path.read_text("utf-8")), path.name


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(build.FrontendError, match="npm ci"):
        build.build(tmp_path, tmp_path / "out")


def test_addresses_in_the_source_sheets_lead_somewhere() -> None:
    """The server collects the sources too and refuses a file with a dead address."""
    for path in (STATIC / "css").rglob("*.css"):
        for address in re.findall(r'url\("([^":]+)"\)', path.read_text("utf-8")):
            assert (path.parent / address).is_file(), f"{path.name}: {address}"


def test_copied_scripts_point_to_no_source_map(tmp_path: Path) -> None:
    source = tmp_path / "a.js"
    source.write_text("run();\n//# sourceMappingURL=a.js.map\n")
    build.copy_file(source, tmp_path / "out" / "a.js")
    assert (tmp_path / "out" / "a.js").read_text().strip() == "run();"


PACKAGES = Path(settings.BASE_DIR) / "node_modules"


@pytest.mark.skipif(not (PACKAGES / build.KERN_SHEET).exists(), reason="npm ci has not run")
def test_built_sheet_is_small_and_complete() -> None:
    sheet = build.style_sheet(PACKAGES)
    assert len(sheet) < 150_000
    for part in (
        ".kern-btn",
        ".kern-form-check__radio",
        ".hero",
        ".card",
        "[data-theme=dark]",
        "@font-face",
    ):
        assert part in sheet
    assert sheet.count("{") == sheet.count("}")
    used = set(re.findall(r"var\((--[a-z][\w-]*)\)", sheet))
    declared = set(re.findall(r"(--[a-z][\w-]*)\s*:", sheet))
    assert used <= declared


def test_fonts_and_their_licences_are_there() -> None:
    for folder in (STATIC / "fonts", Path(settings.BASE_DIR) / "portal" / "fonts"):
        assert {"OFL-FiraSans.txt", "OFL-NotoSansArabic.txt"} <= {p.name for p in folder.iterdir()}
    css = (STATIC / "css" / "fonts.css").read_text() + (
        STATIC / "css" / "fonts.arabic.css"
    ).read_text()
    for name in re.findall(r"fonts/([\w.-]+\.woff2)", css):
        assert (STATIC / "fonts" / name).stat().st_size < 30_000
