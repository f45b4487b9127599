"""What the office lets the register say of a grant, through HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.register.actions import set_words
from projects.register.models import PublicWords
from tests.factories import register as grants
from tests.factories.accounts import client_for, user
from tests.factories.decision import decided, ready, small_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
LIST = "/admin/bewilligungen/"


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def published() -> dict[str, Any]:
    (grant,) = json.loads(Client().get("/offene-daten/bewilligungen.json").content)["grants"]
    found: dict[str, Any] = grant
    return found


def said(**fields: Any) -> dict[str, Any]:
    return {"title": "", "reason": "Widerspruch vom 20.11.2026", **fields}


def test_another_title_is_published(desk: Client) -> None:
    case = grants.granted(small_call(), title="Geburtstag von Frau Beispiel")
    answer = desk.post(f"{LIST}{case.pk}/", said(title="Fest  für ältere Nachbarn"))
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert published()["title"] == "Fest für ältere Nachbarn"
    assert "Frau Beispiel" not in json.dumps(published())
    (entry,) = audit.history(case).filter(event="register_words_set")
    assert entry.reason == "Widerspruch vom 20.11.2026"
    page = desk.get(LIST).content.decode()
    assert "Fest für ältere Nachbarn" in page
    form = desk.get(f"{LIST}{case.pk}/").content.decode()
    assert 'value="Fest für ältere Nachbarn"' in form
    assert "Widerspruch" not in form


def test_who_objects_is_named_nowhere(desk: Client) -> None:
    case = grants.granted(small_call(), carrier_name="Familie Muster", title="Musters Garten")
    desk.post(f"{LIST}{case.pk}/", said(is_protected="on"))
    grant = published()
    assert "recipientIndividual" in grant
    for secret in ("Muster", case.number):
        assert str(secret) not in json.dumps(grant)
        assert str(secret) not in Client().get(grants.register_page().url).content.decode()
    assert "nennt niemanden" in desk.get(LIST).content.decode()
    desk.post(f"{LIST}{case.pk}/", said())
    assert published()["recipientOrganization"][0]["name"] == "Familie Muster"


def test_the_same_twice_is_one_change(desk: Client) -> None:
    case = grants.granted(small_call())
    for _number in range(2):
        desk.post(f"{LIST}{case.pk}/", said(title="Anders"))
    assert audit.history(case).filter(event="register_words_set").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"title": "x" * 151}, {"reason": "x" * 501}, {"title": "a\x00b"}]
)
def test_bad_input_changes_nothing(desk: Client, wrong: dict[str, str]) -> None:
    case = grants.granted(small_call())
    answer = desk.post(f"{LIST}{case.pk}/", said(**{"title": "Bleibt stehen", **wrong}))
    assert answer.status_code == 422
    assert "title" in wrong or "Bleibt stehen" in answer.content.decode()
    assert not PublicWords.objects.exists()


def test_words_can_be_set_before_the_award_is_final(desk: Client) -> None:
    case = decided(title="Musters Garten")
    assert desk.post(f"{LIST}{case.pk}/", said(is_protected="on")).status_code == 302
    Case.objects.filter(pk=case.pk).update(state="final", is_sealed=False)
    assert "Musters" not in json.dumps(published())


def test_only_awarded_ones_and_never_ones_own(desk: Client) -> None:
    of, office = small_call(), user("coordinator")
    waiting, own = ready(of), grants.granted(of, owner=office)
    for pk in (waiting.pk, 10**12, 2**63):
        assert desk.get(f"{LIST}{pk}/", follow=True).status_code == 404
    assert client_for(office).get(f"{LIST}{own.pk}/", follow=True).status_code == 404
    words = {"title": "", "is_protected": True, "reason": "x"}
    for by, case in ((office, own), (office, waiting), (user("finance"), own)):
        with pytest.raises(PermissionDenied):
            set_words(by=by, case=case, **words)
    with pytest.raises(NotAllowed, match="reason"):
        set_words(by=user("coordinator"), case=own, **{**words, "reason": " "})


def test_the_list_asks_as_often_for_many(desk: Client) -> None:
    of = small_call()
    grants.many(of, 3)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    grants.many(of, 40)
    with CaptureQueriesContext(connection) as many:
        assert desk.get(LIST).status_code == 200
    assert len(few) == len(many)
