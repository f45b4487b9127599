"""Reads about application forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max, OuterRef, QuerySet, Subquery

from portal.forms.models import FormVersion
from projects.calls.models import Call
from projects.intake.models import ApplicationForm


def forms_with_versions() -> QuerySet[ApplicationForm]:
    """All application forms with the number of their newest version (`newest`, may be None)."""
    numbers = FormVersion.objects.filter(form=OuterRef("form")).order_by().values("form")
    newest = Subquery(numbers.annotate(newest=Max("number")).values("newest"))
    return ApplicationForm.objects.select_related("form", "locale").annotate(newest=newest)


def calls_by_form(form_ids: Iterable[int]) -> dict[int, list[Call]]:
    """The calls that use forms, the latest first, by the id of the form."""
    found = defaultdict(list)
    for call in Call.objects.filter(form__in=list(form_ids)):
        if call.form_id:
            found[call.form_id].append(call)
    return found
