"""Cells of the office's list, written without a template each: a page has some 600 of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BaseColumn, Column

from projects.cases.models import Case


class PlainColumn(Column):
    """A value as text; looks like Wagtail's own column."""

    def render_cell_html(self, instance: Case, parent_context: Mapping[str, Any]) -> SafeString:
        """The cell."""
        value = self.get_value(instance)
        return format_html("<td>{}</td>", "" if value is None else value)


class TwoLineColumn(PlainColumn):
    """A value with a lesser one below it, so that the list stays narrow."""

    def __init__(self, *args: Any, below: Callable[[Case], Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.below = below

    def render_cell_html(self, instance: Case, parent_context: Mapping[str, Any]) -> SafeString:
        """The cell."""
        value, lesser = self.get_value(instance), self.below(instance)
        return format_html(
            '<td>{}<br><span class="case-lesser">{}</span></td>', value or "", lesser or ""
        )


class NumberColumn(PlainColumn):
    """The reference number, which leads to the case."""

    def render_cell_html(self, instance: Case, parent_context: Mapping[str, Any]) -> SafeString:
        """The cell."""
        return format_html(
            '<td class="title"><div class="title-wrapper"><a href="{}">{}</a></div></td>',
            reverse("cases:inspect", args=[instance.pk]),
            instance.number,
        )


class PickColumn(BaseColumn):
    """A box to choose the row; it belongs to the form below the table."""

    header_template_name = "projects/cases/office/pick_head.html"

    def render_cell_html(self, instance: Case, parent_context: Mapping[str, Any]) -> SafeString:
        """The cell."""
        return format_html(
            '<td><input type="checkbox" name="pick" value="{}" form="case-chosen" aria-label="{}">'
            "</td>",
            instance.pk,
            _("Choose %(number)s") % {"number": instance.number},
        )
