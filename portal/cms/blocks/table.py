"""A small data table with header cells."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, StructBlock, StructValue

from portal.cms.blocks.base import PortalBlock


class RowBlock(StructBlock):
    """One row of cells."""

    cells = ListBlock(
        CharBlock(required=False, max_length=300), label=_("cells"), min_num=1, max_num=8
    )

    class Meta:
        icon = "bars"
        label = _("row")


class TableBlock(PortalBlock):
    """Rows of the same length; the first holds the header cells."""

    caption = CharBlock(
        label=_("caption"), max_length=200, help_text=_("What the table shows, in a few words.")
    )
    header_column = BooleanBlock(
        label=_("the first column holds headings"), required=False, default=False
    )
    rows = ListBlock(
        RowBlock(),
        label=_("rows"),
        min_num=2,
        max_num=60,
        help_text=_("The first row holds the column headings."),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Figures or terms in rows and columns, with headings.")
        template = "portal/blocks/table.html"
        preview_value = {
            "caption": "Sprechzeiten (Beispiel)",
            "header_column": True,
            "rows": [
                {"cells": ["Tag", "Zeit"]},
                {"cells": ["Dienstag", "9 bis 12 Uhr"]},
                {"cells": ["Donnerstag", "14 bis 17 Uhr"]},
            ],
        }

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Header cells are filled and all rows have as many cells as the first."""
        rows = [[str(cell or "").strip() for cell in row["cells"]] for row in value["rows"]]
        if any(len(row) != len(rows[0]) for row in rows):
            return {"caption": _("All rows need as many cells as the first row.")}
        if not all(rows[0][1:]) or (len(rows[0]) == 1 and not rows[0][0]):
            return {"caption": _("Every column needs a heading in the first row.")}
        if value["header_column"] and not all(row[0] for row in rows[1:]):
            return {"caption": _("Every row needs a heading in the first column.")}
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Splits the header row from the others."""
        context = super().get_context(value, parent_context)
        rows = [list(row["cells"]) for row in value.get("rows") or []]
        context["head"], context["rows"] = (rows[0], rows[1:]) if rows else ([], [])
        return context
