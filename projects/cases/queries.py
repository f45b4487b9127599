"""Reads about cases: few queries, whatever their number."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from portal.kernel import audit
from portal.kernel.amounts import Amount
from projects.calls.models import Call
from projects.cases.lifecycle import AWARDED, DRAFT
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.plan import CostItem
from projects.programmes.models import FundingPeriod

EVENTS = {
    "draft_begun": _("draft begun"),
    "file_added": _("file added"),
    "file_removed": _("file removed"),
    "file_infected": _("malware found in a file, file deleted"),
    "submitted": _("application submitted"),
    "withdrawn": _("application withdrawn"),
}


def cases_of(user: Any) -> QuerySet[Case]:
    """A person's own cases, drafts first, then the newest."""
    cases = Case.objects.filter(owner=user).select_related("call__programme", "call__rules")
    return cases.order_by(F("submitted_at").desc(nulls_first=True), "-saved_at")


def received_cases() -> QuerySet[Case]:
    """Everything submitted, the newest first, with what a list shows."""
    return (
        Case.objects.exclude(state=DRAFT)
        .select_related("call__programme", "theme", "organisation")
        .annotate(
            attachments=Count("files", filter=Q(files__kind=FileKind.ATTACHMENT), distinct=True)
        )
        .order_by("-submitted_at", "-pk")
    )


def whole_case(uuid: Any) -> Case | None:
    """A case with call, rules, cost lines and files."""
    return (
        Case.objects.select_related("call__programme", "call__rules", "call__period", "owner")
        .prefetch_related(
            Prefetch("cost_items", CostItem.objects.select_related("category")),
            Prefetch("files", CaseFile.objects.all()),
        )
        .select_related("theme", "organisation", "project_type", "form_version")
        .defer("form_version__data")
        .filter(uuid=uuid)
        .first()
    )


def drafts_for(user: Any, call: Call) -> list[Case]:
    """The person's drafts in a call, the one saved last in front."""
    return list(Case.objects.filter(owner=user, call=call, state=DRAFT).order_by("-saved_at"))


def attachments(case: Case) -> list[CaseFile]:
    """What the applicant added, in order."""
    return [item for item in case.files.all() if item.kind == FileKind.ATTACHMENT]


def receipt_of(case: Case) -> CaseFile | None:
    """The stored copy of the application; None until the worker made it."""
    return next((item for item in case.files.all() if item.kind == FileKind.RECEIPT), None)


def costs_total(case: Case) -> Amount:
    """Sum of the cost lines, in cents."""
    return Amount(sum(item.amount_cents or 0 for item in case.cost_items.all()))


def pot_left(period: FundingPeriod) -> int:
    """Cents of a period that no award holds yet: information for applicants, never a limit."""
    awarded = Case.objects.filter(call__period=period, state__in=AWARDED)
    held = awarded.aggregate(cents=Sum("amount_cents"))["cents"] or 0
    return max(period.allotted_cents - held, 0)


def form_case(uuid: Any) -> Case | None:
    """A case with its call and frozen form (whose data is parsed elsewhere), for filling it in."""
    return (
        Case.objects.select_related(
            "call__programme", "call__rules", "call__period", "owner", "form_version", "theme"
        )
        .select_related("project_type")
        .defer("form_version__data")
        .filter(uuid=uuid)
        .first()
    )


def history_of(case: Case) -> list[tuple[audit.LogEntry, str]]:
    """What was done with the case, oldest first, with who did it, and its name in words."""
    return [(entry, str(EVENTS.get(entry.event, entry.event))) for entry in audit.history(case)]
