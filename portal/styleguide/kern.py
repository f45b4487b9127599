"""Picks the parts of KERN's style sheet that the portal uses.

KERN ships 340 kB of CSS for everything it can; a visitor of the portal should load only
the components seen here. Rules are kept whole or per selector, never rewritten, so KERN's
look stays KERN's; its colour themes are left out, the portal's tokens take their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FAMILIES = (
    "accordion",
    "alert",
    "badge",
    "body",
    "btn",
    "description-list",
    "error",
    "fieldset",
    "form-check",
    "form-input",
    "hint",
    "label",
    "progress",
    "sr-only",
    "table",
    "task-list",
    "title",
)
_CLASS = re.compile(r"\.kern-([a-z0-9_-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROPERTY = re.compile(r"(--kern-[\w-]+)\s*:")
_USE = re.compile(r"var\(\s*(--kern-[\w-]+)")
_THEME = re.compile(r"data-kern-theme|\.kern-dark|\.kern-light|prefers-color-scheme")
_CONTEXT = ":is(body, .kern-light"


@dataclass(frozen=True)
class Rule:
    """A CSS rule or at-rule: what stands before the brace, and the text inside."""

    head: str
    body: str


def rules(css: str) -> Iterator[Rule]:
    """The rules on the top level of a style sheet, without comments."""
    depth, start, opened = 0, 0, 0
    css = _COMMENT.sub("", css)
    for brace in re.finditer(r"[{}]", css):
        if brace.group() == "{":
            if depth == 0:
                head, opened = css[start : brace.start()].split(";")[-1].strip(), brace.end()
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            yield Rule(head, css[opened : brace.start()].strip())
            start = brace.end()


def split_selectors(head: str) -> list[str]:
    """The single selectors of a list, minding commas inside brackets."""
    parts = re.split(r",(?![^(]*\))", head)
    return [part.strip() for part in parts if part.strip()]


def is_wanted(selector: str) -> bool:
    """Whether a selector speaks only of components the portal uses."""
    names = _CLASS.findall(selector)
    return bool(names) and all(
        any(
            re.match(rf"{family}(?:$|--|__|-mobile|-responsive|-group|-wrapper|-item)", name)
            for family in FAMILIES
        )
        for name in names
    )


def _kept(rule: Rule) -> str:
    """A rule as it goes into the selection, or nothing."""
    if rule.head.startswith(_CONTEXT):
        return f":root {{{rule.body}}}"
    if _THEME.search(rule.head):
        return ""
    if rule.head.startswith("@media"):
        inner = "".join(_kept(each) for each in rules(rule.body))
        return f"{rule.head} {{{inner}}}" if inner else ""
    if rule.head == ":root":
        return f":root {{{rule.body}}}"
    wanted = [each for each in split_selectors(rule.head) if is_wanted(each)]
    return f"{', '.join(wanted)} {{{rule.body}}}" if wanted else ""


def drop_unused_properties(css: str, used_elsewhere: str) -> str:
    """Leave out custom properties nothing refers to, until nothing more falls away."""
    while True:
        used = set(_USE.findall(css)) | set(_USE.findall(used_elsewhere))
        unused = {name for name in _PROPERTY.findall(css) if name not in used}
        if not unused:
            return css
        names = "|".join(sorted(map(re.escape, unused), key=len, reverse=True))
        css = re.sub(rf"(?:{names})\s*:[^;{{}}]*;?", "", css)


def select(css: str, own_css: str) -> str:
    """The selection of KERN's sheet that goes before the portal's own CSS."""
    kept = "\n".join(filter(None, (_kept(rule) for rule in rules(css))))
    return drop_unused_properties(kept, own_css)
