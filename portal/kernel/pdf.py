"""PDFs by typst: tagged (PDF/UA-1) and archivable (PDF/A-2a), with the project's own fonts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst
from django.conf import settings
from django.template import TemplateDoesNotExist, engines

from portal.kernel.glyphs import printable

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
PACKAGE = "local/pictures/1.0.0"
"""Where typst looks for `@local/pictures:1.0.0`."""
PICTURES = {
    "typst.toml": b'[package]\nname = "pictures"\nversion = "1.0.0"\nentrypoint = "lib.typ"\n',
    "lib.typ": b"#let picture(name, ..more) = image(name, ..more)\n",
}
"""What makes a folder of pictures a package: typst reads files below its root or of packages."""


class PdfError(RuntimeError):
    """typst refused the document or warned (a missing font, say)."""


def render_pdf(
    *,
    template: str,
    data: dict[str, Any],
    language: str = "de",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Compile a typst template (`<app>/<package>/<name>.typ` in a template folder).

    The template reads its data with `json(bytes(sys.inputs.data))`; letters share
    `/portal/templates/portal/letter.typ`. Characters that no font of ours shows become question
    marks. `pictures` by their file names are there as `picture` of `@local/pictures:1.0.0`; each
    needs its alternative text. Raises PdfError, TemplateDoesNotExist.
    """
    source = find_template(template)
    text = json.dumps(printable(data), ensure_ascii=False)
    with TemporaryDirectory(prefix="portal-pdf-") as packages:
        folder = Path(packages) / PACKAGE
        folder.mkdir(parents=True)
        for name, content in {**PICTURES, **(pictures or {})}.items():
            (folder / name).write_bytes(content)
        return _compiled(source, text, language, packages)


def _compiled(source: Path, text: str, language: str, packages: str) -> bytes:
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(source),
            root=str(settings.BASE_DIR),
            font_paths=[str(settings.BASE_DIR / "portal" / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=[*STANDARDS],
            sys_inputs={"data": text, "lang": language.split("-")[0]},
            package_path=packages,
        )
    except typst.TypstError as error:
        raise PdfError(str(error)) from error
    if warnings:
        raise PdfError("; ".join(str(warning) for warning in warnings))
    return bytes(pdf)


def letter_frame(
    *, subject: str, recipient: list[str], reference: list[list[str]], page_word: str
) -> dict[str, Any]:
    """What every letter of the office begins with (`/portal/templates/portal/letter.typ`)."""
    lines = [settings.OFFICE_NAME, *settings.OFFICE_ADDRESS]
    return {
        "subject": subject,
        "sender": {"name": settings.OFFICE_NAME, "lines": [*lines, settings.OFFICE_EMAIL]},
        "return_line": " · ".join(lines),
        "recipient": recipient,
        "reference": reference,
        "page_word": page_word,
    }


def find_template(name: str) -> Path:
    """The file of a typst template in the template folders; raises TemplateDoesNotExist."""
    for loader in engines["django"].engine.template_loaders:  # type: ignore[attr-defined]
        for origin in loader.get_template_sources(name):
            if Path(origin.name).is_file():
                return Path(origin.name)
    raise TemplateDoesNotExist(name)
