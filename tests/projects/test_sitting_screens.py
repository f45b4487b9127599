"""The controls of a sitting and the projector through the admin, as people use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.meetings.actions_minutes import begin_minutes
from actors.models import MinutesEntry
from projects.cases.models import Case
from projects.decision.models import Decision
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.models_votes import OpenVote
from tests.factories import meetings as plan
from tests.factories import sittings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def at(item: DecisionItem) -> str:
    return reverse("sitting_item", args=[item.item.meeting_id, item.pk])


def step(desk: Client, item: DecisionItem, name: str, **said: Any) -> Any:
    """Press a button as the page offers it now."""
    seen = said.pop("seen", make.fresh(item).version)
    return desk.post(at(item), {"step": name, "seen": seen, **said})


def motion_data(desk: Client, item: DecisionItem, **change: Any) -> dict[str, Any]:
    form = desk.get(at(item)).context["forms"]["motion"]
    said = {name: form[name].value() or "" for name in form.fields}
    return {**said, "outcome": "approved", "amount": "1.550,00", "reason": "Gut.", **change}


def put_motion(desk: Client, item: DecisionItem, **change: Any) -> Motion:
    assert step(desk, item, "motion", **motion_data(desk, item, **change)).status_code == 302
    return Motion.objects.get(item=item, state="made")


def test_a_case_is_put_on_the_agenda_and_taken_off(desk: Client) -> None:
    case = make.ready()
    put_on, inspect = (reverse(n, args=[case.pk]) for n in ("case_put_on", "cases:inspect"))
    assert "Noch keine Sitzung" not in desk.get(inspect).content.decode()
    assert desk.get(put_on).context["has_any"] is False
    meeting = plan.meeting(items=0)
    assert desk.post(put_on, {"meeting": "10" * 20}).status_code == 422
    assert desk.post(put_on, {"meeting": meeting.pk}).status_code == 302
    case.refresh_from_db()
    assert case.state == "scheduled"
    assert str(meeting) in desk.get(inspect).content.decode()
    assert desk.get(put_on).status_code == 302
    shown = desk.get(reverse("meetings:show", args=[meeting.pk])).content.decode()
    assert str(case.number) in shown
    off = reverse("case_take_off", args=[case.pk])
    assert desk.post(off, {"reason": ""}).status_code == 422
    assert "Später" in desk.post(off, {"reason": "Später\x00"}).content.decode()
    assert desk.post(off, {"reason": "Später."}).status_code == 302
    case.refresh_from_db()
    assert case.state == "ready"


def test_several_cases_at_once(desk: Client) -> None:
    of = make.call_with()
    cases = [make.ready(of, title=title) for title in ("Chor", "Garten", "Werkstatt")]
    meeting = plan.meeting(items=0)
    fill = reverse("sitting_fill", args=[meeting.pk])
    assert "Werkstatt" in desk.get(fill).content.decode()
    assert desk.post(fill, {"cases": ["7" * 30]}).status_code == 422
    assert desk.post(fill, {"cases": [cases[0].pk, cases[2].pk]}).status_code == 302
    assert [item.case.title for item in DecisionItem.objects.all()] == ["Chor", "Werkstatt"]


def test_a_sitting_from_motion_to_minutes(desk: Client) -> None:
    meeting, (item,) = make.opened(make.ready())
    minutes = begin_minutes(by=user("coordinator"), meeting=meeting)
    seats = make.seats_of(meeting)
    said = {"member": seats[4].pk, "kind": "declared", "reason": "Im Vorstand"}
    assert step(desk, item, "recuse", **said).status_code == 302
    motion = put_motion(desk, item, obligation_1="Aufbau melden.", due_1="2027-03-15")
    page = desk.get(at(item)).content.decode()
    assert "Mitglied" in page
    assert f'name="vote_{seats[4].pk}"' not in page
    votes = {f"vote_{seat.pk}": "yes" for seat in seats[:3]} | {f"vote_{seats[3].pk}": "no"}
    assert step(desk, item, "vote", motion=motion.pk, **votes).status_code == 302
    decision = Decision.objects.get()
    assert decision.outcome == "approved_with_obligations"
    page = desk.get(at(item)).content.decode()
    assert "8.450,00" in page
    assert decision.resolution in page
    entry = MinutesEntry.objects.get(minutes=minutes)
    assert "3 Ja, 1 Nein" in entry.motions
    assert "15. März 2027" in entry.motions
    assert decision.resolution in entry.result
    assert seats[4].shown_name in entry.recusals
    assert entry.reason == "Gut."
    overview = desk.get(reverse("sitting", args=[meeting.pk])).content.decode()
    assert decision.resolution in overview
    assert desk.get(reverse("meetings:show", args=[meeting.pk])).status_code == 200


def test_words_that_a_person_wrote_into_the_minutes_stay(desk: Client) -> None:
    meeting, (item,) = make.opened(make.ready())
    minutes = begin_minutes(by=user("coordinator"), meeting=meeting)
    MinutesEntry.objects.filter(minutes=minutes).update(reason="Von Hand.")
    motion = put_motion(desk, item)
    step(desk, item, "vote", motion=motion.pk, all="yes")
    entry = MinutesEntry.objects.get(minutes=minutes)
    assert entry.reason == "Von Hand."
    assert "5 Ja" in entry.motions


def test_an_older_form_is_refused_and_keeps_what_was_typed(desk: Client) -> None:
    _meeting, (item,) = make.opened(make.ready())
    other, data = client_for(user("coordinator")), motion_data(desk, item)
    put_motion(other, item, reason="Schneller.")
    answer = step(desk, item, "motion", seen=0, **{**data, "reason": "Meine lange Begründung"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Meine lange Begründung" in page
    assert "inzwischen" in page
    assert Motion.objects.get().reason == "Schneller."
    assert step(desk, item, "vote", seen="9" * 40, motion=1, all="yes").status_code == 422
    assert step(desk, item, "nonsense").status_code in {302, 404}


def test_a_double_click_counts_once(desk: Client) -> None:
    _meeting, (item,) = make.opened(make.ready())
    motion = put_motion(desk, item)
    said = {"motion": motion.pk, "all": "yes", "seen": make.fresh(item).version}
    for _each in range(2):
        assert step(desk, item, "vote", **said).status_code == 302
    assert OpenVote.objects.count() == 5
    assert Decision.objects.count() == 1


def test_what_the_pot_does_not_hold_is_said_at_the_amount(desk: Client) -> None:
    _meeting, (item,) = make.opened(make.ready(make.call_with(100_000)))
    answer = step(desk, item, "motion", **motion_data(desk, item, amount="1000,01"))
    assert answer.status_code == 422
    assert "amount" in answer.context["failed_form"].errors
    assert "1000,01" in answer.content.decode()


HOSTILE: list[dict[str, str]] = [
    {"amount": str(10**30), "reason": "a\x00b", "due_1": "99999-01-01", "outcome": "bewilligt"},
    {"amount": "-5", "reason": "x" * 100_000, "key": "kein"},
]


def test_bad_input_at_the_controls(desk: Client) -> None:
    _meeting, (item,) = make.opened(make.ready())
    data = motion_data(desk, item)
    for change in HOSTILE:
        answer = step(desk, item, "motion", **{**data, **change})
        assert answer.status_code == 422
        assert set(change) <= set(answer.context["failed_form"].errors)
    for member in ("9" * 40, "\x00"):
        said = {"member": member, "kind": "declared", "reason": ""}
        assert step(desk, item, "recuse", **said).status_code == 422, member
    for name in ("rule", "vote", "count"):
        answer = step(desk, item, name, motion="9" * 40, member="9" * 40, yes="9" * 40)
        assert answer.status_code == 422, name
    assert not Motion.objects.exists()
    assert not Recusal.objects.exists()


def test_the_projector_names_no_member_and_refreshes_itself(desk: Client) -> None:
    meeting, (item, _other) = make.opened(make.ready(), make.ready())
    seats = make.seats_of(meeting)
    step(desk, item, "recuse", member=seats[4].pk, kind="declared", reason="Im Vorstand")
    motion = put_motion(desk, item)
    beamer = reverse("sitting_projector", args=[meeting.pk])
    answer = desk.get(beamer)
    assert answer.headers["Refresh"] == "5"
    page = answer.content.decode()
    assert item.case.title in page
    assert "4 von 4" in page
    step(desk, item, "vote", motion=motion.pk, all="yes")
    page = desk.get(beamer).content.decode()
    assert "angenommen" in page
    assert "8.450,00" in page
    hidden = [seat.shown_name for seat in seats] + [item.case.contact_name, "Im Vorstand"]
    assert not [words for words in hidden if words in page]
    assert "<script" not in page


def test_a_committee_member_and_a_stranger_do_not_get_in() -> None:
    person = user("committee")
    body = committee(4)
    plan.seated(body)
    meeting, (item,) = make.opened(make.ready(), of=body)
    for name, keys in (("sitting", [meeting.pk]), ("sitting_item", [meeting.pk, item.pk])):
        for who in (person, user("applicant"), user("office")):
            assert client_for(who).get(reverse(name, args=keys)).status_code in {302, 403}
        assert client_for(user("auditor")).get(reverse(name, args=keys)).status_code == 200
    looking = client_for(user("finance"))
    assert "<form method" not in looking.get(at(item)).content.decode().split("<main")[-1]
    assert step(looking, item, "drop").status_code in {302, 403}
    for address in (
        f"{reverse('sitting', args=[meeting.pk])}top/{10**18}/",
        f"/admin/sitzung/{10**30}/",
    ):
        assert looking.get(address, follow=True).status_code == 404


def test_nobody_runs_an_item_of_their_own(desk: Client) -> None:
    mine = user("coordinator")
    meeting, (item,) = make.opened(make.ready(owner=mine))
    assert client_for(mine).get(at(item)).status_code in {302, 403}
    assert desk.get(at(item)).status_code == 200
    assert client_for(mine).get(reverse("sitting", args=[meeting.pk])).status_code == 200


def queries(desk: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert desk.get(address).status_code == 200
    return len(found)


@pytest.mark.counted
def test_the_number_of_queries_does_not_grow(desk: Client) -> None:
    of = make.call_with()
    small, (first,) = make.opened(make.ready(of))
    big, items = make.opened(*(make.ready(of) for _n in range(4)), of=committee(12, "gross"))
    for item in (first, *items):
        make.motion(item, make.REJECT)
    for name in ("sitting", "sitting_projector"):
        few, many = (queries(desk, reverse(name, args=[each.pk])) for each in (small, big))
        assert many <= few, name
    assert queries(desk, at(items[0])) <= queries(desk, at(first))
    assert queries(desk, at(first)) <= 50
    assert Case.objects.filter(state="scheduled").count() == 5
