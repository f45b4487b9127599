"""The ledger: sums, limits, counter-entries, and that nothing changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.roles import Role
from portal.kernel.audit import LogEntry
from projects.budget import actions, queries, sums
from projects.budget.models import LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.sums import Line, Pot
from projects.cases.models import Case
from projects.intake.actions import withdraw_application
from projects.programmes.models import FundingPeriod
from tests.factories import projects as make
from tests.factories.accounts import user

LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(sorted(sums.EFFECTS)),
        st.integers(1, 10**13),
        st.booleans(),
        st.integers(1, 3),
        st.integers(1, 2) | st.none(),
    ),
    max_size=30,
)


@given(LINES, st.randoms())
def test_no_cent_is_lost_in_any_order(lines: list[Line], random: Any) -> None:
    shuffled = random.sample(lines, len(lines))
    found = sums.pot(lines)
    assert found == sums.pot(shuffled)
    assert found.left == sum(line.signed for line in lines)
    assert sum(sums.by_case(lines).values()) == found.committed
    assert sum(sums.by_theme(lines).values()) == found.committed


@given(LINES, st.sampled_from(sorted(sums.EFFECTS)), st.integers(1, 10**13))
def test_a_counter_entry_restores(lines: list[Line], kind: str, cents: int) -> None:
    both = [Line(kind, cents, case=1), Line(kind, cents, True, case=1)]
    assert sums.pot([*lines, *both]) == sums.pot(lines)


def funded(cents: int = 300_000) -> tuple[Any, Case]:
    by, call = user("coordinator"), make.call()
    case = make.draft(call)
    actions.allot(by=by, period=call.period, cents=cents, reason="Bescheid", key="a")
    return by, case


def refused(code: str, act: Callable[..., Any], **said: Any) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises(LedgerError) as found:
        act(**{"reason": "Grund", "key": "refused", **said})
    assert found.value.code == code
    assert str(found.value)
    assert LedgerEntry.objects.count() == before


@pytest.mark.django_db
def test_commit_release_and_counter_keep_to_pot_and_cap() -> None:
    by, case = funded()
    period = case.call.period
    refused("above_cap", actions.commit, by=by, case=case, cents=200_001)
    held = actions.commit(by=by, case=case, cents=200_000, reason="Beschluss", key="c")
    refused("above_pot", actions.commit, by=by, case=make.draft(case.call), cents=100_001)
    refused("above_open", actions.release, by=by, case=case, cents=200_001)
    freed = actions.release(by=by, case=case, cents=50_000, reason="Weniger", key="r")
    assert queries.pot_of(period) == Pot(300_000, 150_000, 50_000)
    assert queries.left_in(period) == 150_000
    assert queries.open_commitment(case) == 150_000
    assert queries.shares_by_theme(period) == {case.theme_id: 150_000}
    refused("above_open", actions.counter, by=by, entry=held)
    back = actions.counter(by=by, entry=freed, reason="Irrtum", key="k")
    assert queries.open_commitment(case) == 200_000
    refused("not_counterable", actions.counter, by=by, entry=freed)
    refused("not_counterable", actions.counter, by=by, entry=back)
    refused("above_pot", actions.counter, by=by, entry=LedgerEntry.objects.get(key="a"))
    assert LogEntry.objects.filter(event="ledger_counter", reason="Irrtum").count() == 1


@pytest.mark.django_db
def test_who_withdraws_an_awarded_application_frees_its_money() -> None:
    by, draft = funded()
    period, case, other = draft.call.period, make.submitted(draft.call), make.submitted(draft.call)
    before = queries.left_in(period)
    actions.commit(by=by, case=case, cents=50_000, reason="Beschluss", key="award")
    Case.objects.filter(pk=case.pk).update(state="approved")
    for reason in ("Kein Platz mehr.", ""):
        withdraw_application(by=case.owner, case=case, reason=reason)
    withdraw_application(by=other.owner, case=other)
    assert queries.open_commitment(case) == 0
    assert queries.left_in(period) == before
    freed = LedgerEntry.objects.get(kind="release")
    assert (freed.case, freed.cents, freed.by) == (case, 50_000, case.owner)
    assert freed.reason == "Kein Platz mehr."


@pytest.mark.django_db
def test_the_same_posting_twice_is_one_entry() -> None:
    by, case = funded()
    said = {"by": by, "case": case, "cents": 200_000, "reason": "Beschluss", "key": "c"}
    assert actions.commit(**said) == actions.commit(**said)
    assert queries.open_commitment(case) == 200_000
    refused("key_used", actions.commit, **{**said, "cents": 1})


@pytest.mark.django_db
def test_money_moves_only_within_a_programme() -> None:
    by, case = funded()
    here = case.call.period
    there = FundingPeriod.objects.create(
        programme=here.programme, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31)
    )
    foreign = make.call().period
    refused("other_programme", actions.reallocate, by=by, source=here, target=foreign, cents=1)
    refused("other_programme", actions.reallocate, by=by, source=here, target=here, cents=1)
    refused("above_pot", actions.reallocate, by=by, source=here, target=there, cents=300_001)
    for _ in range(2):
        out, _into = actions.reallocate(
            by=by, source=here, target=there, cents=100_000, reason="Übertrag", key="m"
        )
    assert (queries.left_in(here), queries.left_in(there)) == (200_000, 100_000)
    refused("not_counterable", actions.counter, by=by, entry=out)


@pytest.mark.django_db
@pytest.mark.parametrize("cents", [0, -1, 10**30])
def test_amounts_that_are_none_are_refused(cents: int) -> None:
    by, case = funded()
    refused("amount", actions.allot, by=by, period=case.call.period, cents=cents)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  ", "a\0b", "x" * 1001])
def test_a_reason_is_needed(reason: str) -> None:
    by, case = funded()
    refused("reason", actions.allot, by=by, period=case.call.period, cents=1, reason=reason)


@pytest.mark.django_db
@pytest.mark.parametrize("document", ["a\0b", "x" * 201])
def test_a_document_is_a_short_line(document: str) -> None:
    by, case = funded()
    said: dict[str, Any] = {"by": by, "document": document}
    refused("document", actions.allot, period=case.call.period, cents=1, **said)
    refused("document", actions.commit, case=case, cents=1, **said)
    refused("document", actions.counter, entry=LedgerEntry.objects.get(key="a"), **said)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordination_posts(role: Role) -> None:
    by, case = user(role.value), make.draft(make.call())
    said: dict[str, Any] = {"by": by, "cents": 1, "reason": "Grund", "key": "k"}
    with pytest.raises(PermissionDenied):
        actions.allot(period=case.call.period, **said)
    with pytest.raises(PermissionDenied):
        actions.commit(case=case, **said)
    with pytest.raises(PermissionDenied):
        actions.release(case=case, **said)


@pytest.mark.django_db
def test_the_database_refuses_changes() -> None:
    funded()
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.update(cents=1)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            LedgerEntry.objects.all().delete()
    assert LedgerEntry.objects.get().cents == 300_000
