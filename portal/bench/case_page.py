"""The office's page of a case, measured with everything that it may show.

The lists go in without their actions, as nobody writes sixty messages for a measure; what is
measured then goes the public way, complete: nothing of the page is read later.
"""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from actors.offices.models import Office
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bench.rounds import Row, repeated
from portal.kernel import clock
from portal.kernel.audit import LogEntry
from projects.advice.models import Advice
from projects.budget.actions import allot, commit
from projects.cases.models import Case
from projects.cases.models_members import Membership
from projects.correspondence.models import Message
from projects.intake.models_desk import PaperApplication
from projects.intake.models_start import DraftOrigin
from projects.intake.plain import schema_of_case
from projects.review.actions import begin_review, make_checklist
from projects.review.models import CheckResult
from projects.review.models_asking import Clarification, ClarifiedQuestion
from projects.review.models_opinions import OpinionRequest
from projects.review.models_work import Assignment, InternalNote

QUERIES = 20
MS = 40.0
NOTES = 10
MESSAGES = 20
ENTRIES = 40


def case_page_row(browser: Client, office: User, pattern: Case) -> Row:
    """Measure the page of an application; what it shows is the caller's to take back."""
    case = _filled(pattern, office)
    url = reverse("cases:inspect", args=[case.pk])

    def ask() -> None:
        answer = browser.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    rows = NOTES + MESSAGES + ENTRIES
    return repeated("case page", ask, max_queries=QUERIES, max_ms=MS, rows=rows, cold=False)


def _filled(case: Case, office: User) -> Case:
    """The application, begun from another one, typed from paper, checked, asked, judged, funded."""
    now, owner = clock.now(), case.owner
    earlier = Case.objects.filter(number__isnull=False).exclude(pk=case.pk).order_by("pk").first()
    if earlier:
        DraftOrigin.objects.create(case=case, kind="own", source=str(earlier.uuid), at=now)
    PaperApplication.objects.create(case=case, arrived_at=now, entered_by=office)
    Assignment.objects.create(case=case, person=office, substitute=None, at=now)
    Advice.objects.create(
        case=case, happened_on=now.date(), channel="phone", topic="Messung", written_by=office
    )
    people = User.objects.filter(groups__name=Role.MEMBER.group_name).exclude(pk=owner.pk)
    for person in people.order_by("pk")[:3]:
        Membership.objects.create(
            case=case, user=person, role="edit", invited_by=owner, invited_at=now,
            expires_at=now, accepted_at=now,
        )  # fmt: skip
    for number in range(MESSAGES):
        Message.objects.create(
            case=case, by=(office, owner)[number % 2], from_office=number % 2 == 0,
            text="Bitte genauer. " * 20, sent_at=now + timedelta(minutes=number),
        )  # fmt: skip
    for _number in range(NOTES):
        InternalNote.objects.create(case=case, text="Am Telefon besprochen.", by=office, at=now)
    for _number in range(ENTRIES):
        LogEntry.objects.create(
            actor=office, subject_type=case._meta.label_lower, subject_id=str(case.pk),
            event="note_written",
        )  # fmt: skip
    _reviewed(case, office)
    return case


def _reviewed(case: Case, office: User) -> None:
    now = clock.now()
    checklist = make_checklist(programme=case.call.programme)
    begin_review(by=office, case=case)
    for item in checklist.items.all():
        CheckResult.objects.create(case=case, item=item, result="met", by=office, at=now)
    asked = Clarification.objects.create(
        case=case, text="Bitte genauer.", due_on=now.date(), asked_by=office, asked_at=now,
        ended_at=now, ended_by=case.owner, reply="Ja.",
    )  # fmt: skip
    title = next(schema_of_case(case).of_type("core_title"))
    ClarifiedQuestion.objects.create(
        clarification=asked, question=title.id, before={"answer": "A"}, after={"answer": "B"}
    )
    for each in Office.objects.order_by("pk")[:3]:
        OpinionRequest.objects.create(
            case=case, office=each, due_on=now.date(), asked_by=office, asked_at=now,
            recommendation="in_favour", reason="Gut.", given_by=office, given_at=now,
        )  # fmt: skip
    period, key = case.call.period, f"bench-page-{case.pk}"
    allot(by=office, period=period, cents=1_000, reason="Messung", key=f"{key}-pot")
    commit(by=office, case=case, cents=100, reason="Messung", key=key)
