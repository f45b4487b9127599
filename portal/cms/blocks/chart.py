"""A chart beside its data table."""

from __future__ import annotations

from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, FloatBlock, ListBlock, StructBlock, StructValue

from portal.cms.blocks.base import PortalBlock, anchor

KINDS = [("bar", _("Bars")), ("column", _("Columns")), ("line", _("Line"))]
LIMIT = 1_000_000_000_000


class ChartRowBlock(StructBlock):
    """One value and what it is."""

    label = CharBlock(label=_("label"), max_length=60)
    value = FloatBlock(label=_("value"), min_value=-LIMIT, max_value=LIMIT)

    class Meta:
        icon = "decimal"
        label = _("value")


class ChartBlock(PortalBlock):
    """Two to 24 values as inline SVG with title, description and a data table."""

    title = CharBlock(label=_("title"), max_length=150)
    kind = ChoiceBlock(label=_("kind"), choices=KINDS, default="bar")
    unit = CharBlock(
        label=_("unit"), required=False, max_length=30, help_text=_("For example: euro, people.")
    )
    rows = ListBlock(ChartRowBlock(), label=_("values"), min_num=2, max_num=24)
    source = CharBlock(label=_("source"), required=False, max_length=200)

    class Meta:
        icon = "sliders"
        label = _("Chart")
        description = _("A few figures as bars, columns or a line, with their table.")
        template = "portal/blocks/chart.html"
        preview_value = {
            "title": "Bewilligte Projekte je Jahr (Beispiel)",
            "kind": "column",
            "unit": "Projekte",
            "rows": [
                {"label": "2024", "value": 9},
                {"label": "2025", "value": 14},
                {"label": "2026", "value": 12},
            ],
            "source": "Stadtteilbüro, erfundene Beispielwerte",
        }

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Values can be drawn, and bars start at zero."""
        values = [row["value"] for row in value["rows"]]
        if not all(number is not None and isfinite(number) for number in values):
            return {"title": _("Every value must be a number.")}
        if value["kind"] != "line" and min(values) < 0:
            return {"kind": _("Bars and columns show no values below zero; take the line.")}
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the rows, whole numbers without a decimal point."""
        context = super().get_context(value, parent_context)
        context["chart_id"] = anchor("chart", value)
        context["rows"] = [
            {"label": row["label"], "value": _plain(row["value"])}
            for row in value.get("rows") or []
            if row["value"] is not None
        ]
        return context


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else round(float(number), 2)
