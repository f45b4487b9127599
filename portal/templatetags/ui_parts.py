"""Small helpers of single components: pages of a list, form errors, steps, query strings.

They are part of `{% load ui %}`; kept apart so that each file stays short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.template import Context

register = template.Library()

Problem = dict[str, Any]


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The current query string with some values changed; None or "" drops a key."""
    request = context.get("request")
    if request is None:
        return "?"
    params = request.GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            params.pop(key, None)
        else:
            params[key] = str(value)
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int, key: str = "") -> str:
    """The address of another page of the list, keeping filters and search."""
    return query(context, **{key or "page": number})


@register.filter
def page_range(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers worth showing, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def absolute(context: Context, url: str) -> str:
    """An address with scheme and host, as link previews and hreflang need it."""
    request = context.get("request")
    return request.build_absolute_uri(url) if request is not None else url


def with_colon(label: object) -> str:
    """A label ready to stand before a sentence: `E-mail:`, but `What is your name?`"""
    text = str(label).strip()
    return text if text.endswith((":", "?", ".", "!")) else f"{text}:"


def form_problems(form: BaseForm) -> Iterator[Problem]:
    """Every error of a form: the field's label, the text, and the id of its control."""
    for name, errors in form.errors.items():
        if name in form.fields:
            field = form[name]
            target = field.id_for_label or field.auto_id
            for text in errors:
                yield {"label": with_colon(field.label), "text": text, "target": target}
        else:
            for text in errors:
                yield {"label": "", "text": text, "target": ""}


def _flat(forms: Iterable[BaseForm | BaseFormSet[Any] | None]) -> Iterator[Problem]:
    """The errors of forms and formsets, in the order they stand on the page."""
    for form in forms:
        if isinstance(form, BaseFormSet):
            yield from (
                {"label": "", "text": text, "target": ""} for text in form.non_form_errors()
            )
            yield from _flat(form.forms)
        elif form is not None and form.is_bound:
            yield from form_problems(form)


@register.simple_tag
def error_list(form: Any = None, forms: Any = None, errors: Any = None) -> list[Problem]:
    """All problems of one form, of several, and ready-made ones, for the error summary."""
    gathered = [form] if form else []
    gathered += [forms] if isinstance(forms, BaseFormSet) else list(forms or [])
    return [*_flat(gathered), *(errors or [])]


@register.simple_tag
def current_step(items: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    """Number, total and title of the step that is being filled in."""
    steps = list(items or [])
    for number, item in enumerate(steps, start=1):
        if item.get("state") == "current":
            return {"number": number, "total": len(steps), "title": item["title"]}
    return {"number": 1, "total": len(steps), "title": ""}
