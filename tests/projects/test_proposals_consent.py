"""Consents to names and photos of project pages, and taking them back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from media.images.actions import withdraw_consent
from media.images.models import PhotoConsent, PortalImage
from portal.kernel.mail import OutgoingMail
from projects.cases.models import CaseFile, FileKind
from projects.proposals.actions_photos import take_out_photo
from projects.proposals.models import ProposedPhoto
from projects.register.actions import set_words
from projects.showcase.models import Microproject
from projects.showcase.queries import all_projects
from tests.factories import members, proof
from tests.factories import proposals as make
from tests.factories.accounts import client_for, user
from tests.projects.test_proposals_page import PERSON, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def test_a_person_is_named_only_with_consent() -> None:
    silent = make.closed(**PERSON, title="Nähkurs bei Erika Beispiel")
    make.saved(silent)
    make.photo(silent, replace(make.ENTRY, credit="Erika Beispiel"))
    make.proposed(silent, photos=0, words=replace(make.WORDS, done="Erika Beispiel hat genäht."))
    page = make.published(silent)
    assert page.microproject.carrier_name == "Einzelperson (Name geschützt)"
    assert page.title.startswith("Einzelperson: ")
    for word in ("Erika", "Nähkurs", "Beispiel"):
        assert word not in read(page), word


def test_a_person_takes_the_name_back() -> None:
    named = make.closed(**PERSON, title="Nähkurs")
    agreed = replace(make.WORDS, done="Erika Beispiel hat genäht.", shows_name=True)
    make.saved(named)
    make.photo(named, replace(make.ENTRY, credit="Foto: Erika Beispiel"))
    make.proposed(named, photos=0, words=agreed)
    page = make.published(named)
    assert (page.microproject.carrier_name, page.title) == ("Erika Beispiel", "Nähkurs")
    assert "Erika Beispiel hat genäht." in read(page)
    assert "Foto: Erika Beispiel" in read(page)
    mine = client_for(named.owner)
    address = reverse("application_showcase_name", args=[named.call.code, named.uuid])
    assert mine.get(address).status_code == 200
    for _click in range(2):
        assert mine.post(address).status_code == 302
    project = Microproject.objects.get(case=named)
    assert "Erika" not in f"{project.carrier_name} {project.plan} {project.results}"
    assert read(page) == ""
    assert project not in all_projects()
    assert "Erika" not in PortalImage.objects.get(pk=page.picture_id).credit
    assert OutgoingMail.objects.filter(subject__contains="Name").count() == 1


def test_the_office_may_name_nobody_and_a_group_is_not_asked() -> None:
    case = make.closed(**PERSON)
    make.proposed(case, words=replace(make.WORDS, shows_name=True))
    office = user("coordinator")
    set_words(by=office, case=case, title="", is_protected=True, reason="Widerspruch")
    assert make.made(case).microproject.carrier_name == "Einzelperson (Name geschützt)"
    group = proof.running()
    held = make.saved(group, replace(make.WORDS, shows_name=True))
    assert not held.shows_name
    page = reverse("application_showcase", args=[group.call.code, group.uuid])
    assert "shows_name" not in client_for(group.owner).get(page).text


def test_a_withdrawn_photo_is_gone_at_once_and_the_office_hears_of_it() -> None:
    case = make.closed()
    make.proposed(case)
    page = make.published(case)
    photo = ProposedPhoto.objects.get(number=2)
    image = page.photos.get().image
    public = image.get_rendition("max-1120x840|format-webp").url
    assert public in read(page)
    mine = client_for(case.owner)
    args = [case.call.code, case.uuid]
    address = reverse("application_showcase_photo_take_out", args=[*args, 2])
    assert "sofort" in mine.get(address).text
    for _click in range(2):
        assert mine.post(address).status_code == 302
    photo.refresh_from_db()
    image = PortalImage.objects.get(pk=image.pk)
    assert (photo.file, image.is_withheld, image.is_public) == (None, True, False)
    assert not image.renditions.exists()
    assert public not in read(page)
    assert not PhotoConsent.objects.filter(image=image, withdrawn_at=None).exists()
    assert CaseFile.objects.filter(kind=FileKind.PHOTO).count() == 1
    assert OutgoingMail.objects.filter(subject__contains="Foto 2").count() == 1
    assert "zurückgenommen" in mine.get(reverse("application_showcase", args=args)).text
    # Nothing else can be changed any more, but the other consent can be taken back.
    photo_page = reverse("application_showcase_photo", args=[*args, 1])
    assert mine.get(photo_page).status_code == 302
    assert (
        client_for(members.member(case, "view"))
        .post(reverse("application_showcase_photo_take_out", args=[*args, 1]))
        .status_code
        == 302
    )
    assert ProposedPhoto.objects.get(number=1).is_shown


def test_what_the_library_withdrew_before_stays_withdrawn() -> None:
    case = make.closed()
    make.proposed(case, photos=1)
    page = make.made(case)
    office = user("coordinator")
    withdraw_consent(by=office, consent=PhotoConsent.objects.get(image=page.picture_id))
    take_out_photo(by=case.owner, photo=ProposedPhoto.objects.get())
    assert PortalImage.objects.get(pk=page.picture_id).is_withheld
