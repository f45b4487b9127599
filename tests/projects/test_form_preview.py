"""The editor's preview shows a form as applicants see it."""

from __future__ import annotations

import pytest

from tests.factories.accounts import client_for, user
from tests.factories.composed import BLOCK, address, compose, form_data
from tests.portal.editing import portal
from tests.projects.test_composing import STEPS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal() -> None:
    portal()


def test_the_preview_shows_each_step_as_applicants_see_it() -> None:
    author = user("editor")
    form = compose(author, STEPS)
    browser = client_for(author)
    place = address("preview_on_edit", form.pk)
    typed = form_data("Umfrage", STEPS)
    assert browser.post(place, typed).json()["is_valid"]
    first = browser.get(f"{place}?mode=")
    assert first.status_code == 200
    page = first.content.decode()
    assert "Vorschau" in page
    assert "Wie heißen Sie?" in page
    assert "Was fehlt im Norden?" not in page
    assert f"?step={STEPS[1]['id']}" in page
    browser.post(place, typed)
    second = browser.get(f"{place}?mode=&step={STEPS[1]['id']}").content.decode()
    assert "Was fehlt im Norden?" in second
    assert browser.get(f"{place}?step=nothing").status_code == 200
    assert "style=" not in page.replace("fontstyle=", "")


def test_an_empty_form_has_a_preview() -> None:
    author = user("editor")
    form = compose(author, [])
    browser, place = client_for(author), address("preview_on_edit", form.pk)
    browser.post(place, form_data("Umfrage", []))
    shown = browser.get(place).content.decode()
    assert "noch keine Schritte" in shown


def test_the_start_page_leads_to_a_form_that_waits() -> None:
    form = compose(user("coordinator"), STEPS, "action-submit")
    shown = client_for(user("approver")).get("/admin/").content.decode()
    assert f'href="{address("edit", form.pk)}"' in shown
    assert f"/admin/pages/{form.pk}/edit/" not in shown


def test_the_fixed_questions_come_first_under_a_head_of_their_own() -> None:
    heads = dict(BLOCK.child_blocks["step"].child_blocks["questions"].grouped_child_blocks())
    names = [[block.name for block in blocks] for blocks in heads.values()]
    assert [group[0] for group in names] == ["core_title", "short_text"]
    assert names[0][-1] == "planned_indicators"
    assert names[1][-1] == "guidance"
