"""Visits of the coordination, rounds with carriers, the list of running projects."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import audit, clock, registry
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.casefile.content_monitoring import monitoring
from projects.cases.models import Case
from projects.monitoring import actions_rounds as actions
from projects.monitoring.actions_rounds import Told
from projects.monitoring.models_rounds import RoundProject
from projects.review.models_following import OfficeEntry
from tests.factories import meetings, proof
from tests.factories import monitoring as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def boss() -> User:
    """Somebody of the coordination."""
    return user("coordinator")


@pytest.fixture
def desk(boss: User) -> Client:
    """Their browser."""
    return client_for(boss)


@pytest.fixture
def case() -> Case:
    """A project that runs."""
    return proof.running()


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_coordination_notes_a_visit_and_a_task(case: Case, boss: User, desk: Client) -> None:
    visit = reverse("case_visit", args=[case.pk])
    assert desk.get(visit).status_code == 200
    today = clock.today()
    good = {
        "key": str(uuid4()),
        "kind": "visit",
        "day": today.isoformat(),
        "people": "Leitung, 12 Jugendliche",
        "text": "Die Beete stehen schon.",
        "agreed": "Wir fragen nach Erde.",
    }
    for change in (
        {"kind": "party"},
        {"day": (today + timedelta(days=1)).isoformat()},
        {"day": "9999-12-31"},
        {"text": " "},
        {"people": "x" * 500},
        {"agreed": "a\x00"},
    ):
        assert desk.post(visit, good | change).status_code == 422, change
    for _click in range(2):
        assert desk.post(visit, good).status_code == 302
    entry = OfficeEntry.objects.get()
    assert (entry.office, entry.people) == (None, "Leitung, 12 Jugendliche")
    task = {"kind": "task", "day": (today + timedelta(days=9)).isoformat(), "text": "Erde"}
    desk.post(visit, {**good, **task, "key": str(uuid4())})
    made = OfficeEntry.objects.get(kind="task")
    page = reverse("case_monitoring", args=[case.pk])
    assert f"{page}#visits" in [each.url for each in registry.tasks(boss)]
    done = reverse("case_visit_done", args=[case.pk, made.pk])
    html = text_of(desk.get(page))
    assert done in html
    assert "Wir fragen nach Erde." in html
    for _click in range(2):
        assert desk.post(done).status_code == 302
    made.refresh_from_db()
    assert made.done_by == boss
    assert "Leitung, 12 Jugendliche" in text_of(desk.get(reverse("cases:inspect", args=[case.pk])))
    own = reverse("application_monitoring", args=[case.call.code, case.uuid])
    assert "Die Beete stehen schon." not in text_of(client_for(case.owner).get(own))


def test_a_round_with_carriers(case: Case, boss: User, desk: Client) -> None:
    other, ended = proof.running(title="Chorabend"), proof.handed_in()
    meeting = meetings.meeting()
    show = reverse("meetings:show", args=[meeting.pk])
    rounds, choose, invite = (
        reverse(f"carrier_round{part}", args=[meeting.pk]) for part in ("", "_choose", "_invite")
    )
    assert rounds in text_of(desk.get(show))
    html = text_of(desk.get(choose))
    assert "Chorabend" in html
    assert str(ended.number) not in html
    for wrong in ([ended.pk], [10**30], ["x"]):
        assert desk.post(choose, {"cases": wrong}).status_code == 422
    for _click in range(2):
        desk.post(choose, {"cases": [case.pk, other.pk]})
    assert RoundProject.objects.count() == 2
    desk.post(choose, {"cases": [case.pk]})
    assert RoundProject.objects.get().case == case
    for _click in range(2):
        desk.post(invite)
    mail = OutgoingMail.objects.get(to=[case.owner.email], subject__contains="Einladung")
    assert "Aula" in mail.text
    desk.post(choose, {"cases": []})
    tell = reverse("carrier_round_tell", args=[meeting.pk, case.pk])
    said = {"key": str(uuid4()), "attended": "yes", "text": "Läuft gut.", "task": "Raum suchen"}
    assert desk.post(tell, {**said, "task": ""}).status_code == 422
    with clock.frozen(meeting.starts_at + timedelta(hours=1)):
        desk = client_for(boss)
        assert desk.post(tell, said).status_code == 422
        said["task_day"] = (clock.today() + timedelta(days=5)).isoformat()
        for _click in range(2):
            assert desk.post(tell, said).status_code == 302
        assert OfficeEntry.objects.get().text == "Raum suchen"
        assert tell in text_of(desk.get(rounds))
        assert "Läuft gut." in text_of(desk.get(rounds))
        assert "Läuft gut." in text_of(desk.get(reverse("case_monitoring", args=[case.pk])))
        with pytest.raises(NotAllowed, match="over"):
            actions.invite_carriers(by=boss, meeting=meeting)
    events = [entry.event for entry in audit.history(case)]
    assert [events.count(f"round_{name}") for name in ("joined", "invited", "noted")] == [1, 1, 1]
    assert desk.get(reverse("carrier_round", args=[10**30]), follow=True).status_code == 404


def test_nobody_notes_a_round_of_ones_own(boss: User) -> None:
    own, meeting = proof.running(owner=boss), meetings.meeting()
    with pytest.raises(NotAllowed, match="cases"):
        actions.choose_projects(by=boss, meeting=meeting, cases=[own.pk])
    joined = make.round_of(own, by=user("coordinator"))
    project = RoundProject.objects.get(meeting=joined)
    assert (
        client_for(boss)
        .get(reverse("carrier_round_tell", args=[joined.pk, own.pk]), follow=True)
        .status_code
        == 404
    )
    with pytest.raises(PermissionDenied):
        actions.note_round(by=boss, project=project, told=Told(True), key=uuid4())


def test_the_file_of_a_case_tells_of_it(case: Case, boss: User) -> None:
    make.milestone(case, by=boss)
    make.interim(case, needs_help=True, help_text="Ein Raum.")
    make.visit(case, by=boss, people="Leitung")
    make.flag(case, by=boss)
    told = [str(each) for each in monitoring(case, with_notes=True)]
    for part in ("Die Beete stehen", "Es geht gut voran.", "Ein Raum.", "Leitung", "beobachten"):
        assert part in told[0], part
    outside = str(monitoring(case, with_notes=False))
    assert "Die Beete stehen" in outside
    assert "Leitung" not in outside
    assert "beobachten" not in outside
    case.state = "ready"
    assert monitoring(case, with_notes=True) == []


def test_the_list_of_running_projects(case: Case, boss: User, desk: Client) -> None:
    late = proof.running(title="Chorabend")
    own = proof.running(title="Eigenes", owner=boss)
    proof.handed_in(title="Fertig")
    proof.receipt(case)
    make.milestone(case, by=user("coordinator"))
    make.milestone(late, days=-20, by=user("coordinator"))
    make.interim(case)
    make.flag(case, "red", by=user("coordinator"))
    index = reverse("running:index")
    html = text_of(desk.get(index)).replace("\xa0", " ")
    for part in ("Chorabend", "■", "gefährdet", "0 von 1", "1.550,00 €", "940,00 €"):
        assert part in html, part
    assert "noch nicht eingeschätzt" in html
    assert "vorgeschlagen: beobachten" in html
    assert own.title not in html
    assert "Fertig" not in html
    assert "Chorabend" not in text_of(desk.get(f"{index}?risiko=red"))
    only = text_of(desk.get(f"{index}?risiko=none"))
    assert "Chorabend" in only
    assert str(case.number) not in only
    assert "Chorabend" in text_of(desk.get(f"{index}?risiko=blau&p=x"))
    answer = desk.get(f"{reverse('running:file')}?risiko=red")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    head, row = sheet.iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert (told["Nummer"], told["Ausgezahlt"], told["Risiko"]) == (case.number, 1550, "gefährdet")
    assert audit.history(boss).filter(event="applications_exported").exists()


@pytest.mark.counted
def test_few_questions_however_many_run(case: Case, boss: User, desk: Client) -> None:
    def ask(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    index, meeting = reverse("running:index"), make.round_of(case, by=boss)
    rounds = reverse("carrier_round", args=[meeting.pk])
    desk.get(index)
    few = [ask(index), ask(rounds)]
    cases = [case]
    for _each in range(4):
        cases.append(proof.running(of=case.call))
        make.milestone(cases[-1], by=boss)
        make.interim(cases[-1])
        make.flag(cases[-1], by=boss)
    actions.choose_projects(by=boss, meeting=meeting, cases=[each.pk for each in cases])
    assert [ask(index), ask(rounds)] == few
    assert few[0] <= 26
