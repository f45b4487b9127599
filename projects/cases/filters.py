"""What narrows the office's list: its filters and their fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import (
    ActiveFilter,
    BaseFilterAdapter,
    register_filter_adapter_class,
)
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from portal.kernel.amounts import Amount
from projects.cases.lifecycle import DRAFT
from projects.cases.listing import CALL, GOAL, OFFICE, THEME, Choices, received_cases, searched
from projects.cases.models import Case, state_choices
from projects.programmes.fields import EuroField

# What an address of the list says besides its filters.
NO_FILTERS = {"export", "ordering", "p", "_w_filter_fragment", "csrfmiddlewaretoken", "pick"}


class EuroFilter(django_filters.Filter):
    """A limit in euros as people type it."""

    field_class = EuroField


class EuroAdapter(BaseFilterAdapter):
    """Names a chosen limit in euros, not in the cents that the filter compares."""

    value: Any

    def get_active_filters(self) -> Iterator[ActiveFilter]:
        """The limit with its way to take it away."""
        self.value = Amount(self.value).short()
        yield from super().get_active_filters()


register_filter_adapter_class(EuroFilter, adapter_class=EuroAdapter)


def submitted_states() -> list[tuple[str, str]]:
    """The states that the office sees."""
    return [pair for pair in state_choices() if pair[0] != DRAFT]


class CaseFilters(WagtailFilterSet):
    """Call, status, theme, goal, office, amount and day of arrival."""

    call = django_filters.ChoiceFilter(field_name="call_id", label=_("Call"))
    state = django_filters.ChoiceFilter(choices=submitted_states, label=_("Status"))
    theme = django_filters.ChoiceFilter(field_name="theme_id", label=_("Theme"))
    goal = django_filters.ChoiceFilter(field_name="goals", label=_("Goal of the action plan"))
    office = django_filters.ChoiceFilter(
        field_name="office_id", label=_("Municipal office"), null_label=_("no office yet")
    )
    least = EuroFilter(field_name="amount_cents", lookup_expr="gte", label=_("Amount from"))
    most = EuroFilter(field_name="amount_cents", lookup_expr="lte", label=_("Amount to"))
    submitted_at = django_filters.DateFromToRangeFilter(
        label=_("Received"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in (CALL, THEME, GOAL, OFFICE):
            self.filters[kind].extra["choices"] = choices.of(kind)

    def narrowed(self, cases: QuerySet[Case], *, but: str = "") -> QuerySet[Case]:
        """The cases that pass all filters, or all but one; the filters must be valid."""
        for name, value in self.form.cleaned_data.items():
            if name != but:
                cases = self.filters[name].filter(cases, value)
        return cases


def asked_cases(data: QueryDict) -> QuerySet[Case]:
    """The received cases that an address of the list asks for; none where it makes no sense."""
    filters = CaseFilters(data, choices=Choices())
    if not filters.is_valid():
        return Case.objects.none()
    cases = filters.narrowed(received_cases())
    words = data.get("q", "").strip()
    return searched(cases, words) if words else cases


def asked_filters(data: QueryDict) -> dict[str, str]:
    """The filters of an address, without what is no filter and without NUL signs."""
    pairs = {name: str(value).replace("\x00", "") for name, value in data.items()}
    return {name: value for name, value in pairs.items() if value and name not in NO_FILTERS}


def kept_query(data: QueryDict) -> str:
    """The filters and the order of an address, fit to be kept: no page, no export, no NUL."""
    kept = data.copy()
    for name in NO_FILTERS - {"ordering"}:
        kept.pop(name, None)
    for name, value in asked_filters(kept).items():
        kept[name] = value
    return kept.urlencode()
