"""Reading a form from a file that may hold anything: first its shape, then its meaning."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

from portal.forms.freezing import FormError, frozen
from portal.forms.interchange import FORMAT, FORMAT_VERSION, in_language, is_text

MAX_BYTES = 1024 * 1024
MAX_TEXT = 20_000
MAX_SHOWN = 12
PURPOSES = ("application", "survey", "report", "opinion")
ID = re.compile(r"[A-Za-z0-9-]{1,36}")


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that was read and is fit to be a form: titles and raw steps by language."""

    purpose: str
    titles: dict[str, str]
    steps: dict[str, Any]


def read_form(content: bytes, block: StreamBlock) -> FormFile:
    """The form of a file; raises FormError with what is wrong, in words for the editor."""
    data = _json(content)
    _refuse(_head(data))
    _refuse(list(_Shape(set()).problems(block, data["steps"], ""))[:MAX_SHOWN])
    languages = [code for code, _name in settings.LANGUAGES if _has(data, code)]
    source = settings.LANGUAGE_CODE
    steps = {code: in_language(block, data["steps"], code, source) for code in languages}
    titles = {code: data["title"].get(code) or data["title"][source] for code in languages}
    streams = {code: _checked(block, raw) for code, raw in steps.items()}
    frozen(titles, streams, source)
    return FormFile(data.get("purpose", PURPOSES[0]), titles, steps)


def _json(content: bytes) -> Any:
    if len(content) > MAX_BYTES:
        raise FormError([_("The file is too large for a form (at most 1 MB).")])
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormError([_("This is no file with a form: it cannot be read as JSON.")]) from error


def _refuse(problems: list[str]) -> None:
    if problems:
        raise FormError(problems)


def _head(data: Any) -> list[str]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return [_("This file holds no form of this portal.")]
    if data.get("version") != FORMAT_VERSION or data.get("source") != settings.LANGUAGE_CODE:
        return [_("This file was made by another version of the portal and cannot be read.")]
    problems = list(_text(data.get("title"), _("title")))
    if not problems and not _source(data["title"]):
        problems.append(_("The form has no German title."))
    if not problems and any(len(text) > 120 for text in data["title"].values()):
        problems.append(_("The title is too long (at most 120 characters)."))
    if data.get("purpose", PURPOSES[0]) not in PURPOSES:
        problems.append(_("The purpose of the form is unknown."))
    return problems


def _source(text: Any) -> str:
    return str(text.get(settings.LANGUAGE_CODE) or "").strip() if isinstance(text, dict) else ""


def _has(data: Any, code: str) -> bool:
    return code == settings.LANGUAGE_CODE or bool(data["title"].get(code))


def _text(value: Any, where: str) -> Iterator[str]:
    known = {code for code, _name in settings.LANGUAGES}
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        yield _("%(where)s: a text in at least one language is expected.") % {"where": where}
    elif unknown := set(value) - known:
        text = _("%(where)s: the language “%(code)s” is unknown.")
        yield text % {"where": where, "code": str(min(unknown))[:20]}
    elif any(len(v) > MAX_TEXT or "\x00" in v for v in value.values()):
        yield _("%(where)s: this text cannot be kept.") % {"where": where}


@dataclass
class _Shape:
    """Whether plain data has the shape of a block; gives ids to blocks without one."""

    ids: set[str]

    def problems(self, block: Block, data: Any, where: str) -> Iterator[str]:
        if is_text(block):
            if data not in ("", None):
                yield from _text(data, where)
        elif isinstance(block, StructBlock):
            yield from self._struct(block, data, where)
        elif isinstance(block, StreamBlock | ListBlock):
            yield from self._list(block, data, where)
        elif not _is_plain(data):
            yield _wrong(where)

    def _struct(self, block: StructBlock, data: Any, where: str) -> Iterator[str]:
        if not isinstance(data, dict):
            yield _wrong(where)
            return
        for name in set(data) - set(block.child_blocks):
            text = _("%(where)s: the field “%(name)s” is unknown.")
            yield text % {"where": where, "name": str(name)[:40]}
        for name, child in block.child_blocks.items():
            if name in data:
                yield from self.problems(child, data[name], _deeper(where, str(child.label)))

    def _list(self, block: Any, data: Any, where: str) -> Iterator[str]:
        if not isinstance(data, list):
            yield _wrong(where)
            return
        for number, item in enumerate(data, start=1):
            place = _deeper(where, f"{block.label or ''} {number}".strip())
            yield from self._item(block, item, place)

    def _item(self, block: Any, item: Any, where: str) -> Iterator[str]:
        if not isinstance(item, dict) or "value" not in item or set(item) - {"type", "value", "id"}:
            yield _wrong(where)
            return
        yield from self._id(item, where)
        if isinstance(block, ListBlock):
            item["type"] = "item"
            yield from self.problems(block.child_block, item["value"], where)
        elif not isinstance(item.get("type"), str) or item["type"] not in block.child_blocks:
            text = _("%(where)s: this portal does not know the type “%(type)s”.")
            yield text % {"where": where, "type": str(item.get("type"))[:40]}
        else:
            yield from self.problems(block.child_blocks[item["type"]], item["value"], where)

    def _id(self, item: dict[str, Any], where: str) -> Iterator[str]:
        item.setdefault("id", str(uuid.uuid4()))
        if not isinstance(item["id"], str) or not ID.fullmatch(item["id"]):
            yield _("%(where)s: the mark (id) cannot be used.") % {"where": where}
        elif item["id"] in self.ids:
            yield _("%(where)s: two parts have the same mark (id).") % {"where": where}
        else:
            self.ids.add(item["id"])


def _deeper(where: str, name: str) -> str:
    return f"{where}, {name}" if where else name


def _is_plain(data: Any) -> bool:
    if isinstance(data, list):
        return all(isinstance(each, str) for each in data)
    return data is None or isinstance(data, str | int | float | bool)


def _wrong(where: str) -> str:
    return _("%(where)s: this part has another shape than a form has.") % {
        "where": where or _("steps")
    }


def _checked(block: StreamBlock, raw: Any) -> Any:
    """The blocks, judged as if an editor had typed them."""
    try:
        return block.clean(block.to_python(raw))
    except ValidationError as error:
        raise FormError(list(_words(error, ""))[:MAX_SHOWN]) from error
    except (ValueError, TypeError, ArithmeticError) as error:
        raise FormError([_("A value in the file has another kind than the form needs.")]) from error


def _words(error: ValidationError, where: str) -> Iterator[str]:
    inner = getattr(error, "block_errors", None)
    if inner is None:
        prefix = f"{where}: " if where else ""
        yield from (f"{prefix}{text}" for text in error.messages)
        return
    for each in getattr(error, "non_block_errors", None) or ():
        yield f"{where}: {each}" if where else str(each)
    pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    for name, child in pairs:
        if isinstance(child, ValidationError):
            place = str(name + 1) if isinstance(name, int) else str(name)
            yield from _words(child, _deeper(where, place))
