"""Choosing among records of several programmes in the admin: each names its programme."""

from __future__ import annotations

from typing import Any

from django import forms


class ProgrammeRecordField(forms.ModelChoiceField):
    """A list of records of programmes, each with the name of its own."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset.select_related("programme"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """`Nachbarschaftsfonds: Sachkosten`."""
        return f"{obj.programme.name}: {obj}"


class ProgrammeRecordsField(forms.ModelMultipleChoiceField):
    """The same for several."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset.select_related("programme"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """`Nachbarschaftsfonds: Familien`."""
        return f"{obj.programme.name}: {obj}"
