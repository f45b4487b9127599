"""Saved views, what is done with chosen rows, and print."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from portal.kernel import audit
from projects.cases.desk import SavedView
from tests.factories import actors as network
from tests.factories import projects as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def views(person: Any) -> list[str]:
    answer = client_for(person).get(reverse("cases:index"))
    return [view.name for view, _current in answer.context["views"]]


def test_views_are_ones_own_or_shared() -> None:
    one, other = user("coordinator"), user("auditor")
    make.submitted(title="Chorabend")
    browser, save = client_for(one), reverse("cases:save_view")
    data = {"name": " Alle \x00 Chöre ", "query": "q=Chorabend&p=7&export=csv"}
    assert browser.post(save, data)["Location"].endswith("?q=Chorabend")
    browser.post(save, {"name": "Neue", "query": "state=submitted", "shared": "on"})
    browser.post(save, {"name": "Neue", "query": "state=ready", "shared": "on"})
    assert views(one) == ["Alle Chöre", "Neue"]
    assert views(other) == ["Neue"]
    shared = SavedView.objects.get(name="Neue")
    assert shared.query == "state=ready"
    drop = reverse("cases:delete_view", args=[shared.pk])
    assert client_for(other).post(drop, follow=True).status_code == 404
    assert browser.post(drop).status_code == 302
    assert views(one) == ["Alle Chöre"]


@pytest.mark.parametrize(
    "data", [{"name": ""}, {"name": "x" * 500}, {}, {"name": "a", "query": "%" * 9000}]
)
def test_senseless_views_break_nothing(data: dict[str, str]) -> None:
    answer = client_for(user("coordinator")).post(reverse("cases:save_view"), data)
    assert answer.status_code == 302
    assert not SavedView.objects.exclude(name="a").exists()


def test_an_office_is_given_to_the_chosen_cases() -> None:
    one, two, person = make.submitted(), make.submitted(), user("coordinator")
    draft = make.draft()
    office, url = network.office(), reverse("cases:with_chosen")
    browser = client_for(person)
    data = {"pick": [one.pk, draft.pk, "x", "9" * 30], "do": "office", "office": office.pk}
    assert browser.post(url, data).status_code == 302
    for case, wanted in ((one, office.pk), (two, None), (draft, None)):
        case.refresh_from_db()
        assert case.office_id == wanted
    for wrong in ("", "x", "9" * 30):
        browser.post(url, {"pick": [one.pk], "do": "office", "office": wrong})
    one.refresh_from_db()
    assert one.office_id == office.pk
    assert client_for(user("auditor")).post(url, data).status_code in {302, 403}
    browser.post(url, {"pick": [one.pk], "do": "office", "office": "none"})
    one.refresh_from_db()
    assert one.office_id is None


def test_chosen_rows_are_taken_away_with_an_entry() -> None:
    one, two, person = make.submitted(), make.submitted(), user("auditor")
    answer = client_for(person).post(reverse("cases:with_chosen"), {"pick": [one.pk], "do": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert str(one.number) in text
    assert str(two.number) not in text
    assert [entry.event for entry in audit.history(person)] == ["applications_exported"]
    nothing = client_for(person).post(reverse("cases:with_chosen"), {"do": "csv"})
    assert nothing.status_code == 302


def test_print_views() -> None:
    case = make.submitted(title="Chorabend")
    make.submitted()
    browser = client_for(user("auditor"))
    whole = browser.get(reverse("cases:print", args=[case.pk])).content.decode()
    for part in ("Chorabend", "Holz", "1.550,00", "Antrag eingereicht", "personenbezogene Daten"):
        assert part in whole, part
    listed = browser.get(reverse("cases:print_list"), {"q": "Chorabend"})
    assert [row["case"].pk for row in listed.context["rows"]] == [case.pk]
    hidden = browser.get(reverse("cases:print", args=[make.draft().pk]), follow=True)
    assert hidden.status_code == 404
