"""The rush of the last minute, small: three applicants over real HTTP, and what it finds lost."""

from __future__ import annotations

import random
import time
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from portal.bench import postgresql, rush
from portal.bench.rush_check import losses, receipt_losses, waiting_jobs
from portal.bench.rush_load import Asked, moments
from portal.bench.rush_load import rush as load
from portal.bench.rush_report import Report, lines_of, percentile
from portal.bench.rush_stage import Stage, set_stage
from portal.kernel import audit
from portal.setup.groups import set_up_groups
from projects.cases.models import AnswerChange, Case
from tests.factories.site import home_page

SECONDS = 1
on_the_database = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    """The call and three people who know what they will write."""
    home_page()
    set_up_groups()
    return set_stage(3)


@pytest.fixture
def result(stage: Stage, live_server: Any) -> dict[str, Any]:
    """What three applicants saw who all submitted in time."""
    server = urlsplit(live_server.url)
    plan = stage.plan(
        address=(str(server.hostname), int(server.port or 0)),
        origin=live_server.url,
        host=server.netloc,
    )
    starts_at = time.time()
    stage.close_at(starts_at + 60)
    return load(plan | {"starts_at": starts_at, "seconds": SECONDS})


def shown(result: dict[str, Any]) -> dict[int, str]:
    """The reference numbers that the applicants were shown."""
    return {seen["applicant"]: seen["number"] for seen in result["seen"]}


@on_the_database
def test_nothing_is_lost_and_every_loss_is_found(stage: Stage, result: dict[str, Any]) -> None:
    assert [seen["problems"] for seen in result["seen"]] == [[], [], []]
    assert losses(stage, shown(result)) == []
    kinds = {line.kind: (line.count, line.errors) for line in lines_of(result["asked"])}
    assert kinds == {
        "task list": (3, 0), "step": (24, 0), "save": (24, 0), "check page": (3, 0),
        "submit": (3, 0), "receipt page": (3, 0), "all": (60, 0),
    }  # fmt: skip

    case = Case.objects.get(uuid=stage.uuids[1])
    answers = dict(case.answers)
    for change, said in (
        ({"place": "Anderswo"}, "applicant 2: place: 'Anderswo' instead of 'Gleisbogen 2'"),
        ({"answers": {**answers, "permit-from": ""}}, "applicant 2: answers:"),
        ({"number": "LKS-2026-0009"}, "reference numbers with gaps or doubles"),
        ({"state": "draft", "number": None, "submitted_at": None}, "1 applications are drafts"),
    ):
        before = {name: getattr(case, name) for name in change}
        Case.objects.filter(pk=case.pk).update(**change)
        assert any(text.startswith(said) for text in losses(stage, shown(result))), said
        Case.objects.filter(pk=case.pk).update(**before)
    case.cost_items.first().delete()  # type: ignore[union-attr]
    AnswerChange.objects.filter(case=case, question="title").delete()
    audit.record(actor=None, subject=case, event="submitted")
    case.files.get().file.delete(save=False)
    with pytest.raises(FileNotFoundError):
        losses(stage, shown(result))
    case.files.get().delete()
    found = " ".join(losses(stage, shown(result)))
    for name in ("costs", "changes of answers", "log", "files"):
        assert f"applicant 2: {name}" in found


@on_the_database
def test_the_worker_is_looked_after_too(
    stage: Stage, result: dict[str, Any], mailoutbox: list[Any]
) -> None:
    assert waiting_jobs() == 6
    assert receipt_losses(stage, [])
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)
    posted = [(to, mail.subject) for mail in mailoutbox for to in mail.to]
    assert receipt_losses(stage, posted) == []
    assert receipt_losses(stage, [*posted, posted[-1]])
    assert receipt_losses(stage, posted[:-1])


@on_the_database
def test_a_call_that_closes_too_early_is_an_error(stage: Stage, live_server: Any) -> None:
    server = urlsplit(live_server.url)
    plan = stage.plan(
        address=(str(server.hostname), int(server.port or 0)),
        origin=live_server.url,
        host=server.netloc,
    )
    stage.close_at(time.time() - 1)
    result = load(plan | {"starts_at": time.time(), "seconds": SECONDS})
    assert {seen["problems"][0] for seen in result["seen"]} == {"RuntimeError: submit answered 409"}
    report = Report(3, SECONDS, lines_of(result["asked"]), [], losses(stage, shown(result)))
    assert "3 requests failed" in report.failures()
    assert "3 applications are drafts still" in report.failures()


def test_the_bar_is_the_slowest_of_a_hundred() -> None:
    quick = [asdict(Asked("save", 302, 0.0, 0.1)) for _each in range(98)]
    slow = [asdict(Asked("save", 302, 0.0, 1.6)) for _each in range(2)]
    good = Report(1, 1, lines_of([*quick, *quick, *quick, *slow]), [], [])
    assert (good.total.p99, good.failures()) == (100.0, [])
    bad = Report(1, 1, lines_of([*quick, *slow]), [], [])
    assert bad.failures() == ["p99 is 1600 ms (< 1500 ms)"]
    assert "save" in bad.table()
    assert [percentile([1, 2, 3, 4], share) for share in (50, 75, 99, 100)] == [2, 3, 4, 4]
    assert Report(1, 1, lines_of([]), [], []).failures()


def test_everybody_submits_in_the_last_quarter() -> None:
    plan = {"starts_at": 1000.0, "seconds": 60, "applicants": [{"steps": [{}] * 8}]}
    for seed in range(50):
        planned = moments(plan, random.Random(seed))  # noqa: S311  (think times)
        assert planned == sorted(planned)
        assert len(planned) == 10
        assert 1045 <= planned[-1] <= 1060


def test_without_postgresql_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(postgresql, "BINARIES", f"{tmp_path}/*/initdb")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="neither DATABASE_URL nor server binaries"):
        call_command("rush")
    assert rush.production("postgres://x", tmp_path)["PORTAL_VAR"] == str(tmp_path)
