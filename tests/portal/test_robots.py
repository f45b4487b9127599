"""What keeps robots off the request for a sign-in code, and how people get through."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import clock
from tests.factories.accounts import code_request

pytestmark = pytest.mark.django_db
CODE = "/de/konto/login/code/"
ADDRESS = "ich@example.org"


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return found[1] if found else ""


def shown(client: Client, page: str = CODE) -> str:
    with clock.frozen("2026-11-22 10:00"):
        return hidden(client.get(page).content.decode(), "shown")


def proof(client: Client) -> str:
    """The answer that a browser with JavaScript computes."""
    challenge = Challenge.from_dict(client.get(reverse("altcha_django:challenge")).json())
    solution = solve_challenge(challenge)
    assert solution
    return base64.b64encode(json.dumps(Payload(challenge, solution).to_dict()).encode()).decode()


def post(client: Client, moment: str = "2026-11-22 10:01", **values: str) -> Any:
    with clock.frozen(moment):
        return client.post(CODE, {"email": ADDRESS, "next": "/de/konto/email/", **values})


@pytest.mark.parametrize("page", [CODE, "/de/konto/login/"])
def test_a_browser_that_computes_the_check_gets_the_code_at_once(client: Client, page: str) -> None:
    values = {"shown": shown(client, page), "spam_check": proof(client)}
    assert post(client, **values).status_code == 302
    assert mail.outbox[-1].to == [ADDRESS]
    replayed = post(Client(), **values)
    assert replayed.status_code == 200
    assert "Die Prüfung hat nicht geklappt" in replayed.content.decode()
    assert len(mail.outbox) == 1


def test_without_javascript_one_look_more_is_asked_for(client: Client) -> None:
    asked = post(client, shown=shown(client))
    assert asked.status_code == 200
    html = asked.content.decode()
    assert "Bitte prüfen Sie Ihre E-Mail-Adresse noch einmal" in html
    assert f'value="{ADDRESS}"' in html
    assert 'value="/de/konto/email/"' in html
    assert not User.objects.exists()
    seal = {"shown": hidden(html, "shown"), "again": hidden(html, "again")}
    assert post(client, email="andere@example.org", **seal).status_code == 200
    sent = post(client, **seal)
    assert sent.status_code == 302
    assert "next=" in sent["Location"]


def test_whoever_was_too_quick_is_asked_once_not_twice(client: Client) -> None:
    quick = post(client, "2026-11-22 10:00:01", shown=shown(client))
    html = quick.content.decode()
    assert "Das ging sehr schnell" in html
    seal = {"shown": hidden(html, "shown"), "again": hidden(html, "again")}
    assert post(client, "2026-11-22 10:00:04", **seal).status_code == 302


def test_repeats_of_a_robot_use_up_nobodys_tries(client: Client) -> None:
    for _time in range(8):
        assert post(client, shown="forged").status_code == 200
    assert client.post(CODE, code_request(ADDRESS)).status_code == 302


@pytest.mark.parametrize(
    ("moment", "extra", "words"),
    [
        ("2026-11-22 10:00:01", {}, "Das ging sehr schnell"),
        ("2026-11-23 10:01", {}, "lange offen"),
        ("2026-11-22 09:00", {}, "Das ging sehr schnell"),
        ("2026-11-22 10:01", {"shown": "forged"}, "Etwas ist schiefgegangen"),
        ("2026-11-22 10:01", {"shown": ""}, "Etwas ist schiefgegangen"),
        ("2026-11-22 10:01", {"shown": "\x00"}, "Etwas ist schiefgegangen"),
        ("2026-11-22 10:01", {"shown": "y" * 100_000}, "Etwas ist schiefgegangen"),
        ("2026-11-22 10:01", {"again": "forged"}, "noch einmal"),
        ("2026-11-22 10:01", {"again": "x" * 100_000}, "noch einmal"),
        ("2026-11-22 10:01", {"website": "http://example.org"}, "leer"),
        ("2026-11-22 10:01", {"spam_check": "bm9uc2Vuc2U="}, "Die Prüfung hat nicht geklappt"),
        ("2026-11-22 10:01", {"spam_check": "\x00é"}, "Die Prüfung hat nicht geklappt"),
        ("2026-11-22 10:01", {"spam_check": "W10="}, "Die Prüfung hat nicht geklappt"),
    ],
)
def test_robots_stay_outside_and_the_address_is_kept(
    client: Client, moment: str, extra: dict[str, str], words: str
) -> None:
    answer = post(client, moment, **{"shown": shown(client), **extra})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert words in html
    assert f'value="{ADDRESS}"' in html
    assert not User.objects.exists()
    assert not mail.outbox


def test_a_stamp_of_another_form_does_not_count(client: Client) -> None:
    values = code_request(ADDRESS)
    values["shown"] = values["again"]
    assert client.post(CODE, values).status_code == 200
    assert not mail.outbox


@pytest.mark.parametrize("language", ["de", "de-simple", "en", "tr", "ar"])
def test_the_check_speaks_the_readers_language(client: Client, language: str) -> None:
    html = client.get(f"/{language}/konto/login/code/").content.decode()
    words = json.loads(
        html.partition('id="spam-check-words"')[2].partition(">")[2].partition("<")[0]
    )
    assert (words["label"] == "I am a person") == (language == "en")
    assert " style=" not in html
    assert "<script>" not in html
