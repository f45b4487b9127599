"""Several at once: one draft is submitted once, no number is given twice."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from portal.kernel import audit, clock
from portal.kernel.mail import OutgoingMail
from portal.kernel.numbers import NumberSeries
from projects.cases.models import Case
from projects.intake import actions
from projects.intake.actions_start import start_from_own
from tests.factories import forms
from tests.factories import projects as make
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run the jobs in threads that start together, each with its own connection."""
    start = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)

    def run(index: int, job: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[index] = job()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def submit(case: Case) -> Callable[[], str | None]:
    owner = case.owner
    return lambda: actions.submit_application(by=owner, case=case).number


def test_a_draft_is_submitted_once() -> None:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        case = make.draft()
        numbers = at_once([submit(case) for _click in range(4)])
    assert set(numbers) == {"LKS-2026-0001"}
    assert NumberSeries.objects.get().last == 1
    assert [entry.event for entry in audit.history(case)].count("submitted") == 1
    assert connection.vendor in {"sqlite", "postgresql"}


def test_numbers_are_unique_and_without_gaps() -> None:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        call = make.call()
        cases = [make.draft(call) for _case in range(5)]
        numbers = at_once([submit(case) for case in cases])
    assert sorted(numbers) == [f"LKS-2026-{n:04d}" for n in range(1, 6)]
    assert Case.objects.filter(state="submitted").count() == 5


def test_the_first_saving_of_a_draft_makes_one() -> None:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        draft = make.draft()
        owner, call, key = draft.owner, draft.call, draft.uuid
        actions.delete_draft(by=owner, case=draft)

        def save() -> int:
            return make.draft(call, owner, uuid=key, title="Doppelt").pk

        results = at_once([save, save, save])
    assert Case.objects.count() == 1
    assert set(results) == {Case.objects.get().pk}
    assert Case.objects.get().cost_items.count() == 2


def test_pressing_twice_begins_one_draft_from_an_earlier_application() -> None:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        case, target, key = make.submitted(), forms.call(), uuid.uuid4()
        mails = OutgoingMail.objects.count()

        def press() -> Any:
            return start_from_own(
                by=case.owner, case=case, call=target, uuid=key, language="de"
            ).uuid

        assert set(at_once([press for _click in range(4)])) == {key}
    begun = Case.objects.get(uuid=key)
    assert [entry.event for entry in audit.history(begun)] == ["draft_begun"]
    assert OutgoingMail.objects.count() == mails + 1
    assert begun.cost_items.count() == 2
