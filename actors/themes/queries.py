"""Reading the themes: there are a dozen, so lists read them all at once."""

from __future__ import annotations

from actors.themes.models import Theme
from portal.kernel.prepared import Prepared

THEMES = Prepared(lambda: Theme.objects.order_by("order", "code"))


def all_themes() -> dict[int, Theme]:
    """Every theme by its key, in the order of the office (one query)."""
    return {theme.pk: theme for theme in THEMES.objects()}
