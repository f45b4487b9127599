"""The formal check: what the portal finds, what people record, what comes of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.budget.actions import commit
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.correspondence.models import Message
from projects.review import actions
from projects.review.alike import alikeness
from projects.review.kinds import PaperKind, Result
from projects.review.models import CheckResult
from projects.review.queries import Line, check_lines, unmet
from tests.factories import budget, members
from tests.factories import projects as make
from tests.factories import review as work
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def office() -> User:
    return user("coordinator")


def line(case: Case, code: str) -> Line:
    whole = whole_case(case.uuid)
    assert whole is not None
    return next(each for each in check_lines(whole) if each.item.code == code)


def found(case: Case, code: str) -> str:
    return str(line(case, code).result)


def test_beginning_writes_down_what_the_portal_finds(office: User) -> None:
    case = make.submitted()
    OutgoingMail.objects.all().delete()
    begun = actions.begin_review(by=office, case=case)
    assert begun.state == "under_review"
    kept = {each.item.code: each for each in CheckResult.objects.filter(case=case)}
    assert kept["cap"].result == Result.MET
    assert kept["cap"].by is None
    assert "aim" not in kept
    assert audit.history(case).last().event == "begin_review"
    mail = OutgoingMail.objects.get()
    assert mail.to == [case.owner.email]
    assert case.number in mail.subject
    again = actions.begin_review(by=office, case=case)
    assert again.state == "under_review"
    assert OutgoingMail.objects.count() == 1
    assert CheckResult.objects.filter(case=case).count() == len(kept)


FINDINGS: list[tuple[str, dict[str, Any], str]] = [
    ("complete", {}, Result.MET),
    ("complete", {"summary": ""}, Result.NOT_MET),
    ("area", {}, Result.NOT_APPLICABLE),
    ("period", {}, Result.MET),
    ("period", {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}, Result.MET),
    ("period", {"ends_on": date(2028, 1, 1)}, Result.NOT_MET),
    ("period", {"starts_on": date(2026, 12, 31)}, Result.NOT_MET),
    ("period", {"starts_on": None}, Result.NOT_MET),
    ("cap", {"amount_cents": 200_000}, Result.MET),
    ("cap", {"amount_cents": 200_001}, Result.NOT_MET),
    ("cap", {"amount_cents": None}, Result.NOT_MET),
    ("balance", {}, Result.MET),
    ("balance", {"amount_cents": 155_001}, Result.NOT_MET),
    ("duplicate", {}, Result.MET),
    ("early_start", {}, Result.MET),
    ("early_start", {"starts_on": date(2026, 11, 22)}, Result.NOT_MET),
    ("early_start", {"starts_on": date(2027, 1, 15)}, Result.NOT_MET),
    ("early_start", {"starts_on": date(2027, 1, 16)}, Result.MET),
    ("pot", {}, Result.MET),
    ("statutes", {}, Result.NOT_APPLICABLE),
    ("statutes", {"carrier_kind": "association"}, Result.NOT_MET),
]


def test_what_the_portal_finds(office: User) -> None:
    case = work.under_review(office)
    budget.funded(case.call, by=office)
    plain = Case.objects.filter(pk=case.pk).values().get()
    for code, columns, result in FINDINGS:
        Case.objects.filter(pk=case.pk).update(**{name: plain[name] for name in plain})
        Case.objects.filter(pk=case.pk).update(**columns)
        assert found(case, code) == result, (code, columns)


def test_costs_that_may_not_be_paid(office: User) -> None:
    case = work.under_review(office)
    assert found(case, "costs") == Result.MET
    item = case.cost_items.all()[0]
    item.category = case.call.programme.categories.get(code="building")
    item.save()
    assert "Holz (Bauen)" in line(case, "costs").note
    assert found(case, "costs") == Result.NOT_MET


def test_the_area_is_named_by_words_of_the_office(office: User) -> None:
    of = make.call(programme=make.programme(area={"de": "im Hammer Norden"}))
    work.checklist(of, area_words="Sorauer Straße\n59065")
    case = work.under_review(office, of)
    for place, result in (
        ("Karlsplatz", Result.OPEN),
        ("sorauer  straße 14", Result.MET),
        ("Haus, 59065 Hamm", Result.MET),
        ("159065", Result.OPEN),
    ):
        Case.objects.filter(pk=case.pk).update(place=place)
        assert found(case, "area") == result, place


def test_a_second_application_for_the_same_is_found(office: User) -> None:
    of = make.call()
    first = make.submitted(of, carrier_name="Nähtreff", title="Ganz anders")
    second = make.submitted(of, carrier_name="Chor", title="Hochbeete am Karls-Platz")
    make.draft(of)
    make.submitted(carrier_name="Gartengruppe", title="In einem anderen Topf")
    case = work.under_review(office, of)
    shown = line(case, "duplicate")
    assert [other.pk for other in shown.others] == [second.pk]
    Case.objects.filter(pk=first.pk).update(carrier_name="GARTENGRUPPE ")
    assert {other.pk for other in line(case, "duplicate").others} == {first.pk, second.pk}
    Case.objects.filter(pk__in=[first.pk, second.pk]).update(state="withdrawn")
    assert found(case, "duplicate") == Result.MET


def test_the_pot_is_information_only(office: User) -> None:
    of = make.call()
    done = make.submitted(of, carrier_name="Chor", title="Singen")
    case = work.under_review(office, of)
    budget.funded(of, 155_000, office)
    assert found(case, "pot") == Result.MET
    commit(by=office, case=done, cents=100, reason="Beschluss", key="c")
    shown = line(case, "pot")
    assert shown.result == Result.NOT_MET
    assert shown.is_done


def test_papers_expire(office: User) -> None:
    case = work.under_review(office, carrier_kind="association")
    until = date(2026, 11, 22)
    actions.note_paper(by=office, case=case, kind=PaperKind.STATUTES, valid_until=until)
    assert found(case, "statutes") == Result.MET
    with clock.frozen("2026-11-23 10:00"):
        assert found(case, "statutes") == Result.NOT_MET
    actions.note_paper(by=office, case=case, kind=PaperKind.STATUTES)
    assert found(case, "statutes") == Result.MET
    other = make.attach(make.draft())
    for kind, file, code in (("passport", None, "kind"), ("statutes", other.pk, "file")):
        with pytest.raises(NotAllowed) as refused:
            actions.note_paper(by=office, case=case, kind=kind, file_id=file)
        assert refused.value.code == code


def test_overruling_needs_a_note_and_holds_as_long_as_the_finding(office: User) -> None:
    case = work.under_review(office)
    Case.objects.filter(pk=case.pk).update(amount_cents=200_001)
    with pytest.raises(actions.Refused) as refused:
        work.say(office, case, "cap", Result.MET)
    assert refused.value.code == "note"
    case.refresh_from_db()
    work.say(office, case, "cap", Result.MET, "Rundung, mit der Kämmerei geklärt.")
    assert line(case, "cap").is_overruled
    assert found(case, "cap") == Result.MET
    Case.objects.filter(pk=case.pk).update(amount_cents=155_000)
    assert not line(case, "cap").is_overruled
    Case.objects.filter(pk=case.pk).update(amount_cents=200_002)
    assert line(case, "cap").is_overruled
    work.say(office, case, "cap", Result.NOT_MET)
    assert found(case, "cap") == Result.NOT_MET
    assert not line(case, "cap").is_overruled


def test_manual_results_are_kept_one_after_the_other(office: User) -> None:
    case, other = work.under_review(office), user("coordinator")
    with pytest.raises(actions.Refused):
        work.say(office, case, "aim", Result.NOT_MET)
    seen = work.entry(case, "aim", Result.NOT_MET, "Kein Ziel genannt.")
    assert actions.record_results(by=other, case=case, entries=[seen]) == 1
    assert actions.record_results(by=other, case=case, entries=[seen]) == 0
    late = actions.Entry(seen.item, Result.MET, "", seen.seen)
    with pytest.raises(actions.Refused) as refused:
        actions.record_results(by=office, case=case, entries=[late])
    assert refused.value.code == "changed"
    work.say(office, case, "aim", Result.MET)
    kept = [(each.result, each.by_id) for each in line(case, "aim").history]
    assert kept == [(Result.NOT_MET, other.pk), (Result.MET, office.pk)]


def test_nothing_is_recorded_where_one_entry_is_refused(office: User) -> None:
    case = work.under_review(office)
    entries = [
        work.entry(case, "aim", Result.MET),
        work.entry(case, "new", Result.NOT_MET),
    ]
    before = CheckResult.objects.count()
    with pytest.raises(actions.Refused):
        actions.record_results(by=office, case=case, entries=entries)
    assert CheckResult.objects.count() == before


def test_ready_only_when_every_required_item_is_done(office: User) -> None:
    case = work.under_review(office)
    with pytest.raises(NotAllowed) as refused:
        actions.make_ready(by=office, case=case)
    assert refused.value.code == "check_open"
    assert {each.item.code for each in unmet(case)} == {"aim", "new"}
    work.check_all(office, case)
    OutgoingMail.objects.all().delete()
    assert actions.make_ready(by=office, case=case).state == "ready"
    assert actions.make_ready(by=office, case=case).state == "ready"
    assert OutgoingMail.objects.count() == 1
    with pytest.raises(PermissionDenied):
        work.say(office, case, "aim", Result.OPEN)
    Case.objects.filter(pk=case.pk).update(amount_cents=999_999)
    assert found(case, "cap") == Result.MET, "what was recorded stays"


def test_four_eyes_where_the_programme_asks_for_it(office: User) -> None:
    of = make.call()
    work.checklist(of, four_eyes=True)
    case = work.under_review(office, of)
    work.check_all(office, case)
    with pytest.raises(NotAllowed) as refused:
        actions.make_ready(by=office, case=case)
    assert refused.value.code == "four_eyes"
    assert actions.make_ready(by=user("coordinator"), case=case).state == "ready"


def test_a_formal_rejection_says_why_in_the_portal(office: User) -> None:
    case = work.under_review(office, language="en")
    OutgoingMail.objects.all().delete()
    with pytest.raises(NotAllowed) as refused:
        actions.reject_formally(by=office, case=case, reason=" \x00")
    assert refused.value.code == "reason"
    done = actions.reject_formally(by=office, case=case, reason="Outside of the area.")
    assert done.state == "rejected_formally"
    assert actions.reject_formally(by=office, case=case, reason="x").state == "rejected_formally"
    mail = OutgoingMail.objects.get()
    assert "Outside" not in mail.text + mail.html
    assert "Not possible in this programme" in mail.subject
    assert Message.objects.get(case=case).text == "Outside of the area."
    entry = audit.history(case).get(event="reject_formally")
    assert entry.reason == "Outside of the area."


def test_nobody_else_works_on_a_case(office: User) -> None:
    fresh, case = make.submitted(), work.under_review(office)
    for role in Role:
        if role == Role.COORDINATOR:
            continue
        person = user(role)
        for act in (
            partial(actions.begin_review, case=fresh),
            partial(actions.record_results, case=case, entries=[]),
            partial(actions.note_paper, case=case, kind=PaperKind.STATUTES),
            partial(actions.reject_formally, case=case, reason="x"),
            partial(actions.make_ready, case=case),
        ):
            with pytest.raises(PermissionDenied):
                act(by=person)


def test_nobody_works_on_a_case_of_ones_own(office: User) -> None:
    mine = make.submitted(owner=office)
    with pytest.raises(PermissionDenied):
        actions.begin_review(by=office, case=mine)
    shared = make.submitted()
    members.member(shared, "edit", office)
    with pytest.raises(PermissionDenied):
        actions.begin_review(by=office, case=shared)


@given(st.text(max_size=40), st.text(max_size=40))
def test_alikeness_is_a_percentage_both_ways(one: str, other: str) -> None:
    percent = alikeness(one, other)
    assert 0 <= percent <= 100
    assert percent == alikeness(other, one)
    assert alikeness(one, one) in {0, 100}
