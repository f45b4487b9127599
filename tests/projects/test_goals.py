"""Goals of the action plan: chosen by applicants, corrected by the office, told in the report."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.forms.types import type_by_code
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.plan import PlannedIndicator
from projects.cases.queries import goals_of
from projects.intake.binding import ApplicationSituation, Records
from projects.programmes.models import FundingProgramme, ProgrammeOption
from projects.reports.content import Content, content_from, effects_by_goal
from projects.reports.models import YearReport
from projects.review.actions_goals import set_goals
from tests.factories import decision, reports
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.schemas import question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def goal(of: FundingProgramme, code: str, **fields: Any) -> ProgrammeOption:
    """A goal of a programme's action plan."""
    labels = {"de": f"Ziel {code}"}
    return ProgrammeOption.objects.create(
        programme=of, kind="goal", code=code, labels=labels, **fields
    )


def test_applicants_choose_among_those_that_count() -> None:
    case = make.draft()
    of = case.call.programme
    goal(of, "z1", position=1, description={"de": "Alle kennen sich."})
    goal(of, "z2", position=2)
    old = goal(of, "z3", position=3, is_active=False)
    kind, asked = type_by_code("core_goals"), question("goals", "core_goals")
    records = Records(case.call)

    def field(answers: dict[str, Any]) -> Any:
        situation = ApplicationSituation(answers=answers, records=records)
        return kind.field(asked, situation), situation

    shown, situation = field({})
    assert [code for code, _label in shown.choices] == ["z1", "z2"]
    assert "Alle kennen sich." in dict(shown.choices)["z1"]
    kind.write(case, ["z2", "z1", "nowhere"], records)
    assert kind.read(case) == ["z1", "z2"]
    assert kind.words(asked, ["z1", "z2"], situation) == "Ziel z1\nZiel z2"
    assert kind.reusable(asked, ["z1", "z3"], None, situation) == ["z1"]
    case.goals.add(old)
    shown, situation = field({asked.id: ["z3"]})
    assert "z3" in dict(shown.choices)
    assert kind.hint_in(asked, situation) == ""
    assert kind.problems(asked, None, situation) != []
    ProgrammeOption.objects.filter(kind="goal").update(is_active=False)
    situation = ApplicationSituation(answers={}, records=Records(case.call))
    assert kind.problems(asked, None, situation) == []
    assert "nichts auswählen" in kind.hint_in(asked, situation)


def test_the_office_corrects_them_with_history() -> None:
    case, boss = make.submitted(), user("coordinator")
    first, second = goal(case.call.programme, "z1"), goal(case.call.programme, "z2", position=2)
    goal(case.call.programme, "z9", is_active=False)
    case.goals.add(first)
    desk, page = client_for(boss), reverse("case_goals", args=[case.pk])
    assert "Ziel z2" in desk.get(page).content.decode()
    for wrong in (["nowhere"], ["z9"]):
        assert desk.post(page, {"codes": wrong}).status_code == 422
    for _click in range(2):
        assert desk.post(page, {"codes": ["z1", "z2"]}).status_code == 302
    assert goals_of(Case.objects.get(pk=case.pk)) == [first, second]
    (entry,) = audit.history(case).filter(event="goals_set")
    assert entry.data == {"before": ["z1"], "after": ["z1", "z2"]}
    assert "Ziel z2" in desk.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    listed = desk.get(reverse("cases:index"), {"goal": second.pk}).content.decode()
    assert str(case.number) in listed
    other = goal(case.call.programme, "z5")
    listed = desk.get(reverse("cases:index"), {"goal": other.pk}).content.decode()
    assert str(case.number) not in listed
    with pytest.raises(PermissionDenied):
        set_goals(by=case.owner, case=case, codes=[])
    with pytest.raises(NotAllowed, match="goal"):
        set_goals(by=boss, case=case, codes=["z9"])


def reported() -> YearReport:
    """A report on two projects: one serves two goals, one none; a third goal has none."""
    of = decision.small_call()
    first, second = reports.running(of, title="Hochbeete"), reports.running(of, cents=100_000)
    z1, z2 = goal(of.programme, "z1", position=1), goal(of.programme, "z2", position=2)
    goal(of.programme, "z3", position=3)
    goal(of.programme, "z4", is_active=False)
    first.goals.set([z1, z2])
    option = ProgrammeOption.objects.create(
        programme=of.programme, kind="indicator", code="people", labels={"de": "Menschen"}
    )
    for case, planned in ((first, 12), (second, 30)):
        PlannedIndicator.objects.create(case=case, option=option, planned=planned)
    return reports.made(of.period)


def test_effects_by_goal() -> None:
    report = reported()
    content = content_from(report.content)
    assert content.goals == ["Ziel z1", "Ziel z2", "Ziel z3"]
    found = {each.name: each for each in effects_by_goal(content)}
    assert list(found) == ["Ziel z1", "Ziel z2", "Ziel z3", ""]
    assert [each.projects for each in found.values()] == [1, 1, 0, 1]
    assert found["Ziel z1"].awarded == found["Ziel z2"].awarded == 155_000
    assert (found["Ziel z1"].kept, found["Ziel z3"].awarded) == (155_000, 0)
    assert found["Ziel z2"].outcomes[0].planned == 12
    with report.pdf.open("rb") as source:
        pages = pypdf.PdfReader(io.BytesIO(source.read())).pages
        text = " ".join(word for page in pages for word in page.extract_text().split())
    for part in ("Ziele ohne Projekt", "Ziel z3", "nicht zusammengezählt", "ohne Ziel"):
        assert part in text, part
    with report.xlsx.open("rb") as source:
        book = openpyxl.load_workbook(io.BytesIO(source.read()))
    rows = list(book["Wirkungen nach Zielen"].iter_rows(values_only=True))
    assert [row[:3] for row in rows[1:4]] == [
        ("Ziel z1", 1, 1550),
        ("Ziel z2", 1, 1550),
        ("Ziel z3", 0, 0),
    ]
    assert rows[4][1] == 1


def test_a_newer_report_says_which_goals_changed() -> None:
    first = reported()
    case = Case.objects.get(title="Hochbeete")
    case.goals.remove(case.goals.get(code="z2"))
    second = reports.made(first.period)
    assert any("Ziele: Ziel z1 statt Ziel z1, Ziel z2" in line for line in second.changes)


def test_reports_from_before_goals_can_still_be_read() -> None:
    old = dict(reported().content)
    del old["goals"]
    for project in old["projects"]:
        del project["goals"]
    content = content_from(old)
    assert isinstance(content, Content)
    assert effects_by_goal(content) == []
    assert content.projects[0].goals == []
