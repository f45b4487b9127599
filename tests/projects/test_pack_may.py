"""Who gets the paper pack of a sitting, and what is left out for whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock
from projects.sittings.actions_pack import ask_for_pack, take_pack
from projects.sittings.actions_recusals import declare_own_recusal
from projects.sittings.models_pack import PaperPack
from projects.sittings.permissions_pack import may_download_pack
from tests.factories import meetings as plan
from tests.factories import members as people
from tests.factories import packs as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.frozen("2026-11-22 10:00"):
        yield


def test_recused_members_get_it_without_those_cases() -> None:
    meeting, items, person, seat = make.sitting()
    declare_own_recusal(by=person, item=items[1], reason="Mein Verein.")
    office = user("coordinator")
    for by in (person, office):
        pack = make.made(meeting, by, seat)
        text = make.text_of(make.opened(pack))
        assert (pack.left_out, pack.items) == (1, [items[0].pk])
        assert "Hochbeete" in text
        assert "Befangenheit" in text
        assert text.count("Chorabend") == 1  # the agenda, which everybody knows
    whole = make.made(meeting, office)
    assert (whole.left_out, len(whole.items)) == (0, 2)


def test_papers_of_an_item_are_kept_from_whoever_is_recused() -> None:
    meeting, items, person, seat = make.sitting()
    plan.paper(meeting, item=items[1].item)
    plan.paper(meeting)
    declare_own_recusal(by=person, item=items[1], reason="Mein Verein.")
    names = [name for name in make.opened(make.made(meeting, person, seat)) if "/" in name]
    assert len(names) == 1


def test_who_is_recused_later_loses_the_old_pack() -> None:
    meeting, items, person, seat = make.sitting()
    pack = make.made(meeting, person, seat)
    url = reverse("my_pack_file", args=[meeting.pk, pack.uuid, "pdf"])
    browser = client_for(person)
    assert browser.get(url).getvalue().startswith(b"%PDF-")
    declare_own_recusal(by=person, item=items[0], reason="Mein Verein.")
    assert make.status(browser, url) == 404
    assert "neu erstellen" in browser.get(reverse("my_pack", args=[meeting.pk])).content.decode()
    with pytest.raises(PermissionDenied):
        take_pack(by=person, pack=pack)


def test_people_of_a_case_get_it_without_it() -> None:
    """Members who work on an application, and people of the office who do."""
    meeting, items, person, seat = make.sitting()
    office = user("coordinator")
    old = make.made(meeting, office)
    people.member(items[0].case, person=person)
    people.member(items[1].case, person=office)
    assert make.made(meeting, person, seat).items == [items[1].pk]
    assert make.made(meeting, office).items == [items[0].pk]
    assert not may_download_pack(office, old)
    assert make.made(meeting, office, seat).items == []


def test_nobody_else_gets_one() -> None:
    meeting, _items, person, seat = make.sitting()
    pack = make.made(meeting, person, seat)
    for role in set(Role) - {Role.COORDINATOR, Role.AUDITOR}:
        stranger = user(role)
        for member in (None, seat):
            with pytest.raises(PermissionDenied):
                ask_for_pack(by=stranger, meeting=meeting, member=member)
        browser = client_for(stranger)
        for name in ("meeting_pack", "my_pack"):
            browser.post(reverse(name, args=[meeting.pk]))
            for ending in ("zip", "pdf"):
                file = reverse(f"{name}_file", args=[meeting.pk, pack.uuid, ending])
                assert not browser.get(file, follow=True).streaming
    assert PaperPack.objects.count() == 1


def test_members_get_their_own_once_they_are_invited() -> None:
    meeting, _items, person, seat = make.sitting()
    other = meeting.body.members.exclude(pk=seat.pk)[0]
    for member in (None, other):
        with pytest.raises(PermissionDenied):
            ask_for_pack(by=person, meeting=meeting, member=member)
    later = plan.meeting(meeting.body)
    with pytest.raises(PermissionDenied):
        ask_for_pack(by=person, meeting=later, member=seat)
    elsewhere = plan.meeting(committee(1, "beirat"))
    with pytest.raises(PermissionDenied):
        ask_for_pack(by=user("coordinator"), meeting=elsewhere, member=seat)
