"""Reads of expert opinions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import BigAutoField, F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.offices.models import Office
from portal.accounts.models import User
from portal.accounts.roles import Role, has_role
from portal.forms.conditions import asked_questions
from portal.forms.models import FormVersion
from portal.forms.queries import latest_version, schema_of
from portal.forms.types import Situation
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.registry import Task
from portal.kernel.together import Part
from projects.cases.models import Case, CaseFile
from projects.cases.parts import of_case
from projects.intake.reading import Section, answers_of
from projects.review.models import Checklist
from projects.review.models_opinions import OfficeMember, OpinionRequest, RoutingRule
from projects.review.permissions import ASKED_OFFICES

MOST_TASKS = 50
OPINIONS = Part(
    Prepared(
        lambda case: (
            OpinionRequest.objects.filter(case__pk=case)
            .select_related("office", "asked_by", "given_by", "form_version")
            .defer("form_version__data")
        ),
        case=BigAutoField(),
    ),
    of_case,
)


def suggested_offices(case: Case) -> list[Office]:
    """The offices that the programme's routing rules name for a case, each once."""
    rules = RoutingRule.objects.filter(checklist__programme=case.call.programme_id)
    fitting = [
        rule.office
        for rule in rules.select_related("office")
        if rule.project_type_id in {None, case.project_type_id}
        and rule.theme_id in {None, case.theme_id}
    ]
    return list({office.pk: office for office in fitting}.values())


def opinion_version(case: Case) -> FormVersion | None:
    """What offices are asked now about a case, beside their recommendation."""
    checklist = Checklist.objects.filter(programme=case.call.programme_id)
    found = checklist.select_related("opinion_form").first()
    return latest_version(found.opinion_form) if found else None


def opinions_of(case: Case) -> list[OpinionRequest]:
    """All requests of a case with offices, people and the version they answer, oldest first."""
    return OPINIONS.of(case)


def sections_of(request: OpinionRequest) -> list[Section]:
    """What an office answered, step by step, in the active language."""
    if request.form_version is None or request.is_open:
        return []
    schema, answers = schema_of(request.form_version), request.answers
    asked, situation = asked_questions(schema, answers), Situation(answers=answers)
    read = (
        Section(step.id, str(step.title), tuple(answers_of(step, asked, situation)))
        for step in schema.steps
    )
    return [section for section in read if section.answers]


def readable_files(request: OpinionRequest) -> list[CaseFile]:
    """The files that an office may read for its opinion; none that the virus check holds back."""
    return [each for each in request.files.all() if each.is_released]


def waits_for_offices(case: Case) -> bool:
    """Whether an office may still answer in time."""
    asked = OpinionRequest.objects.filter(case=case, given_at__isnull=True)
    return asked.filter(due_on__gte=clock.today()).exists()


def offices_of(user: Any) -> QuerySet[OfficeMember, int]:
    """The keys of the offices that somebody speaks for."""
    mine = OfficeMember.objects.filter(person=user.pk, is_active=True)
    return mine.order_by().values_list("office", flat=True)


def people_of_office(office: Office) -> list[User]:
    """The active accounts that speak for an office."""
    members = OfficeMember.objects.filter(office=office, is_active=True, person__is_active=True)
    return [member.person for member in members.select_related("person")]


def requests_for(user: Any) -> QuerySet[OpinionRequest]:
    """What the offices of a person were asked: open ones first, the most urgent in front."""
    if not has_role(user, Role.OFFICE):
        return OpinionRequest.objects.none()
    asked = OpinionRequest.objects.filter(office__in=offices_of(user))
    order = [F("given_at").asc(nulls_first=True), F("due_on").asc(), F("pk").asc()]
    return asked.select_related("case__call", "office", "given_by").order_by(*order)


def waiting_for(user: Any) -> QuerySet[OpinionRequest]:
    """What the offices of a person can still say, the most urgent first."""
    return requests_for(user).filter(given_at__isnull=True, case__state__in=ASKED_OFFICES)


def opinion_tasks(user: Any) -> Iterator[Task]:
    """What the offices of a person are to say, with the day."""
    for each in waiting_for(user)[:MOST_TASKS]:
        title = _("Opinion on %(number)s %(title)s") % {
            "number": each.case.number,
            "title": each.case.title,
        }
        url = reverse("opinion", args=[each.pk])
        yield Task(title=title, url=url, due=each.due_on.isoformat())


def opinions_to_remind() -> list[int]:
    """The keys of requests whose reminder is due and was not sent."""
    today = clock.today()
    waiting = OpinionRequest.objects.filter(
        given_at__isnull=True,
        reminded_at__isnull=True,
        case__state__in=ASKED_OFFICES,
        due_on__gte=today,
    ).annotate(days=F("case__call__programme__checklist__reminder_days"))
    rows = waiting.order_by("pk").values_list("pk", "due_on", "days", "asked_at")
    return [
        pk
        for pk, due, days, asked in rows
        if due - today <= timedelta(days=days or 0) and clock.local(asked).date() < today
    ]
