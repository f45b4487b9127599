"""Every step of the case work in every state: possible exactly as the table says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel.lifecycle import NotAllowed
from projects.cases.lifecycle import CASE, DRAFT
from projects.cases.models import Case
from projects.review import actions, actions_asking, actions_opinions
from projects.review.models_asking import Clarification
from projects.review.queries_tasks import STEPS
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
STATES = [state.code for state in CASE.states if state.code != DRAFT]
DUE = date(2026, 12, 4)
# What a second call finds done already, and further offices that join.
QUIET = {
    "begin_review": {"under_review", "clarification", "opinion"},
    "reject_formally": {"rejected_formally"},
    "make_ready": {"ready"},
    "ask_offices": {"opinion"},
    "answer": {"under_review"},
}


class _UndoError(Exception):
    """Takes a try back."""


def result_of(case: Case, act: Callable[[], Any]) -> str:
    """The state that an action leads to; empty where it is refused. Nothing of it stays."""
    reached = ""
    try:
        with transaction.atomic():
            try:
                act()
                reached = Case.objects.values_list("state", flat=True).get(pk=case.pk)
            except (PermissionDenied, NotAllowed):
                reached = ""
            raise _UndoError
    except _UndoError:
        return reached


def steps(case: Case, office: User, place: Any) -> dict[str, Callable[[], Any]]:
    """Each event with the action behind it."""
    return {
        "begin_review": lambda: actions.begin_review(by=office, case=case),
        "reject_formally": lambda: actions.reject_formally(by=office, case=case, reason="Weil."),
        "reopen": lambda: actions.reopen_check(by=office, case=case, reason="Neues Papier."),
        "make_ready": lambda: actions.make_ready(by=office, case=case),
        "ask": lambda: actions_asking.ask_applicant(
            by=office, case=case, text="Was?", due_on=DUE, questions=[], key=uuid4()
        ),
        "answer": lambda: actions_asking.answer_clarification(by=case.owner, case=case),
        "ask_offices": lambda: actions_opinions.ask_offices(
            by=office, case=case, offices=[place], due_on=DUE
        ),
    }


def test_every_step_in_every_state() -> None:
    office, place = user("coordinator"), work.office()
    case = work.under_review(office)
    work.check_all(office, case)
    wrong = []
    for state in STATES:
        Case.objects.filter(pk=case.pk).update(state=state)
        Clarification.objects.all().delete()
        if state == "clarification":
            Clarification.objects.create(
                case=case, text="?", due_on=DUE, asked_by=office, asked_at=case.saved_at, reply="Ja"
            )
        for event, act in steps(case, office, place).items():
            expected = CASE.find(state, event).target if event in CASE.events(state) else ""
            if state in QUIET.get(event, ()):
                expected = state
            reached = result_of(case, act)
            if reached != expected:
                wrong.append(f"{event} in {state}: {reached or 'refused'}, not {expected or 'so'}")
    assert not wrong, "\n".join(wrong)


def test_the_screens_keep_to_the_table() -> None:
    office = user("coordinator")
    case, desk = work.under_review(office), client_for(office)
    work.check_all(office, case)
    screens = {
        "reject_formally": "case_check_reject",
        "reopen": "case_check_reopen",
        "ask": "case_ask",
        "ask_offices": "case_ask_offices",
    }
    for state in (*STEPS, "rejected_formally", "approved"):
        Case.objects.filter(pk=case.pk).update(state=state)
        events = set(CASE.events(state))
        for event, name in screens.items():
            shown = desk.get(reverse(name, args=[case.pk])).status_code == 200
            joins = (event, state) == ("ask_offices", "opinion")
            assert shown == (event in events or joins), (event, state)
        page = desk.get(reverse("case_check", args=[case.pk])).content.decode()
        ready = reverse("case_check_ready", args=[case.pk])
        assert (f'action="{ready}"' in page) == ("make_ready" in events), state
        for name in ("case_check_begin", "case_check_ready"):
            if {"begin_review", "make_ready"} & events:
                continue
            assert desk.post(reverse(name, args=[case.pk])).status_code == 302
            assert Case.objects.get(pk=case.pk).state == state
