"""Internal notes, who works on a case, tasks and their board."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.themes.models import Theme
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.registry import tasks
from projects.cases.models import Case
from projects.review.actions_work import assign_case, write_note
from projects.review.models_work import Assignment, InternalNote
from projects.review.queries_tasks import MOST_IN_COLUMN, board
from tests.factories import members
from tests.factories import projects as make
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
SECRET = "Nur für uns"


@pytest.fixture
def office() -> User:
    return user("coordinator")


@pytest.fixture
def desk(office: User) -> Client:
    return client_for(office)


def test_a_note_is_kept_once_and_never_shown_outside(office: User, desk: Client) -> None:
    case = make.submitted()
    address = reverse("case_note", args=[case.pk])
    data = {"text": SECRET, "key": str(uuid4())}
    assert desk.post(address, data).status_code == 302
    assert desk.post(address, data).status_code == 302
    note = InternalNote.objects.get()
    assert (note.by, note.text) == (office, SECRET)
    inspect = reverse("cases:inspect", args=[case.pk])
    assert SECRET in desk.get(inspect).content.decode()
    for role in ("finance", "auditor"):
        assert SECRET in client_for(user(role)).get(inspect).content.decode()
    owner = client_for(case.owner)
    for page in ("application_done", "application_changes"):
        html = owner.get(reverse(page, args=[case.call.code, case.uuid])).content.decode()
        assert SECRET not in html
    assert audit.history(case).last().event == "note_written"


def test_notes_refuse_bad_input_and_keep_what_was_typed(office: User, desk: Client) -> None:
    case = make.submitted()
    address, key = reverse("case_note", args=[case.pk]), str(uuid4())
    for text, typed in ((" ", ""), ("a\x00b", "a"), ("x" * 100_000, "x" * 100_000)):
        answer = desk.post(address, {"text": text, "key": key})
        assert answer.status_code == 422
        assert typed in answer.content.decode()
    assert desk.post(address, {"text": "Text", "key": "1"}).status_code == 422
    assert not InternalNote.objects.exists()
    write_note(by=office, case=case, text="Text", key=(taken := uuid4()))
    other = client_for(user("coordinator"))
    assert other.post(address, {"text": "Anders", "key": str(taken)}).status_code in {302, 403}
    assert InternalNote.objects.count() == 1


def test_only_the_coordination_notes_and_assigns(office: User) -> None:
    case, mine = make.submitted(), make.submitted(owner=office)
    people = [(user(role), case) for role in Role if role != Role.COORDINATOR]
    for person, of in [*people, (office, mine)]:
        for act in (
            partial(write_note, text="x", key=uuid4()),
            partial(assign_case, person=office),
        ):
            with pytest.raises(PermissionDenied):
                act(by=person, case=of)


def test_a_case_gets_somebody_and_somebody_who_stands_in(office: User, desk: Client) -> None:
    case, other = make.submitted(), user("coordinator")
    address = reverse("case_assign", args=[case.pk])
    assert str(office.pk) == desk.get(address).context["form"]["person"].value()
    data = {"person": office.pk, "substitute": other.pk}
    assert desk.post(address, data).status_code == 302
    assert desk.post(address, data).status_code == 302
    now = Assignment.objects.get()
    assert (now.person, now.substitute) == (office, other)
    events = [entry.event for entry in audit.history(case)]
    assert events.count("case_assigned") == 1
    assert office.name in desk.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    for wrong in (
        {"person": office.pk, "substitute": office.pk},
        {"person": "", "substitute": office.pk},
        {"person": "9" * 30},
        {"person": user("finance").pk},
    ):
        assert desk.post(address, wrong).status_code == 422, wrong
    assert desk.post(address, {"person": ""}).status_code == 302
    assert not Assignment.objects.exists()
    assert desk.post(address, {"person": ""}).status_code == 302


def test_nobody_is_given_a_case_of_ones_own(office: User) -> None:
    colleague = user("coordinator")
    case = make.submitted(owner=colleague)
    with pytest.raises(NotAllowed) as refused:
        assign_case(by=office, case=case, person=colleague)
    assert refused.value.code == "person"
    shared = make.submitted()
    members.member(shared, "view", colleague)
    with pytest.raises(NotAllowed) as refused:
        assign_case(by=office, case=shared, person=office, substitute=colleague)
    assert refused.value.code == "substitute"


def test_my_tasks_name_what_is_next_and_by_when(office: User) -> None:
    colleague = user("coordinator")
    first, second = make.submitted(title="Eins"), work.under_review(office, title="Zwei")
    lonely = tasks(office)[0]
    assert "2 Anträge" in lonely.title
    assert lonely.url.endswith("?who=nobody")
    assert lonely.due == "2027-01-15"
    assign_case(by=office, case=first, person=colleague, substitute=office)
    assign_case(by=office, case=second, person=office)
    titles = [task.title for task in tasks(office)]
    assert f"{first.number} Eins: Formale Prüfung beginnen (Sie vertreten)" in titles
    assert f"{second.number} Zwei: Formale Prüfung abschließen" in titles
    assert [f"{first.number} Eins: Formale Prüfung beginnen"] == [
        task.title for task in tasks(colleague)
    ]
    Case.objects.filter(pk=second.pk).update(state="approved")
    assert len(tasks(office)) == 1
    for role in ("finance", "auditor", "applicant"):
        assert not tasks(user(role))


def test_the_board_sorts_by_day_and_narrows(office: User, desk: Client) -> None:
    soon = make.call(sitting_on=date(2026, 12, 20))
    late = make.submitted(title="Später")
    early, mine = make.submitted(soon, title="Früher"), work.under_review(office)
    make.draft()
    assign_case(by=office, case=mine, person=office)
    columns = {column.state: column for column in board("all", office)}
    assert [card.case.pk for card in columns["submitted"].cards] == [early.pk, late.pk]
    assert [card.person for card in columns["under_review"].cards] == [office.name]
    assert {c.state: c.total for c in board("mine", office) if c.total} == {"under_review": 1}
    assert {c.state: c.total for c in board("nobody", office) if c.total} == {"submitted": 2}
    address = reverse("task_board")
    html = desk.get(address).content.decode()
    assert mine.number in html
    assert early.number not in html
    html = desk.get(f"{address}?who=all").content.decode()
    assert early.number in html
    assert "bis 20.12.2026" in html
    with clock.frozen("2026-12-21 08:00"):
        assert "war fällig am 20.12.2026" in desk.get(f"{address}?who=x").content.decode()
    reader = client_for(user("auditor")).get(address)
    assert early.number in reader.content.decode()
    assert "who=mine" not in reader.content.decode()


@pytest.mark.counted
def test_the_board_asks_few_questions_of_the_database(office: User, desk: Client) -> None:
    of = make.call()
    made = make.many_cases(of, user("applicant"), 5)
    address = f"{reverse('task_board')}?who=all"
    desk.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    few = queries()
    theme = Theme.objects.first()
    now = clock.now()
    Case.objects.bulk_create(
        Case(
            owner=made[0].owner,
            call=of,
            theme=theme,
            state=("submitted", "under_review", "ready")[number % 3],
            number=f"X-{number}",
            created_at=now,
            saved_at=now,
            submitted_at=now,
        )
        for number in range(5_000)
    )
    assert queries() == few <= 8
    columns = {column.state: column for column in board("all", office)}
    assert len(columns["submitted"].cards) == MOST_IN_COLUMN
    assert columns["submitted"].more == 5 + 1667 - MOST_IN_COLUMN


def test_a_task_of_the_board_is_no_address_for_others() -> None:
    answers: dict[str, Any] = {}
    for role in Role:
        answers[role] = client_for(user(role)).get(reverse("task_board")).status_code
    open_to = {role for role, status in answers.items() if status == 200}
    assert open_to == {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR}
