"""Members score beforehand: who may, what others see when, and what the application shows."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.meetings import actions as meetings
from actors.models import Body, BodyMember
from portal.accounts.models import User
from portal.cms.fields import Labels
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.registry import tasks
from projects.calls.models import Call
from projects.sittings import actions_recusals as recusals
from projects.sittings.actions_agenda import take_off
from projects.sittings.actions_scores import save_assessment
from projects.sittings.actions_secret import begin_ballot
from projects.sittings.models import DecisionItem, Recusal, SittingSettings
from projects.sittings.models_scores import Assessment, Criterion, Score
from projects.sittings.queries_scores import criteria_for, standings
from projects.sittings.takeaway import add_sittings_of
from tests.factories import meetings as plan
from tests.factories import sittings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def criterion(of: Call, label: str = "Bedarf", weight: int = 1, **fields: Any) -> Criterion:
    fields = {"valid_from": date(2020, 1, 1), "labels": Labels(de=label), **fields}
    return Criterion.objects.create(programme=of.programme, weight=weight, **fields)


def sitting(
    count: int = 1, members: int = 2, code: str = "komitee"
) -> tuple[list[DecisionItem], list[User], Body]:
    """An invited sitting with so many items, two criteria, and members with an account."""
    of, body = make.call_with(), committee(3, code)
    criterion(of), criterion(of, "Wirkung", 2)
    people = [plan.seated(body)[0] for _each in range(members)]
    cases = [make.ready(of, title=f"Vorhaben {n + 1}") for n in range(count)]
    meeting, items = make.planned(*cases, of=body)
    meetings.invite(by=user("coordinator"), meeting=meeting)
    return [make.fresh(item) for item in items], people, body


def score(by: User, item: DecisionItem, *points: int, note: str = "") -> Assessment:
    keys = [each.pk for each in criteria_for(item)]
    pairs = dict(zip(keys, points, strict=True))
    return save_assessment(by=by, item=make.fresh(item), points=pairs, note=note)


def page(item: DecisionItem) -> str:
    return reverse("my_item", args=[item.item.meeting_id, item.pk])


def test_average_spread_and_rank() -> None:
    items, (one, two), _body = sitting(3)
    score(one, items[0], 5, 2)
    score(two, items[0], 1, 1)
    score(one, items[1], 4, 4)
    found = standings(items)
    assert (found[items[0].pk].average, found[items[0].pk].spread) == ("2,0", "2,0")
    assert [found[item.pk].rank for item in items] == [2, 1, None]
    score(two, items[0], 5, 5)
    assert Assessment.objects.count() == 3
    assert standings(items)[items[0].pk].average == "4,0"


def test_a_recused_member_does_not_score_and_is_not_counted() -> None:
    (item,), (one, two), body = sitting()
    score(one, item, 5, 5)
    score(two, item, 1, 1)
    recusals.declare_own_recusal(by=one, item=item, reason="Im Vorstand")
    recusals.declare_own_recusal(by=one, item=item, reason="noch einmal")
    assert Recusal.objects.get().reason == "Im Vorstand"
    assert standings([item])[item.pk].average == "1,0"
    with pytest.raises(PermissionDenied):
        score(one, item, 3, 3)
    owner = item.case.owner
    member(body, person=owner)
    with pytest.raises(PermissionDenied):
        score(owner, item, 5, 5)


def test_who_may_not_score() -> None:
    (item,), (one, _two), body = sitting()
    adviser = user("committee")
    member(body, function="advisory", person=adviser)
    stands_in = user("committee")
    member(body, person=stands_in, substitute_of=make.seats_of(item.item.meeting)[0])
    for person in (adviser, stands_in, user("coordinator"), user("applicant")):
        with pytest.raises(PermissionDenied):
            score(person, item, 1, 1)
    keys = [each.pk for each in criteria_for(item)]
    for points, code in (
        ({keys[0]: 1}, "criteria"),
        ({keys[0]: 1, keys[1]: 6}, "points"),
        ({keys[0]: -1, keys[1]: 1}, "points"),
        ({keys[0]: 1, keys[1]: 1, 10**9: 1}, "criteria"),
    ):
        with pytest.raises(NotAllowed, match=code):
            save_assessment(by=one, item=item, points=points)
    with pytest.raises(NotAllowed, match="long"):
        score(one, item, 1, 1, note="x" * 100_000)
    assert not Assessment.objects.exists()
    made = score(one, item, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(assessment=made, criterion_id=keys[0], points=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.filter(assessment=made).update(points=6)


def test_scores_end_when_the_sitting_opens() -> None:
    (item,), (one, two), _body = sitting()
    score(one, item, 5, 5)
    meetings.open_meeting(by=user("coordinator"), meeting=item.item.meeting)
    with pytest.raises(PermissionDenied):
        score(two, item, 1, 1)
    assert "Durchschnitt 5,0" in client_for(two).get(page(item)).content.decode()


def test_others_points_are_hidden_until_ones_own_are_in() -> None:
    (item,), (one, two), _body = sitting()
    desk = client_for(user("coordinator"))
    score(one, item, 5, 5)
    assert "5,0" not in client_for(two).get(page(item)).content.decode()
    overview = reverse("sitting", args=[item.item.meeting_id])
    assert desk.get(overview).context["scores"] == []
    score(two, item, 0, 0)
    shown = client_for(two).get(page(item)).content.decode()
    assert "Durchschnitt 2,5" in shown
    assert one.name not in shown
    meetings.open_meeting(by=user("coordinator"), meeting=item.item.meeting)
    assert "2,5" in desk.get(overview).content.decode()
    beamer = desk.get(reverse("sitting_projector", args=[item.item.meeting_id]))
    assert "2,5" not in beamer.content.decode()


def test_the_way_of_a_member_on_the_phone() -> None:
    (item,), (one, _two), _body = sitting()
    browser, keys = client_for(one), [each.pk for each in criteria_for(item)]
    assert [task.title for task in tasks(one)] == ["Anträge vor der Sitzung bewerten (1)"]
    overview = reverse("my_meeting", args=[item.item.meeting_id])
    assert page(item) in browser.get(overview).content.decode()
    data = {"step": "score", f"points_{keys[0]}": "4", "note": "Gut gedacht"}
    answer = browser.post(page(item), data)
    assert answer.status_code == 422
    assert "Gut gedacht" in answer.content.decode()
    assert not Assessment.objects.exists()
    for bad in ("6", "9" * 40, "\x00"):
        assert browser.post(page(item), {**data, f"points_{keys[1]}": bad}).status_code == 422
    assert browser.post(page(item), {**data, f"points_{keys[1]}": "5"}).status_code == 302
    assert Assessment.objects.get().note == "Gut gedacht"
    assert not tasks(one)
    assert "Gut gedacht" in browser.get(page(item)).content.decode()
    assert browser.post(page(item), {"step": "nonsense"}).status_code == 404
    assert browser.post(page(item), {"step": "recuse", "reason": "x" * 2000}).status_code == 422
    assert browser.post(page(item), {"step": "recuse", "reason": "Bruder"}).status_code == 302
    shown = browser.get(page(item)).content.decode()
    assert "Sie sind befangen" in shown
    assert "Wir bauen 18 Hochbeete" not in shown


def test_what_a_member_reads_and_what_not() -> None:
    of, body = make.call_with(), committee(3)
    person, _seat = plan.seated(body)
    case = make.ready(of)
    paper = make.paper(case)
    by = user("coordinator")
    meeting, (item,) = make.planned(case, of=body)
    browser = client_for(person)
    assert browser.get(page(item)).status_code == 404
    meetings.invite(by=by, meeting=meeting)
    shown = browser.get(page(item)).content.decode()
    assert "Wir bauen 18 Hochbeete" in shown
    assert "Holz" in shown
    for kept in (case.contact_email, case.contact_phone, case.contact_name):
        assert kept not in shown
    file = reverse("my_item_file", args=[meeting.pk, item.pk, paper.pk])
    assert paper.name in shown
    answer = browser.get(file)
    assert b"".join(answer).startswith(b"%PDF")
    receipt = reverse("my_item_file", args=[meeting.pk, item.pk, paper.pk + 999])
    assert browser.get(receipt).status_code == 404
    for who in (case.owner, user("committee"), user("coordinator"), user("auditor")):
        assert client_for(who).get(file).status_code == 404
        assert client_for(who).get(page(item)).status_code == 404
    recusals.declare_own_recusal(by=person, item=make.fresh(item), reason="")
    assert browser.get(file).status_code == 404


def test_a_paper_of_the_item_is_barred_for_the_recused() -> None:
    (item,), (one, two), _body = sitting()
    paper = plan.paper(item.item.meeting, item=item.item)
    address = reverse("meeting_paper", args=[item.item.meeting_id, paper.pk])
    recusals.declare_own_recusal(by=one, item=item, reason="")
    assert client_for(one).get(address).status_code == 404
    answer = client_for(two).get(address)
    assert b"".join(answer)


def test_a_secret_ballot_on_the_phone() -> None:
    (item,), (one, _two), _body = sitting()
    by, browser = user("coordinator"), client_for(one)
    meeting = meetings.open_meeting(by=by, meeting=item.item.meeting)
    make.came(meeting, by=by)
    make.motion(item)
    now = make.fresh(item)
    begin_ballot(by=by, item=now, seen=now.version)
    assert "Geheime Abstimmung" in browser.get(page(item)).content.decode()
    assert browser.post(page(item), {"step": "ballot"}).status_code == 422
    assert browser.post(page(item), {"step": "ballot", "choice": "yes"}).status_code == 302
    again = browser.post(page(item), {"step": "ballot", "choice": "no"})
    assert again.status_code == 422
    assert "Sie haben schon abgestimmt" in again.content.decode()
    assert "ohne Namen" not in again.content.decode()


def test_the_applicant_reads_nothing_of_it() -> None:
    (item,), (one, two), _body = sitting()
    score(one, item, 1, 1, note="Streng geheim")
    score(two, item, 1, 1)
    mine = client_for(item.case.owner)
    done = reverse("application_done", args=[item.case.call.code, item.case.uuid])
    shown = mine.get(done).content.decode()
    for words in ("Streng geheim", "bewertet", "Durchschnitt"):
        assert words not in shown
    assert not audit.history(item.case).filter(event="scored", data__has_key="points").exists()


def test_without_scores_and_with_criteria_of_other_days() -> None:
    (item,), (one, _two), body = sitting()
    Criterion.objects.filter(labels__de="Wirkung").update(valid_until=date(2026, 11, 30))
    assert len(criteria_for(item)) == 1
    SittingSettings.objects.create(programme=item.case.call.programme, body=body, scores=False)
    assert criteria_for(item) == []
    assert "Behalten" not in client_for(one).get(page(item)).content.decode()
    assert not tasks(one)


def test_taking_off_deletes_the_scores_and_the_copy_of_data_holds_them() -> None:
    (item,), (one, _two), _body = sitting()
    score(one, item, 2, 3, note="Meins")
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        add_sittings_of(one, archive)
        add_sittings_of(user("committee"), archive)
    with ZipFile(target) as archive:
        assert archive.namelist() == ["abstimmungen.json"]
        assert "Meins" in archive.read("abstimmungen.json").decode()
    take_off(by=user("coordinator"), case=item.case, reason="Später.")
    assert not Score.objects.exists()
    assert client_for(one).get(page(item)).status_code == 404


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


@pytest.mark.counted
def test_the_number_of_queries_does_not_grow() -> None:
    few, (one, _two), _body = sitting(1)
    many, (other, *_more), _body = sitting(5, 6, "gross")
    for items, person in ((few, one), (many, other)):
        score(person, items[0], 1, 2)
    pair = ((one, few), (other, many))
    counts = [
        queries(client_for(who), reverse("my_meeting", args=[items[0].item.meeting_id]))
        for who, items in pair
    ]
    assert counts[1] <= counts[0]
    assert BodyMember.objects.exists()
