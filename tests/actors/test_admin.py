"""The admin of the network: who sees, who changes, and what the forms refuse."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import Body, Office, Organisation, Theme
from actors.organisations.choices import BARRIER_FACTS
from portal.accounts.roles import Role
from tests.factories.accounts import client_for, user
from tests.factories.actors import actor, body, offer, office, organisation, theme
from tests.factories.site import set_up

pytestmark = pytest.mark.django_db

MODELS = {"organisation": organisation, "office": office, "body": body, "theme": theme}
CHANGES = {Role.ADMIN, Role.EDITOR, Role.APPROVER, Role.COORDINATOR}
SEES = CHANGES | {Role.TRANSLATOR, Role.AUDITOR}
DELETES = {"organisation": {Role.ADMIN, Role.COORDINATOR}}


@pytest.fixture
def _groups() -> None:
    set_up()


def address(model: str, view: str, *args: object) -> str:
    """The admin address of a screen."""
    return reverse(f"wagtailsnippets_actors_{model}:{view}", args=args)


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what(role: Role) -> None:
    client = client_for(user(role))
    for name, make in MODELS.items():
        record = make()
        allowed = {
            address(name, "list"): role in SEES,
            address(name, "add"): role in CHANGES,
            address(name, "edit", record.pk): role in CHANGES,
            address(name, "delete", record.pk): role in DELETES.get(name, {Role.ADMIN}),
        }
        for url, may in allowed.items():
            assert (client.get(url).status_code == 200) is may, (role, url)


@pytest.mark.usefixtures("_groups")
def test_visitors_are_sent_to_sign_in() -> None:
    assert client_for(None).get(address("organisation", "list")).status_code == 302


GOOD = {
    "name": "Neuer Verein",
    "kind": "association",
    "themes": [],
    "languages_spoken": ["de", "tr"],
    "city": "Hamm",
    "opening_hours": "Mo-Fr 09:00-12:30; PH off",
    "website": "https://verein.example.org/",
    "map_x": "500",
    "map_y": "350",
    **dict.fromkeys(BARRIER_FACTS, "unknown"),
    "offers-TOTAL_FORMS": "1",
    "offers-INITIAL_FORMS": "0",
    "offers-MIN_NUM_FORMS": "0",
    "offers-MAX_NUM_FORMS": "1000",
    "offers-0-title_de": "Beratung",
    "offers-0-title_en": "Advice",
    "offers-0-ORDER": "1",
}


@pytest.mark.usefixtures("_groups")
def test_an_editor_adds_an_organisation_with_an_offer() -> None:
    client = client_for(user(Role.EDITOR))
    chosen = theme("jugend")
    answer = client.post(address("organisation", "add"), {**GOOD, "themes": [chosen.pk]})
    assert answer.status_code == 302, answer.context["form"].errors
    record = Organisation.objects.get(name="Neuer Verein")
    assert record.languages_spoken == ["de", "tr"]
    assert list(record.themes.all()) == [chosen]
    assert record.offers.get().title == {"de": "Beratung", "en": "Advice"}


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"opening_hours": "immer"}, "opening_hours"),
        ({"opening_hours": "Mo 09:00-10:00; SH off"}, "opening_hours"),
        ({"map_x": ""}, "map_x"),
        ({"map_y": "99999"}, "map_y"),
        ({"latitude": "51"}, "longitude"),
        ({"latitude": "1e400", "longitude": "7"}, "latitude"),
        ({"latitude": "NaN", "longitude": "7"}, "latitude"),
        ({"kind": "nonsense"}, "kind"),
        ({"languages_spoken": ["xx"]}, "languages_spoken"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"email": "no address"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "x" * 100_000}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"hours_note_de": "x" * 100_000}, "hours_note"),
        ({"hours_note_de-simple": "a\x00b"}, "hours_note"),
    ],
)
def test_wrong_values_are_explained(wrong: dict[str, object], field: str) -> None:
    client = client_for(user(Role.EDITOR))
    answer = client.post(address("organisation", "add"), {**GOOD, **wrong})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("_groups")
def test_a_name_is_taken_once() -> None:
    organisation("Neuer Verein")
    answer = client_for(user(Role.EDITOR)).post(address("organisation", "add"), GOOD)
    assert "name" in answer.context["form"].errors


@pytest.mark.usefixtures("_groups")
def test_what_has_a_page_cannot_be_deleted() -> None:
    page = actor(None, "Bleibt")
    lonely = organisation("Geht")
    offer(lonely)
    client = client_for(user(Role.COORDINATOR))
    client.post(address("organisation", "delete", page.organisation.pk))
    client.post(address("organisation", "delete", lonely.pk))
    assert [o.name for o in Organisation.objects.all()] == ["Bleibt"]


@pytest.mark.usefixtures("_groups")
def test_lists_can_be_searched_filtered_and_survive_nonsense() -> None:
    organisation("Alpha", kind="school")
    organisation("Beta", kind="sport", themes=("jugend",))
    client = client_for(user(Role.EDITOR))
    found = client.get(address("organisation", "list"), {"q": "alph"})
    assert [o.name for o in found.context["object_list"]] == ["Alpha"]
    found = client.get(address("organisation", "list"), {"kind": "sport"})
    assert [o.name for o in found.context["object_list"]] == ["Beta"]
    for query in ("p=abc", "p=-1", "kind=%00", "themes=x", "q=%00", "ordering=nonsense"):
        answer = client.get(f"{address('organisation', 'list')}?{query}")
        assert answer.status_code in {200, 404}, query


@pytest.mark.usefixtures("_groups")
def test_other_records_are_added_too() -> None:
    client = client_for(user(Role.COORDINATOR))
    none = {"functions-TOTAL_FORMS": 0, "functions-INITIAL_FORMS": 0}
    common = {"labels_de": "Name", "code": "neu", "order": "1"}
    for name in ("theme", "office"):
        assert client.post(address(name, "add"), common).status_code == 302, name
    answer = client.post(address("body", "add"), {**common, **none, "kind": "working"})
    assert answer.status_code == 302
    assert [m.objects.get().code for m in (Theme, Office, Body)] == ["neu"] * 3
    missing = client.post(address("theme", "add"), {**common, "code": "x", "labels_de": ""})
    assert "labels" in missing.context["form"].errors


@pytest.mark.usefixtures("_groups")
def test_the_menu_leads_to_the_pages_of_organisations() -> None:
    actor(None, "Mit Seite")
    client = client_for(user(Role.EDITOR))
    answer = client.get(reverse("actor_pages:index"))
    assert "Mit Seite" in answer.content.decode()
    assert reverse("actor_pages:index") in client.get(reverse("wagtailadmin_home")).content.decode()
