"""The screens of a running project: the carrier's on the phone, the office's in the admin."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import audit, clock, registry
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.monitoring.models import Milestone, MilestoneStep, RiskMark
from projects.monitoring.models_notes import InterimCount, InterimNote, InterimRequest
from projects.monitoring.takeaway import add_monitoring_of
from tests.factories import monitoring as make
from tests.factories import proof
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def case() -> Case:
    """A project that runs."""
    return proof.running()


@pytest.fixture
def mine(case: Case) -> Client:
    """The carrier's browser."""
    return client_for(case.owner)


@pytest.fixture
def desk() -> Client:
    """The coordination's browser."""
    return client_for(user("coordinator"))


def area(name: str, case: Case, *more: Any) -> str:
    return reverse(name, args=[case.call.code, case.uuid, *more])


def typed(**said: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), **said}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_milestones_on_the_screens(case: Case, mine: Client, desk: Client) -> None:
    assert "Meilensteine" in text_of(mine.get(area("application_done", case)))
    new = area("application_milestone_new", case)
    said = typed(title="Die Beete stehen", due_on=make.in_days(10).isoformat())
    for change in (
        {"title": " "},
        {"title": "x" * 200},
        {"title": "a\x00"},
        {"due_on": "2026-02-30"},
        {"due_on": make.in_days(-1).isoformat()},
        {"due_on": "9999-12-31"},
        {"key": "1"},
    ):
        answer = mine.post(new, said | change)
        assert answer.status_code == 422, change
    assert "Die Beete stehen" in text_of(mine.post(new, said | {"due_on": ""}))
    for _click in range(2):
        assert mine.post(new, said).status_code == 302
    made = Milestone.objects.get()
    assert made.state == "suggested"
    page = reverse("case_monitoring", args=[case.pk])
    agree = reverse("case_milestone", args=[case.pk, 1, "agree"])
    assert agree in text_of(desk.get(page))
    assert desk.get(agree).status_code == 200
    assert desk.post(agree, {"text": "Gern!"}).status_code == 302
    assert "Meilenstein „Die Beete stehen“" in str(registry.tasks(case.owner))
    reached, later = (
        area(f"application_milestone_{name}", case, 1) for name in ("reached", "later")
    )
    assert later in text_of(mine.get(area("application_monitoring", case)))
    move = {"day": make.in_days(30).isoformat(), "text": "Das Holz kommt später."}
    for change in ({"day": make.in_days(5).isoformat()}, {"text": ""}, {"day": "x"}):
        assert mine.post(later, move | change).status_code == 422
    assert mine.post(later, move).status_code == 302
    assert "Das Holz kommt später." in text_of(desk.get(page))
    reach = {"day": clock.today().isoformat(), "text": "Alle Beete sind gebaut."}
    for change in ({"day": make.in_days(1).isoformat()}, {"text": " "}, {"day": ""}):
        assert mine.post(reached, reach | change).status_code == 422
    for _click in range(2):
        assert mine.post(reached, reach).status_code == 302
    reopen = reverse("case_milestone", args=[case.pk, 1, "reopen"])
    assert desk.post(reopen, {"text": ""}).status_code == 422
    assert desk.post(reopen, {"text": "Eines fehlt noch."}).status_code == 302
    assert "Eines fehlt noch." in text_of(mine.get(area("application_monitoring", case)))
    assert mine.post(reached, {**reach, "text": "Jetzt alle."}).status_code == 302
    confirm = reverse("case_milestone", args=[case.pk, 1, "confirm"])
    for _click in range(2):
        assert desk.post(confirm, {"text": ""}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.due_on) == ("confirmed", make.in_days(30))
    kinds = list(MilestoneStep.objects.values_list("kind", flat=True))
    assert kinds == ["suggest", "agree", "move", "reach", "reopen", "reach", "confirm"]
    for wrong in ((1, "party"), (9, "agree"), (10**30, "agree")):
        address = reverse("case_milestone", args=[case.pk, *wrong])
        assert desk.get(address, follow=True).status_code == 404


def test_an_interim_note_with_a_call_for_help(case: Case, mine: Client, desk: Client) -> None:
    planned = proof.indicator(case)
    ask = reverse("case_interim", args=[case.pk])
    asked = typed(due_on=make.in_days(10).isoformat(), text="Wie läuft es?")
    assert desk.get(ask).status_code == 200
    for _click in range(2):
        assert desk.post(ask, asked).status_code == 302
    assert desk.post(ask, asked | {"key": str(uuid4())}).status_code == 422
    form = area("application_interim", case)
    assert [each.url for each in registry.tasks(case.owner) if each.url == form] == [form]
    assert "Wie läuft es?" in text_of(mine.get(form))
    count = f"count_{planned.pk}"
    good = typed(text="Zwölf machen mit.", needs_help="yes", help_text="Ein Raum.", **{count: "12"})
    for change in (
        {"text": ""},
        {"text": "x" * 5000},
        {"text": "a\x00"},
        {"help_text": ""},
        {"needs_help": "perhaps"},
        {count: "-1"},
        {count: "viele"},
        {count: "99999999"},
    ):
        assert mine.post(form, good | change).status_code == 422, change
    assert "Zwölf machen mit." in text_of(mine.post(form, good | {"help_text": ""}))
    assert not InterimNote.objects.exists()
    for _click in range(2):
        assert mine.post(form, good).status_code == 302
    note = InterimNote.objects.get()
    assert (note.help_text, InterimCount.objects.get().count) == ("Ein Raum.", 12)
    assert InterimRequest.objects.get().note == note
    assert OutgoingMail.objects.filter(subject__contains="Hilfe").exists()
    helped = reverse("case_help", args=[case.pk, note.pk])
    boss = user("coordinator")
    assert helped in [each.url for each in registry.tasks(boss)]
    assert "12 von 20 geplant" in text_of(desk.get(reverse("case_monitoring", args=[case.pk])))
    assert "Ein Raum." in text_of(desk.get(reverse("cases:inspect", args=[case.pk])))
    assert desk.post(helped, {"text": ""}).status_code == 422
    assert desk.post(helped, {"text": "Die Schule hat einen."}).status_code == 302
    assert desk.post(helped, {"text": "Noch einmal."}).status_code == 422
    assert "Die Schule hat einen." in text_of(mine.get(area("application_monitoring", case)))
    assert helped not in [each.url for each in registry.tasks(boss)]


def test_the_risk_is_the_offices_alone(case: Case, mine: Client, desk: Client) -> None:
    make.milestone(case, days=-20)
    risk = reverse("case_risk", args=[case.pk])
    page = text_of(desk.get(risk))
    assert "ein Meilenstein ist überfällig" in page
    good = typed(level="yellow", reason="Der Raum fehlt.", next_step="Mit der Schule reden.")
    for change in ({"level": "blue"}, {"reason": ""}, {"next_step": ""}, {"key": "x"}):
        assert desk.post(risk, good | change).status_code == 422, change
    for _click in range(2):
        assert desk.post(risk, good).status_code == 302
    assert RiskMark.objects.count() == 1
    shown = text_of(desk.get(reverse("cases:inspect", args=[case.pk])))
    assert "▲" in shown
    assert "beobachten" in shown
    make.flag(case, "green")
    whole = text_of(desk.get(reverse("case_monitoring", args=[case.pk])))
    assert "Der Raum fehlt." in whole
    own = [area(name, case) for name in ("application_done", "application_monitoring")]
    for address in own:
        assert "Der Raum fehlt." not in text_of(mine.get(address))
        assert "beobachten" not in text_of(mine.get(address))
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        add_monitoring_of(case.owner, archive)
        told = archive.read(archive.namelist()[0]).decode()
    assert "Die Beete stehen" in told
    assert "Raum" not in told
    assert all(not entry.reason for entry in audit.history(case) if entry.event == "risk_set")


def test_an_accompanying_office_sees_how_it_goes(case: Case) -> None:
    followed, speaker = work.followed()
    Case.objects.filter(pk=followed.pk).update(state="running", is_sealed=False)
    followed.refresh_from_db()
    make.milestone(followed, title="Das Fest")
    make.interim(followed, "Die Gruppe wächst.")
    make.flag(followed)
    page = text_of(client_for(speaker.person).get(reverse("followed_case", args=[followed.uuid])))
    assert "Das Fest" in page
    assert "Die Gruppe wächst." in page
    assert "Raum fehlt" not in page


@pytest.mark.counted
def test_few_questions(case: Case, desk: Client, mine: Client) -> None:
    pages = [
        (desk, reverse("cases:inspect", args=[case.pk]), 20),
        (desk, reverse("case_monitoring", args=[case.pk]), 31),
        (mine, area("application_monitoring", case), 17),
    ]
    boss = user("coordinator")

    def count() -> list[int]:
        found = []
        for browser, address, _most in pages:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    make.milestone(case, by=boss)
    make.interim(case)
    make.flag(case, by=boss)
    few = count()
    for _each in range(6):
        make.milestone(case, by=boss)
        make.interim(case)
        make.flag(case, by=boss)
    assert count() == few
    assert all(number <= most for number, (_who, _where, most) in zip(few, pages, strict=True)), few
