"""The filters of the index and the form of an organisation in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from actors.organisations.choices import BARRIER_FACTS, SPOKEN, Kind
from actors.organisations.queries import ALPHABET, OTHER_LETTERS, Network, Wanted


class ActorFilter(forms.Form):
    """Filters of the index; offers only what at least one actor has, with its number."""

    q = forms.CharField(label=_("Word"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    open = forms.BooleanField(label=_("Open now"), required=False)
    barrier = forms.MultipleChoiceField(
        label=_("Barrier-free"), required=False, widget=forms.CheckboxSelectMultiple
    )
    letter = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    def __init__(self, data: Any, network: Network) -> None:
        super().__init__(data, auto_id="filter_%s")
        kinds = network.count(lambda row: [row.kind])
        themes = network.count(lambda row: row.themes)
        spoken = network.count(lambda row: row.spoken)
        facts = network.count(lambda row: row.facts)
        self._offer("kind", _("All kinds"), Kind.choices, kinds)
        self._offer("theme", _("All themes"), list(network.themes.items()), themes)
        self._offer("language", _("All languages"), list(SPOKEN.items()), spoken)
        self.fields["barrier"].choices = [  # type: ignore[attr-defined]
            (code, f"{label} ({facts[code]})")
            for code, label in BARRIER_FACTS.items()
            if facts[code]
        ]
        if not facts:
            del self.fields["barrier"]

    def _offer(self, name: str, everything: Any, options: Any, numbers: Any) -> None:
        offered = [(code, f"{label} ({numbers[code]})") for code, label in options if numbers[code]]
        self.fields[name].choices = [("", everything), *offered]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; a field that cannot be understood counts as not filled in."""
        self.is_valid()
        given = self.cleaned_data
        letter = given.get("letter", "").upper()
        return Wanted(
            words=given.get("q", "").strip(),
            kind=given.get("kind", ""),
            theme=given.get("theme", ""),
            language=given.get("language", ""),
            facts=tuple(given.get("barrier", ())),
            open_now=given.get("open", False),
            letter=letter if letter in (*ALPHABET, OTHER_LETTERS) else "",
        )


class OrganisationForm(WagtailAdminModelForm):
    """The admin form: languages as boxes, checks across fields."""

    languages_spoken = forms.MultipleChoiceField(
        label=_("languages spoken"),
        required=False,
        choices=lambda: list(SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """A place has both of its measures or none."""
        cleaned = super().clean() or {}
        for pair in (("map_x", "map_y"), ("latitude", "longitude")):
            missing = [name for name in pair if cleaned.get(name) is None]
            if len(missing) == 1 and missing[0] not in self.errors:
                self.add_error(missing[0], _("Please fill in both values, or none."))
        return cleaned
