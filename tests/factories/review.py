"""Case work for tests."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from actors.offices.models import Office
from portal.accounts.models import User
from portal.forms.actions import provide_form
from portal.forms.models import Form
from portal.forms.sheets import Posted
from portal.kernel import clock
from projects.calls.models import Call
from projects.cases.models import Case
from projects.intake.models import ApplicationForm
from projects.intake.patterns import pattern
from projects.review.actions import Entry, begin_review, make_checklist, make_ready, record_results
from projects.review.actions_asking import answer_clarification, ask_applicant, save_clarified
from projects.review.actions_opinions import ask_offices
from projects.review.kinds import Result
from projects.review.models import Checklist
from projects.review.models_asking import Clarification
from projects.review.models_opinions import OfficeMember, OpinionRequest
from projects.review.queries import check_lines
from tests.factories import projects as make
from tests.factories.accounts import user

_numbers = itertools.count(1)


def checklist(of: Call, **fields: Any) -> Checklist:
    """The usual checklist of a call's programme, with other settings."""
    made = make_checklist(programme=of.programme)
    Checklist.objects.filter(pk=made.pk).update(**fields)
    return Checklist.objects.get(pk=made.pk)


def under_review(by: User | None = None, of: Call | None = None, **columns: Any) -> Case:
    """A submitted application whose formal check has begun."""
    case = make.submitted(of, **columns)
    return begin_review(by=by or user("coordinator"), case=case)


def entry(case: Case, code: str, result: str, note: str = "") -> Entry:
    """What a person says about the item of a code, having seen its newest result."""
    line = next(line for line in check_lines(case) if line.item.code == code)
    return Entry(line.item.pk, result, note, line.latest.pk if line.latest else None)


def say(by: User, case: Case, code: str, result: str, note: str = "") -> int:
    """Record one result."""
    return record_results(by=by, case=case, entries=[entry(case, code, result, note)])


def check_all(by: User, case: Case) -> None:
    """Record everything that keeps a case from being ready as met."""
    entries = [
        entry(case, line.item.code, Result.MET, "Gesehen.")
        for line in check_lines(case)
        if not line.is_done
    ]
    record_results(by=by, case=case, entries=entries)


def ready(by: User | None = None, of: Call | None = None, **columns: Any) -> Case:
    """An application that is ready for decision."""
    by = by or user("coordinator")
    case = under_review(by, of, **columns)
    check_all(by, case)
    return make_ready(by=by, case=case)


def asked(by: User | None = None, of: Call | None = None, **columns: Any) -> Case:
    """An application whose applicant is asked in words, for two weeks."""
    by = by or user("coordinator")
    return ask(by, under_review(by, of, **columns), clock.today() + timedelta(days=14)).case


def ask(by: User, case: Case, due: date = date(2026, 12, 4)) -> Clarification:
    """Ask the applicant in words, without questions of the form."""
    return ask_applicant(
        by=by, case=case, text="Bitte genauer.", due_on=due, questions=[], key=uuid4()
    )


def office() -> Office:
    """A municipal office of its own."""
    number = next(_numbers)
    return Office.objects.create(code=f"amt-{number}", labels={"de": f"Amt {number}"})


def speaker(of: Office | None = None, person: User | None = None) -> OfficeMember:
    """Somebody who speaks for an office."""
    return OfficeMember.objects.create(office=of or office(), person=person or user("office"))


def opinion(
    by: User | None = None, of: Call | None = None, **columns: Any
) -> tuple[OpinionRequest, OfficeMember]:
    """An office that is asked for its opinion within two weeks, and who speaks for it."""
    by, asked_person = by or user("coordinator"), speaker()
    case = under_review(by, of, **columns)
    check_all(by, case)
    due = clock.today() + timedelta(days=14)
    made = ask_offices(by=by, case=case, offices=[asked_person.office], due_on=due, text="Bitte.")
    return made[0], asked_person


def answer(case: Case) -> Case:
    """The applicant answers in words."""
    save_clarified(by=case.owner, case=case, reply="Im März.", read=lambda sheet: nothing())
    return answer_clarification(by=case.owner, case=case)


def nothing() -> Posted:
    """A page on which nothing was changed."""
    return Posted()


def followed(state: str = "running", **columns: Any) -> tuple[Case, OfficeMember]:
    """A project in a later state that an office accompanies, and who speaks for it."""
    asked_person = speaker()
    case = make.submitted(**columns)
    Case.objects.filter(pk=case.pk).update(state=state, office=asked_person.office)
    return Case.objects.get(pk=case.pk), asked_person


def opinion_form(of: Call) -> Form:
    """The ready-made questions for offices, in use by the programme of a call."""
    ready = pattern("stellungnahme")
    assert ready is not None
    form = provide_form(model=ApplicationForm, content=ready.content(), code="stellungnahme")
    checklist(of, opinion_form=form)
    return form
