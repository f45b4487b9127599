"""The own budget: figures and lights, who may do what in which state, money that goes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.household import actions, actions_carry, actions_money, actions_projects
from projects.household.models import OwnBudget
from projects.household.models_money import BudgetCarry, BudgetPosting, Forecast, PlanChange
from projects.household.models_projects import FundingStep
from projects.household.queries import whole_of
from projects.household.queries_tasks import household_tasks
from projects.household.sums import Limits
from tests.factories import household as make
from tests.factories.accounts import user


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.frozen("2026-11-22 10:00"):
        yield


def world(state: str, by: User) -> tuple[OwnBudget, dict[str, Callable[[Any], Any]]]:
    """A budget in a state, and every write on it as somebody."""
    of = make.budget(by)
    income, row = make.position(by, of, "income"), make.position(by, of)
    spare = make.position(by, of)
    funding = make.funding(by, of)
    posting: Any = None
    if state != "draft":
        actions.agree_budget(by=by, budget=of)
        make.booked(by, income, 200_000)
        posting = make.booked(by, row, 100)
    if state == "closed":
        actions.close_budget(by=by, budget=of, reason="x")
    later = make.budget(by, 2027)
    of.refresh_from_db()
    noted = {"reason": "x", "key": "k"}
    days = {"starts_on": of.starts_on, "ends_on": of.ends_on}
    new = {"side": "income", "number": "N", "label": "Neu", "cents": 1}
    day = of.starts_on
    acts: dict[str, Callable[[Any], Any]] = {
        "change": lambda who: actions.change_budget(
            by=who, budget=of, title="t", limits=Limits(), **days
        ),
        "project": lambda who: actions.add_project(by=who, budget=of, name="p"),
        "funder": lambda who: actions_projects.add_funder(
            by=who, project=funding.project, funder=make.funder()
        ),
        "step": lambda who: actions_projects.note_step(
            by=who, funding=funding, kind="asked", cents=1, on=day, **noted
        ),
        "add": lambda who: actions.add_position(by=who, budget=of, **new),
        "rewrite": lambda who: actions.change_position(
            by=who, position=row, number="M", label="x", cents=2
        ),
        "drop": lambda who: actions.drop_position(by=who, position=spare),
        "agree": lambda who: actions.agree_budget(by=who, budget=of),
        "later": lambda who: actions_money.add_later(by=who, budget=of, **new, **noted),
        "plan": lambda who: actions_money.change_plan(by=who, position=row, cents=7, **noted),
        "book": lambda who: actions_money.book(by=who, position=row, cents=7, on=day, **noted),
        "forecast": lambda who: actions_money.forecast(by=who, position=row, cents=7, **noted),
        "close": lambda who: actions.close_budget(by=who, budget=of, reason="x"),
        "carry": lambda who: actions_carry.carry_over(
            by=who, source=of, target=later, positions=[spare.pk], **noted
        ),
    }
    if posting:
        acts["take_back"] = lambda who: actions_money.take_back(by=who, posting=posting, **noted)
    return of, acts


ALWAYS = {"change", "project", "funder", "step"}
POSSIBLE = {
    "draft": ALWAYS | {"add", "rewrite", "drop", "agree"},
    "agreed": ALWAYS | {"later", "plan", "book", "forecast", "close", "take_back"},
    "closed": {"carry"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", POSSIBLE)
def test_every_write_in_every_state_by_every_role(state: str) -> None:
    by = user("coordinator")
    _of, acts = world(state, by)
    others = {role: user(role) for role in Role if role != Role.COORDINATOR}
    for name, act in acts.items():
        for role, who in others.items():
            if role == Role.FINANCE and name in {"book", "take_back"}:
                assert attempt(act, who) == attempt(act, by)
                continue
            with pytest.raises(PermissionDenied), transaction.atomic():
                act(who)
        found = attempt(act, by)
        assert found == ("" if name in POSSIBLE[state] else "state"), name


def attempt(act: Callable[[Any], Any], who: User) -> str:
    """The code of the refusal, empty where it worked; nothing stays."""
    try:
        with transaction.atomic():
            act(who)
            transaction.set_rollback(True)
    except NotAllowed as refused:
        return refused.code
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("model", [PlanChange, Forecast, BudgetPosting, BudgetCarry, FundingStep])
def test_the_database_refuses_changes(model: Any) -> None:
    by = user("coordinator")
    of, income, row = make.agreed(by)
    make.booked(by, income, 900)
    said = {"reason": "x", "key": "k"}
    actions_money.change_plan(by=by, position=row, cents=700, **said)
    actions_money.forecast(by=by, position=row, cents=100, **said)
    funding = make.funding(by, of)
    actions_projects.note_step(
        by=by, funding=funding, kind="asked", cents=5, on=of.starts_on, **said
    )
    actions.close_budget(by=by, budget=of, reason="x")
    later = make.budget(by, 2027)
    actions_carry.carry_over(
        by=by, source=of, target=later, positions=[row.pk], reason="x", key="c"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(cents=1)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_a_key_is_one_posting() -> None:
    by = user("coordinator")
    _of, income, row = make.agreed(by)
    first = make.booked(by, row, 100, key="same")
    assert make.booked(by, row, 100, key="same") == first
    for other in ({"cents": 200}, {"on": income}):
        with pytest.raises(NotAllowed) as found:
            said: dict[str, Any] = {"on": row, "cents": 100, **other}
            make.booked(by, **said, key="same")
        assert found.value.code == "key_used"
    assert BudgetPosting.objects.count() == 1


@pytest.mark.django_db
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    plans=st.lists(st.integers(0, 900), min_size=1, max_size=4),
    spent=st.lists(st.integers(0, 900), min_size=4, max_size=4),
    came=st.integers(0, 3000),
    data=st.data(),
)
def test_what_is_carried_over_was_there(
    plans: list[int], spent: list[int], came: int, data: st.DataObject
) -> None:
    """No more goes over than came in and was not spent, and no position gives more than it had."""
    with transaction.atomic():
        by = user("coordinator")
        old = make.budget(by)
        income = make.position(by, old, "income", 1000)
        rows = [make.position(by, old, cents=cents) for cents in plans]
        actions.agree_budget(by=by, budget=old)
        for row, cents in [(income, came), *zip(rows, spent, strict=False)]:
            if cents:
                make.booked(by, row, cents)
        actions.close_budget(by=by, budget=old, reason="x")
        later = make.budget(by, 2027)
        for _try in range(3):
            chosen = data.draw(st.sets(st.sampled_from([row.pk for row in rows])))
            said = {"source": old, "target": later, "positions": chosen, "key": str(uuid4())}
            try:
                actions_carry.carry_over(by=by, **said, reason="x")
            except NotAllowed as refused:
                assert refused.code in {"nothing_left", "none_chosen", "carried", "above_surplus"}
        whole, gone = whole_of(later), BudgetCarry.objects.filter(source__budget=old)
        total = sum(each.cents for each in gone)
        assert total <= max(came - sum(spent[: len(rows)]), 0)
        assert whole.income.actual == whole.income.plan == whole.expenditure.plan == total
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_red_light_is_a_task_of_those_who_work_on_it() -> None:
    by = user("coordinator")
    of, _income, row = make.agreed(by)
    assert list(household_tasks(by)) == []
    make.booked(by, row, 100_001)
    for role, count in (("coordinator", 1), ("finance", 1), ("auditor", 0), ("applicant", 0)):
        found = list(household_tasks(user(role)))
        assert [task.url for task in found] == [f"/admin/budgetaufstellung/{of.pk}/"] * count
    actions.close_budget(by=by, budget=of, reason="x")
    assert list(household_tasks(by)) == []
