"""The office makes a project page of a case with one click; the editors publish it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from actors.themes.models import Theme
from media.images.models import PortalImage
from portal.kernel import registry
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case, CaseFile, FileKind
from projects.proof.actions import confirm_result
from projects.proof.models_proof import Reached
from projects.proposals.actions_page import make_project_page
from projects.proposals.models import PageProposal
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectPage
from projects.showcase.queries import all_projects
from tests.factories import members, proof
from tests.factories import proposals as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
PERSON = {
    "carrier_name": "Erika Beispiel",
    "carrier_kind": "person",
    "contact_name": "Erika Beispiel",
}


def button(case: Case) -> str:
    return reverse("case_project_page", args=[case.pk])


def press(browser: Client, case: Case, **sent: Any) -> Any:
    return browser.post(button(case), sent)


def read(page: MicroprojectPage) -> str:
    answer = Client().get(page.get_url() or "")
    return answer.text if answer.status_code == 200 else ""


def test_from_the_button_to_the_public_page() -> None:
    case = proof.running()
    people = proof.indicator(case, 20)
    make.index()
    case = proof.closed(proof.handed_in(case))
    Reached.objects.filter(indicator=people).update(count=37)
    make.proposed(case)
    office = user("coordinator")
    desk, inspect = client_for(office), reverse("cases:inspect", args=[case.pk])
    assert "Projektseite anlegen" in desk.get(inspect).text
    page = MicroprojectPage.objects.get(pk=int(press(desk, case).url.split("/")[-3]))
    assert press(desk, case).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    project = Microproject.objects.get(case=case)
    assert MicroprojectPage.objects.filter(microproject=project, alias_of=None).count() == 1
    assert (project.title, project.carrier_name) == ("Hochbeete am Karlsplatz", "Gartengruppe")
    assert (project.cents, project.participants, project.year) == (155_000, 37, 2027)
    assert [(str(c.labels), c.amount_cents) for c in project.real_costs.all()] == [
        ("Holz", 94_000),
        ("Erde", 61_000),
    ]
    assert (project.place, case.number in project.code) == ("", False)
    image = PortalImage.objects.get(pk=page.picture_id)
    assert image.collection.name == "Projektseiten"
    assert (image.description, image.credit_line) == ("Beete auf dem Karlsplatz", "Gartengruppe")
    assert [consent.purposes for consent in image.consents.all()] == [["print", "website"]]
    assert [photo.image.description for photo in page.photos.all()] == [image.description]
    # Nothing of it is public yet.
    assert project not in all_projects()
    assert read(page) == ""
    assert Client().get(reverse("project_start", args=[project.code])).status_code == 404
    drafts = client_for(office).get("/admin/").text
    assert page.title in drafts
    tasks = [task.title for task in registry.tasks(user("editor"))]
    assert [title for title in tasks if page.title in title]
    told = OutgoingMail.objects.get(subject__contains="Seite Ihres Projekts")
    assert told.to == [case.owner.email]
    page.get_latest_revision().publish(user=user("approver"))
    page.refresh_from_db()
    shown = read(page)
    for words in ("Alle durften mitmachen.", "gießt gemeinsam", "Erde teilen", "Gartengruppe"):
        assert words in shown, words
    assert "Beete auf dem Karlsplatz" in shown
    assert project in all_projects()
    assert not [task for task in registry.tasks(user("editor")) if page.title in task.title]
    mine = client_for(case.owner).get(
        reverse("application_showcase", args=[case.call.code, case.uuid])
    )
    assert page.get_url() in mine.text
    finished = desk.get(reverse("microprojects:edit", args=[project.pk])).text
    assert inspect in finished


def test_nothing_private_is_on_the_page() -> None:
    words = replace(
        make.WORDS,
        done="Fragen an Test Person, gruppe@example.org oder 02381 123456. Gebaut haben alle.",
        results="Mia Mitglied hat gegossen, am Nordring 12a, 59065 Hamm. www.privat.example",
        lessons="Ruft Test Person an",
    )
    case = make.closed(contact_phone="02381 000000", place="Geheime Straße 5")
    member = members.member(case, "edit")
    member.first_name, member.last_name = "Mia", "Mitglied"
    member.save()
    make.proposed(case, words=words)
    page = make.published(case)
    shown = read(page)
    assert "Gebaut haben alle." in shown
    private = (
        *("Test Person", "gruppe@example.org", "02381", "Mia Mitglied", "privat.example"),
        *("Nordring", "12a"),
        *("Geheime Straße", case.number or "", "Gut für den Stadtteil", case.owner.email),
    )
    assert [word for word in private if word in shown] == []


def test_a_case_without_a_proposal_gets_a_page_without_photos() -> None:
    case = make.closed()
    make.saved(case)
    make.photo(case)
    page = make.made(case)
    assert (page.photos.count(), page.picture, PortalImage.objects.count()) == (0, None, 0)
    assert "Wir haben gebaut." in str(page.microproject.results)
    assert page.summary.startswith("Wir haben gebaut.")
    assert not PageProposal.objects.get().is_proposed
    person = make.closed(**PERSON)
    assert not make.made(person).microproject.results
    with pytest.raises(PermissionDenied):
        make.photo(case)


def test_what_came_back_is_not_part_of_the_grant_and_a_checked_proof_is_enough() -> None:
    make.index()
    case = proof.running(paid=150_000)
    result = proof.reckoned(proof.handed_in(case))
    with pytest.raises(PermissionDenied):
        make.made(result.hand_in.case)
    confirm_result(by=user("coordinator"), result=result)
    page = make.made(proof.whole(case))
    assert page.microproject.cents == 150_000


@pytest.mark.parametrize("role", ["finance", "auditor", "editor", "approver", "applicant"])
def test_only_the_coordination_makes_pages(role: str) -> None:
    case = make.closed()
    answer = press(client_for(user(role)), case)
    assert answer.status_code in {302, 403, 404}
    assert not Microproject.objects.exists()
    own = members.member(case, "view", user("coordinator"))
    with pytest.raises(PermissionDenied):
        make_project_page(by=own, case=case)


def test_what_is_missing_is_said() -> None:
    case = proof.closed()
    desk = client_for(user("coordinator"))
    assert "Liste der abgeschlossenen Projekte" in desk.get(press(desk, case).url).text
    make.index()
    Case.objects.filter(pk=case.pk).update(theme=None)
    theme = Theme.objects.first()
    assert theme
    code = theme.code
    assert "wählen Sie ein Thema" in desk.get(press(desk, case).url).text
    assert f'value="{code}"' in desk.get(reverse("cases:inspect", args=[case.pk])).text
    assert not Microproject.objects.exists()
    press(desk, case, theme=code)
    assert Microproject.objects.get().theme.code == code


def test_a_photo_in_the_virus_check_waits() -> None:
    case = make.closed()
    make.proposed(case, photos=1)
    CaseFile.objects.filter(kind=FileKind.PHOTO).update(scan="waiting")
    with pytest.raises(NotAllowed):
        make.made(case)
    assert not Microproject.objects.exists()
    CaseFile.objects.filter(kind=FileKind.PHOTO).update(scan="infected")
    assert make.made(case).picture is None


def test_a_deleted_page_is_made_again_with_the_same_pictures() -> None:
    case = make.closed()
    make.proposed(case)
    make.made(case).delete()
    page = make.made(case)
    assert (Microproject.objects.count(), PortalImage.objects.count()) == (1, 2)
    assert page.photos.count() == 1


@pytest.mark.counted
def test_the_list_asks_no_more_for_what_is_not_public() -> None:
    index = make.index()
    case = make.closed()
    make.made(case)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert Client().get(index.get_url() or "").status_code == 200
        return len(caught)

    asked()
    few = asked()
    make.made(proof.closed())
    assert asked() == few
    assert Page.objects.filter(live=False).count() >= 2


def test_the_other_languages_follow_and_addresses_are_plain() -> None:
    case = make.closed(title="Nähkurs für Große")
    page = make.published(case)
    assert page.slug == page.microproject.code == "naehkurs-fuer-grosse"
    twins = MicroprojectPage.objects.filter(alias_of=page)
    assert twins.count() == 4
    assert all(twin.live for twin in twins)
