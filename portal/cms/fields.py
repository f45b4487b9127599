"""Fields: StreamFields that stay out of migrations, labels per locale."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """A StreamField whose blocks never enter a migration (they are code, not schema)."""

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name the field without its block tree."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class Labels(dict[str, str]):
    """Texts of one label by locale; reads as the text of the active language."""

    @property
    def localized(self) -> str:
        """The text in the active language, else in the source language, else any."""
        active = translation.get_language() or settings.LANGUAGE_CODE
        for code in (active, active.split("-")[0], settings.LANGUAGE_CODE):
            if self.get(code):
                return self[code]
        return next((text for text in self.values() if text), "")

    def __str__(self) -> str:
        return self.localized


class LabelsWidget(forms.MultiWidget):
    """One line per locale."""

    template_name = "portal/cms/labels_widget.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, long: bool = False) -> None:
        self.locales = settings.LANGUAGES
        line = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput()
        super().__init__({code: line for code, _name in self.locales}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """Labels to lines."""
        labels = value or {}
        return [labels.get(code, "") for code, _name in self.locales]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Name each line by its language."""
        if isinstance(value, dict):
            value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        for widget, (code, label) in zip(
            context["widget"]["subwidgets"], self.locales, strict=True
        ):
            widget["language"] = {"code": code, "label": label}
        return context


class LabelsFormField(forms.MultiValueField):
    """Form field of labels: the source language is required, the others may be empty."""

    widget = LabelsWidget

    def __init__(self, *, max_length: int = 250, long: bool = False, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [
            forms.CharField(required=False, max_length=max_length) for _code in settings.LANGUAGES
        ]
        kwargs.setdefault("widget", LabelsWidget(long=long))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Labels:
        """Lines to labels; raises ValidationError where the source language is missing."""
        labels = self._labels(data_list)
        if self.required and not labels.get(settings.LANGUAGE_CODE):
            raise ValidationError(_("Please write at least the German text."), code="required")
        return labels

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a line differs."""
        return dict(initial or {}) != dict(self._labels(data or []))

    @staticmethod
    def _labels(lines: list[str]) -> Labels:
        """Lines in the order of the locales; empty ones are left out."""
        pairs = zip(settings.LANGUAGES, lines, strict=False)
        return Labels({code: text for (code, _name), text in pairs if text})


class LabelsField(models.JSONField):
    """Labels of a record by locale, in one JSON column: `{"de": …, "en": …}`."""

    def __init__(self, *args: Any, long: bool = False, **kwargs: Any) -> None:
        self.long = long
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Keep the option."""
        name, path, args, kwargs = super().deconstruct()
        if self.long:
            kwargs["long"] = True
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Labels | None:
        """A Labels object."""
        raw = super().from_db_value(value, expression, connection)
        return None if raw is None else Labels(raw)

    def to_python(self, value: Any) -> Any:
        """A Labels object of any dictionary."""
        raw = super().to_python(value)
        return Labels(raw) if isinstance(raw, dict) else raw

    def formfield(self, **kwargs: Any) -> Any:
        """One line per locale."""
        return models.Field.formfield(
            self,
            **{
                "form_class": LabelsFormField,
                "long": self.long,
                "max_length": 2000 if self.long else 250,
                **{k: v for k, v in kwargs.items() if k != "widget"},
            },
        )
