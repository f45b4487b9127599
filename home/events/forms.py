"""The filters of the list of dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.themes.models import Theme
from home.events.queries import Dated

WEEK, MONTH = "week", "month"
SPANS = [("", _("any time")), (WEEK, _("the next 7 days")), (MONTH, _("the next 31 days"))]
DAYS = {WEEK: 7, MONTH: 31}


class EventFilter(forms.Form):
    """Theme, organiser and span; its choices are those that occur in the list."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    organiser = forms.ChoiceField(label=_("Organiser"), required=False)
    when = forms.ChoiceField(label=_("When"), required=False, choices=SPANS)

    def __init__(self, data: Any, dated: Iterable[Dated], themes: Mapping[int, Theme]) -> None:
        super().__init__(data)
        self.dated = list(dated)
        self.themes = themes
        self.fields["theme"].choices = [("", _("all themes")), *_themes(self.dated, self.themes)]  # type: ignore[attr-defined]
        self.fields["organiser"].choices = [("", _("everybody")), *_organisers(self.dated)]  # type: ignore[attr-defined]

    @property
    def active(self) -> bool:
        """Whether something is filtered."""
        return self.is_valid() and any(self.cleaned_data.values())

    def chosen(self, now: datetime) -> list[Dated]:
        """The occurrences that fit; a choice that does not exist filters nothing."""
        self.is_valid()
        wanted = {key: value for key, value in self.cleaned_data.items() if value}
        return [entry for entry in self.dated if self._fits(entry, wanted, now)]

    def _fits(self, entry: Dated, wanted: dict[str, str], now: datetime) -> bool:
        page = entry.page
        if "theme" in wanted and (
            not page.theme_id or self.themes[page.theme_id].code != wanted["theme"]
        ):
            return False
        if "organiser" in wanted and str(page.organiser_id) != wanted["organiser"]:
            return False
        days = DAYS.get(wanted.get("when", ""))
        return days is None or entry.occurrence.start < now + timedelta(days=days)


def _themes(dated: list[Dated], themes: Mapping[int, Theme]) -> list[tuple[str, str]]:
    """Those that occur, in the order that they are given in."""
    occurring = {entry.page.theme_id for entry in dated}
    return [(theme.code, str(theme)) for pk, theme in themes.items() if pk in occurring]


def _organisers(dated: list[Dated]) -> list[tuple[str, str]]:
    pages = (entry.page for entry in dated)
    names = {page.organiser_id: page.organiser__name for page in pages if page.organiser__name}
    choices = [(str(pk), name) for pk, name in names.items()]
    return sorted(choices, key=lambda pair: pair[1].casefold())
