"""Records that a contact card may show: packages above register theirs at start.

`portal.cms` knows no office and no organisation; `actors` tells it how to find them:
`register_contact_source("office", "actors.Office", as_contact)` in its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.utils.functional import cached_property
from wagtail.blocks import ChooserBlock


@dataclass(frozen=True, slots=True)
class Contact:
    """What a contact card shows; every part may be empty."""

    name: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    url: str = ""
    label: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class ContactSource:
    """A kind of record: its model label and how one becomes a contact (None: hidden)."""

    model: str
    as_contact: Callable[[Any], Contact | None]


_sources: dict[str, ContactSource] = {}


def register_contact_source(
    name: str, model: str, as_contact: Callable[[Any], Contact | None]
) -> None:
    """Offer records of `model` in contact cards under `name` (`office` or `actor`)."""
    _sources[name] = ContactSource(model, as_contact)


def contact_of(name: str, record: Any) -> Contact | None:
    """The contact of a record of the source `name`; None where nobody registered it."""
    source = _sources.get(name)
    return source.as_contact(record) if source and record is not None else None


class ContactSourceBlock(ChooserBlock):
    """Chooses a record of a registered source; stays empty while none is registered."""

    widget = forms.Select()

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        super().__init__(required=False, **options)

    @cached_property
    def target_model(self) -> Any:
        """The model of the source."""
        return apps.get_model(_sources[self.source].model)

    @property
    def registered(self) -> bool:
        """Whether a package offers the source."""
        return self.source in _sources

    @cached_property
    def field(self) -> forms.Field:
        """A list to choose from, hidden while no package offers the source."""
        if not self.registered:
            return forms.CharField(required=False, widget=forms.HiddenInput())
        return forms.ModelChoiceField(
            queryset=self.model_class.objects.all(),
            widget=forms.Select(),
            required=False,
            help_text=self._help_text,
        )

    def to_python(self, value: Any) -> Any:
        """The record of a stored id."""
        return super().to_python(value) if self.registered else None

    def bulk_to_python(self, values: Any) -> list[Any]:
        """The records of stored ids, in one query."""
        if not self.registered:
            return [None for _value in values]
        return super().bulk_to_python(values)

    def value_from_form(self, value: Any) -> Any:
        """The record chosen."""
        return super().value_from_form(value or None) if self.registered else None

    def clean(self, value: Any) -> Any:
        """Check the choice."""
        return super().clean(value) if self.registered else None

    def value_for_form(self, value: Any) -> Any:
        """The id for the list."""
        return getattr(value, "pk", value)

    def get_form_state(self, value: Any) -> Any:
        """The id for the list, as text."""
        key = getattr(value, "pk", value)
        return "" if key is None else str(key)

    def extract_references(self, value: Any) -> Any:
        """The record, for Wagtail's list of usages."""
        return super().extract_references(value) if self.registered else iter(())

    class Meta:
        icon = "user"
