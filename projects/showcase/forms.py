"""The filters over finished projects."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.showcase.queries import Choices

MAX_WORDS = 100

Pairs = list[tuple[str, str]]


class WordFilter(forms.Form):
    """Words and some choices; what is senseless is left out silently.

    Subclasses add the choices; `known` has the values of each by the name of its field.
    """

    q = forms.CharField(
        label=_("Search words"),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    everything: ClassVar[Any] = _("All")

    def __init__(self, data: Any, known: dict[str, Pairs]) -> None:
        clean = {"q": str(data.get("q", "")).replace("\x00", "").strip()[:MAX_WORDS]}
        for name, pairs in known.items():
            value = data.get(name, "")
            clean[name] = value if value in dict(pairs) else ""
        super().__init__(clean)
        for name, pairs in known.items():
            self.fields[name].choices = [("", self.everything), *pairs]  # type: ignore[attr-defined]  # choice fields

    def chosen(self) -> dict[str, str]:
        """The choices made, by field; empty where nothing is narrowed."""
        return {name: value for name, value in self.data.items() if value}


class ProjectFilter(WordFilter):
    """Theme, year, carrier, programme and words."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    carrier = forms.ChoiceField(label=_("Carrier"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)

    def __init__(self, data: Any, choices: Choices) -> None:
        known = {
            "theme": choices.themes,
            "year": choices.years,
            "carrier": choices.carriers,
            "programme": choices.programmes,
        }
        super().__init__(data, known)
