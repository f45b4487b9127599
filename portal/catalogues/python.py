"""Texts in Python: calls of gettext and its kin, read from the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from portal.catalogues import scope
from portal.catalogues.found import Text

# Function: positions of singular, plural and context among its arguments.
KEYWORDS: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}


def texts(file: Path, path: str) -> Iterator[Text]:
    """The texts of a module; `path` is its name from the top of the project."""
    staff = scope.is_staff_file(path)
    record = scope.is_record_file(path)
    tree = ast.parse(file.read_text(encoding="utf-8"))
    is_question = scope.is_question_file(path)
    for call, editor in _calls_of_question(tree) if is_question else _calls(tree, editor=False):
        text = _text(call)
        if text:
            text.places = [path]
            text.public = not (staff or ((record or is_question) and editor))
            yield text


def _calls(node: ast.AST, *, editor: bool) -> Iterator[tuple[ast.Call, bool]]:
    """All calls below a node, and whether they stand where only editors read."""
    if isinstance(node, ast.Call):
        yield node, editor
        name = _name(node)
        inside = editor or name.endswith(scope.EDITOR_CALLS)
        for part in [node.func, *node.args]:
            yield from _calls(part, editor=inside)
        for keyword in node.keywords:
            told = keyword.arg in scope.EDITOR_KEYWORDS
            choices = keyword.arg == "choices"
            yield from _calls(keyword.value, editor=(inside or told) and not choices)
        return
    if isinstance(node, ast.ClassDef) and node.name in scope.EDITOR_CLASSES:
        editor = True
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, editor=editor)


def _calls_of_question(tree: ast.Module) -> Iterator[tuple[ast.Call, bool]]:
    """All calls of a question type, and whether they stand in what only editors see."""
    for node in tree.body:
        is_block = isinstance(node, ast.ClassDef) and node.name.endswith("Block")
        parts = node.body if isinstance(node, ast.ClassDef) and not is_block else [node]
        for part in parts:
            for call in ast.walk(part):
                if isinstance(call, ast.Call):
                    yield call, is_block or _is_editors(part)


def _is_editors(part: ast.stmt) -> bool:
    if isinstance(part, ast.FunctionDef):
        return part.name in scope.QUESTION_EDITOR_FUNCTIONS
    names = {each.id for each in getattr(part, "targets", []) if isinstance(each, ast.Name)}
    return bool(names & scope.QUESTION_EDITOR_NAMES)


def _text(call: ast.Call) -> Text | None:
    positions = KEYWORDS.get(_name(call))
    if positions is None:
        return None
    singular, plural, context = (_argument(call, position) for position in positions)
    return Text(singular, plural, context or None) if singular else None


def _argument(call: ast.Call, position: int | None) -> str:
    if position is None or position >= len(call.args):
        return ""
    argument = call.args[position]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return ""


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""
