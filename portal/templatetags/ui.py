"""The tags that put the design system together: components, icons, form controls.

`{% ui "card" title=… %}` renders `portal/components/card.html` with exactly the given
arguments (plus `request` and the CSRF token), so a component never depends on the page
around it. What each component takes stands in the comment at the top of its template.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    DateInput,
    FileInput,
    HiddenInput,
    MultiWidget,
    RadioSelect,
    Select,
    Textarea,
)
from django.forms.utils import flatatt
from django.template import Context, TemplateDoesNotExist
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.templatetags import formats, ui_parts

register = template.Library()
register.filters.update(formats.register.filters)
register.filters.update(ui_parts.register.filters)
register.tags.update(ui_parts.register.tags)

PASSED_ON = ("request", "csrf_token")
FALLBACK_ICON = "tulip"


def _render(context: Context, name: str, arguments: dict[str, Any]) -> SafeString:
    """Render a component with its own small context."""
    passed = {key: context.get(key) for key in PASSED_ON if key in context}
    component = get_template(f"portal/components/{name}.html")
    inner = context.new({**passed, **arguments})
    return component.template.render(inner)  # type: ignore[attr-defined]


@register.simple_tag(takes_context=True)
def ui(context: Context, name: str, /, **arguments: Any) -> SafeString:
    """Render the component `name` with the given arguments."""
    return _render(context, name, arguments)


class BlockComponent(template.Node):
    """A component whose `body` is the markup between the two tags."""

    def __init__(
        self, name: FilterExpression, arguments: dict[str, FilterExpression], nodelist: NodeList
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Render the body in the page's context, the component in its own."""
        arguments = {key: value.resolve(context) for key, value in self.arguments.items()}
        arguments["body"] = self.nodelist.render(context)
        return _render(context, str(self.name.resolve(context)), arguments)


@register.tag
def uiblock(parser: Parser, token: Token) -> BlockComponent:
    """`{% uiblock "notice" kind="info" %}…{% enduiblock %}`: a component with a body."""
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("uiblock needs the name of a component")
    name = parser.compile_filter(bits.pop(0))
    arguments = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(
            f"uiblock takes only name=value arguments, not {bits[0]!r}"
        )
    nodelist = parser.parse(("enduiblock",))
    parser.delete_first_token()
    return BlockComponent(name, arguments, nodelist)


@lru_cache(maxsize=256)
def icon_shapes(name: str) -> str:
    """The SVG shapes of an icon; those of the tulip when there is no icon of that name."""
    try:
        return get_template(f"portal/icons/{name}.svg").render().strip()
    except TemplateDoesNotExist:
        return "" if name == FALLBACK_ICON else icon_shapes(FALLBACK_ICON)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """An inline icon; decoration unless it gets a `label`. Sizes: small, large, huge."""
    if not label:
        return _decoration(str(name), str(size))
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
        _icon_css(size),
        label,
        mark_safe(icon_shapes(str(name))),
    )


def _icon_css(size: str) -> str:
    return f"icon icon--{size}" if size else "icon"


@lru_cache(maxsize=512)
def _decoration(name: str, size: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        _icon_css(size),
        mark_safe(icon_shapes(name)),
    )


KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (HiddenInput, "hidden"),
    (CheckboxSelectMultiple, "checkboxes"),
    (RadioSelect, "radios"),
    (CheckboxInput, "checkbox"),
    (FileInput, "file"),
    (Textarea, "textarea"),
    (Select, "select"),
    (MultiWidget, "group"),
    (DateInput, "date"),
)


@register.filter
def control_kind(field: BoundField) -> str:
    """Which markup a form field needs: text, textarea, select, checkbox, radios, …"""
    if field.is_hidden:
        return "hidden"
    widget = field.field.widget
    return next((kind for widgets, kind in KINDS if isinstance(widget, widgets)), "text")


def select_control(field: BoundField, attrs: dict[str, Any]) -> SafeString:
    """A plain list of choices, written here: Django renders two templates for every option."""
    widget: Select = field.field.widget  # type: ignore[assignment]
    all_attrs = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        all_attrs.setdefault("id", field.auto_id)
    chosen = set(widget.format_value(field.value())[:1])
    inner = [
        (_group if isinstance(label, list | tuple) else _option)(value, label, chosen)
        for value, label in widget.choices
    ]
    attributes = widget.build_attrs(widget.attrs, all_attrs)
    shown = flatatt({k: v for k, v in attributes.items() if v is not False})
    options = mark_safe("".join(inner))
    return format_html('<select name="{}"{}>{}</select>', field.html_name, shown, options)


def _option(value: object, label: Any, chosen: set[str]) -> str:
    text = "" if value is None else str(value)
    mark = " selected" if text in chosen else ""
    return f'<option value="{escape(text)}"{mark}>{conditional_escape(label)}</option>'


def _group(label: Any, options: Iterable[tuple[Any, Any]], chosen: set[str]) -> str:
    inner = "".join(_option(value, text, chosen) for value, text in options)
    return f'<optgroup label="{conditional_escape(label)}">{inner}</optgroup>'


CONTROL_CSS = {
    "checkbox": "kern-form-check__checkbox",
    "select": "kern-form-input__select",
    "radios": "kern-form-check__radio",
    "checkboxes": "kern-form-check__checkbox",
}


def described_by(field: BoundField, hint: object = "") -> str:
    """The ids of everything that explains a field, in reading order."""
    base = field.auto_id
    if not base:
        return ""
    ids = [f"{base}_helptext"] if hint or field.help_text else []
    ids += [f"{base}_limit"] if text_limit(field) else []
    ids += [f"{base}_error"] if field.errors else []
    return " ".join(ids)


@register.filter
def text_limit(field: BoundField) -> int:
    """How many characters or words a long text may have; 0 when unlimited or short."""
    widget = field.field.widget
    limit = widget.attrs.get("data-limit") or getattr(field.field, "max_length", None)
    return limit if limit and isinstance(widget, Textarea) else 0


@register.filter
def limit_unit(field: BoundField) -> str:
    """What the limit of a long text counts: `characters` or `words`."""
    return str(field.field.widget.attrs.get("data-limit-unit") or "characters")


@register.simple_tag
def control(field: BoundField, hint: str = "", **attributes: Any) -> SafeString:
    """The bare form control with its classes, limits and links to hint and error."""
    kind = control_kind(field)
    css = CONTROL_CSS.get(kind, "kern-form-input__input")
    if field.errors:
        css = f"{css} {css}--error"
    own = field.field.widget.attrs.get("class")
    attrs: dict[str, Any] = {"class": f"{css} {own}" if own else css}
    if describing := described_by(field, hint):
        attrs["aria-describedby"] = describing
    if kind == "textarea" and field.field.widget.attrs.get("rows") == "10":
        attrs["rows"] = 5  # Django's default is a wall
    if field.field.widget.attrs.get("placeholder") == field.label:
        attrs["placeholder"] = False  # says nothing that the label does not say
    attrs.update({key.replace("_", "-"): value for key, value in attributes.items() if value})
    if type(field.field.widget) is Select:
        return select_control(field, attrs)
    return field.as_widget(attrs=attrs)


@register.filter
def option_css(field: BoundField) -> str:
    """The classes of one radio button or box of a group."""
    css = CONTROL_CSS.get(control_kind(field), "")
    return f"{css} {css}--error" if field.errors else css
