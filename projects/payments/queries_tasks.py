"""What payments ask of people: certificates, orders, drawdowns; of carriers their account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.registry import Task
from portal.templatetags.formats import euro
from projects.cases.models import Case
from projects.cases.queries import cases_of, own_cases_of
from projects.payments import lifecycle as pay
from projects.payments.models import BankDetails
from projects.payments.models_payments import Disbursement
from projects.payments.permissions import GRANTED, PAYABLE
from projects.payments.queries_drawdown import busy_periods, proposal_of

MOST_TASKS = 50
DAYS_AHEAD = 14
"""How long before its day a planned payment is a task."""


def payment_tasks(user: Any) -> Iterator[Task]:
    """What is to be done: by coordination and finance with payments, by carriers with accounts."""
    if has_role(user, Role.COORDINATOR, Role.FINANCE):
        yield from _of_office(user)
        yield from _drawdowns()
    yield from _of_carrier(user)


def _of_office(user: Any) -> Iterator[Task]:
    soon = clock.today() + timedelta(days=DAYS_AHEAD)
    mine = cases_of(user).order_by().values("pk")
    found = Disbursement.objects.filter(case__state__in=PAYABLE).exclude(case__in=mine)
    asked: list[tuple[str, QuerySet[Disbursement]]] = []
    if has_role(user, Role.COORDINATOR):
        due = Q(state=pay.REQUESTED) | Q(state=pay.PLANNED, due_on__lte=soon)
        asked.append((_("%(number)s: certify %(amount)s in substance"), found.filter(due)))
    figures = found.filter(state=pay.SUBSTANCE).exclude(substance_by=user.pk)
    asked += [
        (_("%(number)s: certify %(amount)s in figures"), figures),
        (_("%(number)s: order %(amount)s"), found.filter(state=pay.CERTIFIED)),
        (_("%(number)s: note when %(amount)s was paid"), found.filter(state=pay.ORDERED)),
    ]
    for title, payments in asked:
        for each in payments.select_related("case").order_by("due_on", "pk")[:MOST_TASKS]:
            said = {"number": each.case.number, "amount": euro(each.cents)}
            url = reverse("payments:payment", args=[each.pk])
            yield Task(title=title % said, url=url, due=each.due_on.isoformat())


def _drawdowns() -> Iterator[Task]:
    for period in busy_periods():
        proposal = proposal_of(period)
        if proposal.is_due:
            said = {"amount": euro(proposal.whole.cents), "period": period}
            title = _("Draw down %(amount)s: %(period)s") % said
            url = reverse("drawdowns:ask", args=[period.pk])
            yield Task(title=title, url=url, due=proposal.payments[0].due_on.isoformat())
        if proposal.late:
            said = {"amount": euro(proposal.late), "period": period}
            title = _("%(amount)s drawn down are not spent in time: %(period)s") % said
            yield Task(title=title, url=reverse("drawdowns:index"))


def _of_carrier(user: Any) -> Iterator[Task]:
    named = BankDetails.objects.filter(case=OuterRef("pk")).order_by("-pk")
    mine = own_cases_of(user).filter(state__in=GRANTED)
    marked = mine.annotate(
        newest=Subquery(named.values("pk")[:1]),
        confirmed=Subquery(named.values("confirmation__pk")[:1]),
    )
    for case in marked.filter(confirmed__isnull=True).order_by("pk")[:MOST_TASKS]:
        if case.newest:
            yield _task(case, "application_account_confirm", _("%(number)s: confirm the account"))
        elif case.state in PAYABLE:
            yield _task(case, "application_account", _("%(number)s: tell us your account"))


def _task(case: Case, name: str, title: str) -> Task:
    url = reverse(name, args=[case.call.code, case.uuid])
    return Task(title=title % {"number": case.number}, url=url)
