"""Reads of reports."""

from __future__ import annotations

from collections.abc import Iterable

from projects.cases.models import Case
from projects.programmes.models import FundingPeriod
from projects.reports.models import YearReport


def reports_of(period: FundingPeriod) -> list[YearReport]:
    """All reports on a period, the newest first, without what they say."""
    found = YearReport.objects.filter(period=period).select_related("period__programme", "by")
    return list(found.defer("content").order_by("-number"))


def newest_report(period: FundingPeriod) -> YearReport | None:
    """The report that counts: later ones name what changed since."""
    return YearReport.objects.filter(period=period).order_by("-number").first()


def report_with_key(pk: int) -> YearReport | None:
    """A report with its period and programme."""
    return YearReport.objects.filter(pk=pk).select_related("period__programme", "by").first()


def case_keys(numbers: Iterable[str]) -> dict[str, int]:
    """The keys of cases by their reference numbers; one query."""
    found = Case.objects.filter(number__in=list(numbers)).order_by()
    return {number: pk for number, pk in found.values_list("number", "pk") if number}


def periods() -> list[tuple[FundingPeriod, YearReport | None]]:
    """The funding periods, the newest first, each with its newest report; two queries."""
    newest: dict[int, YearReport] = {}
    for report in YearReport.objects.defer("content", "changes").order_by("number"):
        newest[report.period_id] = report
    found = FundingPeriod.objects.select_related("programme").order_by(
        "-programme__is_active", "programme__code", "-starts_on"
    )
    return [(period, newest.get(period.pk)) for period in found]
