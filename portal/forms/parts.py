"""Fields of several parts (address, period, rows): each part is a labelled control of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

Parts = dict[str, forms.Field]
# More rows than this are not even looked at.
MOST_POSTED_ROWS = 200


class PartsForm(forms.Form):
    """The parts as a form, so that each shows its own label, hint and errors."""

    use_required_attribute = False

    def __init__(self, parts: Parts, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields.update(parts)


class PartsWidget(forms.Widget):
    """Reads the parts out of a request; their form renders them."""

    parts: Parts

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The raw values by part."""
        return {
            part: field.widget.value_from_datadict(data, files, f"{name}-{part}")
            for part, field in self.parts.items()
        }


class PartsField(forms.Field):
    """A field of named parts; cleans to a dictionary. `check` judges what holds between them."""

    def __init__(self, parts: Parts, check: Callable[[dict[str, Any]], None] | None = None) -> None:
        self.parts, self.check = optional(parts), check
        widget = PartsWidget()
        widget.parts = parts
        super().__init__(required=False, widget=widget)

    def clean(self, value: Any) -> Any:
        """Every part cleaned; raises ValidationError naming the parts."""
        cleaned = clean_parts(self.parts, value or {})
        if self.check is not None:
            self.check(cleaned)
        return cleaned

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """The field on a page, with its parts."""
        return PartsBound(form, self, field_name)


def optional(parts: Parts) -> Parts:
    """The parts, none of them required: what is missing is said on the way to sending."""
    for part in parts.values():
        part.required = False
    return parts


def clean_parts(parts: Parts, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every part cleaned; raises ValidationError with one text for each that is wrong."""
    cleaned, errors = {}, []
    for name, part in parts.items():
        try:
            cleaned[name] = part.clean(values.get(name))
        except ValidationError as error:
            errors += [f"{part.label}: {text}" for text in error.messages]
    if errors:
        raise ValidationError(errors)
    return cleaned


class PartsBound(BoundField):
    """A field of parts on a page."""

    @cached_property
    def inner(self) -> PartsForm:
        """The form of the parts: what was posted, else what is stored."""
        parts: Parts = self.field.parts  # type: ignore[attr-defined]
        if self.form.is_bound:
            return PartsForm(parts, data=self.form.data, prefix=self.html_name)
        return PartsForm(parts, initial=self.initial or {}, prefix=self.html_name)

    @property
    def parts(self) -> dict[str, BoundField]:
        """The parts as bound fields by name."""
        return {bound.name: bound for bound in self.inner}

    @property
    def own_errors(self) -> list[str]:
        """What is wrong with the whole; empty where a part says it already."""
        return [] if self.inner.errors else [str(error) for error in self.errors]

    @property
    def id_for_label(self) -> str:
        """The control to go to: the first that is wrong, else the first."""
        return first_control([self.inner])


def first_control(inner: list[PartsForm]) -> str:
    """The id of the first control with an error, else of the first control."""
    bounds = [bound for form in inner for bound in form]
    wrong = [bound for bound in bounds if bound.errors]
    chosen = next(iter(wrong or bounds), None)
    return str(chosen.id_for_label or chosen.auto_id) if chosen else ""


class RowsWidget(forms.Widget):
    """Reads rows out of a request: `<name>-<number of the row>-<part>`."""

    parts: Parts

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The raw values of rows that are not empty, by number."""
        numbers = sorted({number for key in data if (number := self._number(name, key)) >= 0})
        read = {}
        for number in numbers[:MOST_POSTED_ROWS]:
            start = f"{name}-{number}"
            raw = {
                part: field.widget.value_from_datadict(data, files, f"{start}-{part}")
                for part, field in self.parts.items()
            }
            if any(str(value or "").strip() for value in raw.values()):
                read[number] = raw
        return read

    def _number(self, name: str, key: str) -> int:
        found = re.match(r"-(0|[1-9][0-9]{0,3})-", key[len(name) :])
        return int(found[1]) if found and key.startswith(name) else -1


class RowsField(forms.Field):
    """Rows of the same parts; cleans to a list of dictionaries without the empty rows.

    `load` makes of a stored row what the parts show; `least` and `extra` rows are shown even when
    they are empty.
    """

    def __init__(
        self,
        parts: Callable[[], Parts],
        *,
        load: Callable[[Mapping[str, Any]], dict[str, Any]],
        check: Callable[[list[Any]], None],
        least: int = 1,
        most: int = 20,
        extra: int = 0,
    ) -> None:
        self.make, self.load, self.check = parts, load, check
        self.least, self.most, self.extra = max(least, 1), most, max(extra, 0)
        widget = RowsWidget()
        widget.parts = parts()
        super().__init__(required=False, widget=widget)

    def clean(self, value: Any) -> Any:
        """Every row cleaned; raises ValidationError."""
        parts, rows, errors = optional(self.make()), [], []
        for row in (value or {}).values():
            try:
                rows.append(clean_parts(parts, row))
            except ValidationError as error:
                errors += error.messages
        if errors:
            raise ValidationError(errors)
        self.check(rows)
        return rows

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """The field on a page, with its rows."""
        return RowsBound(form, self, field_name)


class RowsBound(BoundField):
    """A field of rows on a page."""

    field: RowsField

    @cached_property
    def inner(self) -> list[PartsForm]:
        """A form for each row: those with something in them, then the empty ones to fill."""
        numbers = self._filled()
        wanted = max(len(numbers) + self.field.extra, self.field.least)
        after = max(numbers, default=-1) + 1
        empty = max(min(wanted, self.field.most) - len(numbers), 0)
        return [self._row(number) for number in [*numbers, *range(after, after + empty)]]

    def _filled(self) -> list[int]:
        if self.form.is_bound:
            return list(self.data or {})
        return list(range(len(self.initial or [])))

    def _row(self, number: int) -> PartsForm:
        prefix, parts = f"{self.html_name}-{number}", optional(self.field.make())
        if self.form.is_bound:
            return PartsForm(parts, data=self.form.data, prefix=prefix)
        stored = self.initial or []
        initial = self.field.load(stored[number]) if number < len(stored) else {}
        return PartsForm(parts, initial=initial, prefix=prefix)

    @property
    def rows(self) -> list[PartsForm]:
        """The rows for the template."""
        return self.inner

    @property
    def may_grow(self) -> bool:
        """Whether one more row is possible."""
        return len(self.inner) < self.field.most

    @property
    def own_errors(self) -> list[str]:
        """What is wrong with the whole; empty where a cell says it already."""
        if any(row.errors for row in self.inner):
            return []
        return [str(error) for error in self.errors]

    @property
    def id_for_label(self) -> str:
        """The control to go to: the first that is wrong, else the first."""
        return first_control(self.inner)
