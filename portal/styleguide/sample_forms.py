"""Forms of the style guide with one field of every kind; never stored."""

from __future__ import annotations

from django import forms


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Wie heißen Sie?", max_length=80)
    email = forms.EmailField(label="E-Mail", help_text="Dorthin schicken wir die Bestätigung.")
    start = forms.DateField(
        label="Wann beginnt es?", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    amount = forms.CharField(label="Wie viel Geld brauchen Sie?", help_text="Höchstens 2.000 €")
    kind = forms.ChoiceField(
        label="Art der Kosten", choices=[("", "Bitte wählen"), ("m", "Material"), ("p", "Personal")]
    )
    idea = forms.CharField(
        label="Ihre Idee in wenigen Sätzen", max_length=500, widget=forms.Textarea
    )
    who = forms.ChoiceField(
        label="Wer stellt den Antrag?",
        choices=[("v", "Verein"), ("i", "Initiative"), ("e", "Einzelperson")],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label="Worum geht es?",
        choices=[("j", "Jugend"), ("n", "Nachbarschaft"), ("a", "Arbeit")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    plan = forms.FileField(
        label="Kostenvoranschlag", required=False, help_text="PDF oder Bild, höchstens 10 MB"
    )
    consent = forms.BooleanField(label="Ich habe die Hinweise zum Datenschutz gelesen.")


class SampleFilter(forms.Form):
    """The filters of a list."""

    q = forms.CharField(label="Stichwort", required=False)
    theme = forms.ChoiceField(
        label="Thema", required=False, choices=[("", "Alle"), ("j", "Jugend"), ("a", "Arbeit")]
    )
    language = forms.ChoiceField(
        label="Sprache", required=False, choices=[("", "Alle"), ("tr", "Türkçe"), ("ar", "العربية")]
    )
