"""The office's search: German stems over core columns, answers, plan and file names."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.cases.actions import keep_text
from projects.cases.models import Case
from projects.cases.texts import CaseText
from projects.intake.actions import submit_application
from tests.factories import forms
from tests.factories import projects as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def found(asked: str) -> list[str]:
    answer = client_for(user("coordinator")).get(reverse("cases:index"), {"q": asked})
    assert answer.status_code == 200
    return [case.number for case in answer.context["page_obj"]]


def with_form(**columns: str) -> Case:
    """A submitted application whose form asks more than the core questions."""
    extra = [
        forms.question("helpers", text="Wer hilft mit?"),
        forms.question(
            "when",
            "choice",
            text="Wann?",
            options={"options": [{"code": "we", "label": {"de": "an Wochenenden"}}]},
        ),
    ]
    call = forms.call(form=forms.form(*forms.steps(extra[:1])))
    owner = user("applicant")
    browser = client_for(owner)
    key = forms.fill(browser, call)
    url = forms.step_url(call, key, "idea")
    data = forms.answers()["idea"] | {"q-helpers-answer": "Die Schachfreunde und zwei Bäckereien"}
    browser.post(url, {**forms.marks(browser, url), **data, "button": "next"})
    case = Case.objects.get(uuid=key)
    return submit_application(by=owner, case=case)


def test_words_of_all_columns_find_the_case() -> None:
    case = make.submitted(
        title="Hochbeete am Platz",
        carrier_name="Gartengruppe Süd",
        contact_name="Test Mustermann",
        contact_email="beete@example.org",
        summary="Wir ernten Kürbisse.",
        place="Karlsplatz",
    )
    make.submitted(title="Chorabend", summary="Lieder", place="Schule", carrier_name="Chor")
    words = ("hochbeet", "GARTENGRUPPEN", "mustermann", "Kürbis", "kuerbisse", "karlsplatz")
    for asked in (*words, "beete@example.org", "Hochb", "Kürbisse Platz", "Holz"):
        assert case.number in found(asked), asked
    assert len(found("hochbeete")) == 1
    assert found("Kürbisse Lieder") == []


def test_a_reference_number_finds_exactly_its_case() -> None:
    one, two = make.submitted(), make.submitted(summary="Wie LKS-2026-0001, aber größer.")
    assert found(str(one.number)) == [one.number]
    assert found(str(two.number).lower()) == [two.number]
    assert found(f" {one.number} ") == [one.number]
    assert len(found("LKS-2026-00")) == 2


def test_answers_and_file_names_are_searched() -> None:
    case = with_form()
    make.submitted()
    for asked in ("Schachfreund", "Bäckerei", "baeckereien"):
        assert found(asked) == [case.number], asked
    draft = make.draft()
    make.attach(draft, make.pdf_upload("kostenvoranschlag.pdf"))
    sent = submit_application(by=draft.owner, case=draft)
    assert found("Kostenvoranschlag") == [sent.number]


def test_drafts_are_not_found_and_have_no_words() -> None:
    draft = make.draft(title="Geheimer Entwurf")
    keep_text(case=draft)
    assert not CaseText.objects.exists()
    assert found("Geheimer") == []


def test_changed_words_replace_the_old_ones() -> None:
    case = make.submitted(title="Chorabend")
    case.title = "Lesenacht"
    case.save()
    keep_text(case=case)
    assert found("Lesenacht") == [case.number]
    assert found("Chorabend") == []


def test_cron_finds_applications_that_came_another_way() -> None:
    made = make.many_cases(make.call(), user("applicant"), 3)
    assert found("Vorhaben") == []
    call_command("cron", verbosity=0)
    assert sorted(found("Vorhaben")) == [case.number for case in made]


ABSURD = (
    '"', "'", "''' OR 1=1", '" OR "', "NEAR(a b)", "*", "-", "()", "&", "!x", ":*", "\\",
    "%", "_", "____", "ä" * 5000, "x" * 100_000, "a " * 5000, "AND", "NOT", "LKS-2026-999999999",
    "LKS-99999999999-1", "\u202e", "😀", "مشروع", "1e400", "²",
)  # fmt: skip


def test_absurd_searches_find_nothing_and_break_nothing() -> None:
    make.submitted()
    office, url = client_for(user("coordinator")), reverse("cases:index")
    for asked in ABSURD:
        answer = office.get(url, {"q": asked})
        assert answer.status_code == 200, asked
        assert list(answer.context["page_obj"]) == [], asked
    assert office.get(url, {"q": "\x00"}).status_code == 200
