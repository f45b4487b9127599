"""Messages to the office: the form, what keeps robots off, the mails, the list and its rights."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from home.enquiries.actions import answer_enquiry, forget_old_enquiries
from home.enquiries.forms import EnquiryForm
from home.models import ContactPage, Enquiry
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.mail import OutgoingMail, deliver
from portal.setup.groups import set_up_groups
from tests.factories.accounts import client_for, user
from tests.factories.home_events import contact_page
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db

FILLED = {
    "kind": "question",
    "message": "Wann ist die Aula frei?",
    "email": "anfrage@example.org",
    "name": "",
    "phone": "",
    "page_address": "",
    "website": "",
}


@pytest.fixture
def form_page() -> ContactPage:
    return contact_page(thanks="Wir antworten in drei Werktagen.")


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return found[1] if found else ""


def shown(
    client: Client, form_page: ContactPage, moment: str = "2026-11-22 10:00"
) -> dict[str, str]:
    with clock.frozen(moment):
        html = client.get(form_page.url).content.decode()
    return {"shown": hidden(html, "shown")}


def proof(client: Client) -> str:
    """The answer that a browser with JavaScript computes."""
    data = client.get(reverse("altcha_django:challenge")).json()
    challenge = Challenge.from_dict(data)
    solution = solve_challenge(challenge)
    assert solution
    return base64.b64encode(json.dumps(Payload(challenge, solution).to_dict()).encode()).decode()


def post(
    client: Client, form_page: ContactPage, moment: str = "2026-11-22 10:01", **values: Any
) -> Any:
    with clock.frozen(moment):
        return client.post(form_page.url, {**FILLED, **values})


def test_message_with_the_computed_check(client: Client, form_page: ContactPage) -> None:
    response = post(client, form_page, **shown(client, form_page), spam_check=proof(client))
    assert response.status_code == 302
    enquiry = Enquiry.objects.get()
    assert enquiry.number == "NACHRICHT-2026-0001"
    html = client.get(response["Location"]).content.decode()
    assert enquiry.number in html
    assert "Wir antworten in drei Werktagen." in html
    for queued in OutgoingMail.objects.all():
        deliver.call(queued.pk)
    office, sender = sorted(mail.outbox, key=lambda sent: "aula" not in str(sent.body).lower())
    assert office.to == ["stadtteilbuero@example.org"]
    assert "Wann ist die Aula frei?" in office.body
    assert sender.to == ["anfrage@example.org"]
    assert "Aula" not in sender.body
    assert enquiry.number in sender.body


def test_a_computed_check_counts_once(client: Client, form_page: ContactPage) -> None:
    values = {**shown(client, form_page), "spam_check": proof(client)}
    assert post(client, form_page, **values).status_code == 302
    assert post(client, form_page, **values).status_code == 422
    assert Enquiry.objects.count() == 1


def test_without_javascript_the_sender_is_asked_once_more(
    client: Client, form_page: ContactPage
) -> None:
    asked = post(client, form_page, **shown(client, form_page))
    assert asked.status_code == 422
    assert not Enquiry.objects.exists()
    html = asked.content.decode()
    assert "Wann ist die Aula frei?" in html
    seal = {"shown": hidden(html, "shown"), "again": hidden(html, "again")}
    changed = post(client, form_page, "2026-11-22 10:02", **seal, message="Etwas ganz anderes")
    assert changed.status_code == 422
    sent = post(client, form_page, "2026-11-22 10:02", **seal)
    assert sent.status_code == 302
    assert Enquiry.objects.get().message == "Wann ist die Aula frei?"


@pytest.mark.parametrize(
    ("moment", "extra"),
    [
        ("2026-11-22 10:00:01", {}),
        ("2026-11-23 10:01", {}),
        ("2026-11-22 10:01", {"website": "http://example.org"}),
        ("2026-11-22 10:01", {"shown": "forged"}),
        ("2026-11-22 10:01", {"shown": ""}),
        ("2026-11-22 10:01", {"spam_check": "bm9uc2Vuc2U="}),
        ("2026-11-22 10:01", {"again": "forged"}),
        ("2026-11-22 10:01", {"again": "x" * 100_000, "shown": "y" * 100_000}),
    ],
)
def test_robots_stay_outside_and_people_keep_their_text(
    client: Client, form_page: ContactPage, moment: str, extra: dict[str, str]
) -> None:
    values = {**shown(client, form_page), **extra}
    response = post(client, form_page, moment, **values)
    assert response.status_code == 422
    assert "Wann ist die Aula frei?" in response.content.decode()
    assert not Enquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"email": ""},
        {"email": "keine-adresse"},
        {"email": "a@example.org\nbcc: b@example.org"},
        {"message": ""},
        {"message": "a\x00b"},
        {"message": "x" * 100_000},
        {"kind": "nonsense"},
        {"kind": ""},
        {"name": "n" * 500},
        {"page_address": "\x00"},
    ],
    ids=str,
)
def test_bad_input_is_named_with_links_and_nothing_is_stored(
    client: Client, form_page: ContactPage, values: dict[str, str]
) -> None:
    field = next(iter(values))
    response = post(client, form_page, **shown(client, form_page), **values)
    assert response.status_code == 422
    html = response.content.decode()
    assert "error-summary" in html
    assert f'href="#id_{field}' in html
    assert not Enquiry.objects.exists()


def test_links_fill_the_form_in(client: Client, form_page: ContactPage) -> None:
    html = client.get(f"{form_page.url}?about=barrier&page=/de/termine/").content.decode()
    assert re.search(r'value="barrier"[^>]*checked', html)
    assert 'value="/de/termine/"' in html
    odd = client.get(f"{form_page.url}?about=%00&page=%00&sent=%00{'x' * 9000}")
    assert odd.status_code == 200
    assert "no-store" in odd["Cache-Control"]


def test_one_address_cannot_be_flooded(client: Client, form_page: ContactPage) -> None:
    for number in range(6):
        html = post(
            client, form_page, **shown(client, form_page), message=f"Nr. {number}"
        ).content.decode()
        seal = {"shown": hidden(html, "shown"), "again": hidden(html, "again")}
        last = post(client, form_page, "2026-11-22 10:02", **seal, message=f"Nr. {number}")
    assert last.status_code == 422
    assert Enquiry.objects.count() == 5


# --- the office ---------------------------------------------------------------------------


def enquiry(**fields: Any) -> Enquiry:
    return Enquiry.objects.create(
        **{
            "number": "NACHRICHT-2026-0099",
            "kind": "question",
            "email": "anfrage@example.org",
            "message": "Frage",
            "language": "de",
            **fields,
        }
    )


@pytest.mark.parametrize("role", [None, *Role])
def test_who_reads_and_answers(role: Role | None) -> None:
    home_page()
    set_up_groups()
    allowed = role in {Role.COORDINATOR, Role.EDITOR}
    record = enquiry()
    client = client_for(user(role))
    index = client.get(reverse("enquiries:index"))
    reading = client.get(reverse("enquiries:inspect", args=[record.pk]))
    assert (index.status_code == 200) == allowed
    assert (reading.status_code == 200) == allowed
    client.post(reverse("enquiries:answer", args=[record.pk]))
    record.refresh_from_db()
    assert (record.state == "answered") == allowed


def test_answered_and_opened_again_with_a_reason() -> None:
    home_page()
    set_up_groups()
    record = enquiry()
    client = client_for(user(Role.COORDINATOR))
    client.post(reverse("enquiries:answer", args=[record.pk]))
    again = reverse("enquiries:reopen", args=[record.pk])
    client.post(again, {"reason": "  "})
    record.refresh_from_db()
    assert record.state == "answered"
    client.post(again, {"reason": "Es fehlte die Uhrzeit.\x00"})
    record.refresh_from_db()
    assert record.state == "open"
    assert record.answered_by is None
    html = client.get(reverse("enquiries:inspect", args=[record.pk])).content.decode()
    assert "Es fehlte die Uhrzeit." in html
    assert client.get(again).status_code == 405


@pytest.mark.parametrize(
    "way", ["new/", "edit/{}/", "delete/{}/", "copy/{}/", "history/{}/", "usage/{}/"]
)
def test_no_way_past_the_actions(way: str) -> None:
    home_page()
    set_up_groups()
    record = enquiry()
    client = client_for(user(Role.COORDINATOR))
    address = reverse("enquiries:index") + way.format(record.pk)
    assert client.get(address, follow=True).status_code == 404
    assert client.post(address, follow=True).status_code == 404
    assert Enquiry.objects.get() == record


def test_answered_messages_are_forgotten_after_a_year() -> None:
    by = user(Role.COORDINATOR)
    with clock.frozen("2026-01-01 10:00"):
        answer_enquiry(enquiry=enquiry(), by=by)
        still_open = enquiry(number="NACHRICHT-2026-0100")
    with clock.frozen("2026-12-31 10:00"):
        assert forget_old_enquiries() == 0
    with clock.frozen("2027-01-02 10:00") as now:
        assert now - still_open.created_at > timedelta(days=365)
        assert forget_old_enquiries() == 1
    assert Enquiry.objects.get() == still_open


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("de", ["Bitte wählen Sie aus, worum es geht.", "damit wir Ihnen antworten können."]),
        ("en", ["Please choose what your message is about.", "so that we can answer."]),
        ("de-simple", ["Bitte wählen Sie: Worum geht es?", "Was möchten Sie sagen oder fragen?"]),
        ("tr", ["Lütfen mesajınızın konusunu seçin.", "lütfen e-posta adresinizi yazın."]),
        ("ar", ["يرجى اختيار موضوع رسالتك.", "حتى نتمكن من الرد عليك."]),
    ],
)
def test_what_is_missing_is_said_in_the_language_of_the_page(code: str, texts: list[str]) -> None:
    with translation.override(code):
        errors = " ".join(
            text for found in EnquiryForm({"message": ""}).errors.values() for text in found
        )
    for text in texts:
        assert text in errors
