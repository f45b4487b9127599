"""Texts in templates: `translate`, `blocktranslate` and `_("…")`, read by Django's own lexer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

from portal.catalogues import scope
from portal.catalogues.found import Text

TRANSLATE = re.compile(r"""^trans(?:late)?\s+(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
CONTEXT = re.compile(r"""\bcontext\s+(?P<text>"[^"]*"|'[^']*')""")
INLINE = re.compile(r"""(?<!\w)_\((?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""")
BLOCK = re.compile(r"^blocktrans(?:late)?\b")
END_BLOCK = re.compile(r"^endblocktrans(?:late)?\b")


def texts(file: Path, path: str) -> Iterator[Text]:
    """The texts of a template; `path` is its name from the top of the project."""
    public = not scope.is_staff_file(path)
    tokens = iter(Lexer(file.read_text(encoding="utf-8")).tokenize())
    for token in tokens:
        for text in _of_token(token, tokens):
            text.places = [path]
            text.public = public
            yield text


def _of_token(token: Token, tokens: Iterator[Token]) -> Iterator[Text]:
    if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
        return
    content = token.contents
    if token.token_type == TokenType.BLOCK:
        if match := TRANSLATE.match(content):
            yield Text(_plain(match), context=_context(content))
        if BLOCK.match(content):
            yield _block(content, tokens)
    for match in INLINE.finditer(content):
        yield Text(_plain(match))


def _block(opening: str, tokens: Iterator[Token]) -> Text:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if END_BLOCK.match(token.contents):
                break
            parts.append([])  # {% plural %}
        elif token.token_type == TokenType.VAR:
            parts[-1].append(f"%({token.contents})s")
        elif token.token_type == TokenType.TEXT:
            parts[-1].append(token.contents.replace("%", "%%"))
    found = ["".join(part) for part in parts]
    if re.search(r"\btrimmed\b", opening):
        found = [trim_whitespace(part) for part in found]
    singular, plural = [*found, ""][:2]
    return Text(singular, plural, _context(opening))


def _context(content: str) -> str | None:
    match = CONTEXT.search(content)
    return _plain(match) if match else None


def _plain(match: re.Match[str]) -> str:
    text = match["text"]
    return text[1:-1].replace(f"\\{text[0]}", text[0])
