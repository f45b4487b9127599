"""The office writes down what neighbours may use of a finished project."""

from __future__ import annotations

import pytest

from projects.programmes.models import OptionKind, ProgrammeOption
from projects.showcase.models import Microproject
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db


def test_the_office_edits_what_neighbours_may_use() -> None:
    home_page()
    set_up()
    of = records.programme()
    group = ProgrammeOption.objects.create(
        programme=of, kind=OptionKind.TARGET_GROUP, code="youth", labels={"de": "Jugendliche"}
    )
    project = records.microproject(of)
    browser = client_for(user("coordinator"))
    edit = f"/admin/microprojects/edit/{project.pk}/"
    form = browser.get(edit).content.decode()
    for name in ("plan_de", "place_kind_de", "real_costs-TOTAL_FORMS"):
        assert f'name="{name}"' in form
    assert "Nachbarschaftsfonds: Jugendliche" in form
    assert "Nachbarschaftsfonds: Material" in form
    data = {
        "title": project.title,
        "code": project.code,
        "carrier_name": project.carrier_name,
        "programme": str(of.pk),
        "year": "2007",
        "theme": str(project.theme_id),
        "cents": "4500",
        "target_groups": [str(group.pk)],
        "plan_de": "Gemeinsam schrauben.",
        "place_kind_de": "eine Werkstatt",
        "real_costs-TOTAL_FORMS": "1",
        "real_costs-INITIAL_FORMS": "0",
        "real_costs-MIN_NUM_FORMS": "0",
        "real_costs-MAX_NUM_FORMS": "1000",
        "real_costs-0-labels_de": "Werkzeug",
        "real_costs-0-category": str(of.categories.get(code="material").pk),
        "real_costs-0-amount_cents": "120,50",
        "real_costs-0-position": "0",
    }
    sent = browser.post(edit, data)
    assert sent.status_code == 302, sent.content.decode()
    project = Microproject.objects.get(pk=project.pk)
    assert str(project.plan) == "Gemeinsam schrauben."
    assert list(project.target_groups.all()) == [group]
    cost = project.real_costs.get()
    assert (str(cost), cost.amount_cents) == ("Werkzeug", 12_050)
    broken = browser.post(
        edit, {**data, "real_costs-0-amount_cents": "viel\x00", "plan_de": "x" * 9000}
    )
    assert broken.status_code == 200
    assert project.real_costs.get().amount_cents == 12_050
