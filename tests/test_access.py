"""The access table over HTTP: every URL name of ours has a row, every cell is tried."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_django
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from home.enquiries.actions import send_enquiry
from home.enquiries.models import Enquiry
from portal.accounts.actions_requests import ask_for_deletion, ask_for_export, make_export
from portal.accounts.models import User
from portal.kernel import clock
from projects.cases.models import Case
from projects.correspondence.actions import write_as_office
from projects.correspondence.actions_links import make_status_link
from projects.correspondence.reminders import stop_token
from projects.intake.actions import submit_application
from tests import (
    access_bodies,
    access_budget,
    access_casefile,
    access_decision,
    access_household,
    access_meetings,
    access_monitoring,
    access_packs,
    access_payments,
    access_proof,
    access_proposals,
    access_recoveries,
    access_register,
    access_reports,
    access_review,
    access_sittings,
)
from tests.access_table import OWNER, PEOPLE, THIRD_PARTY, VISITOR, Row
from tests.access_table import ROWS as TABLE
from tests.factories import actors as network
from tests.factories import composed, desk, forms, media, members
from tests.factories import home as front
from tests.factories import projects as funding
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up

REFUSED = {403, 404}
NOW = "2026-11-22 10:00"
PARTS = (
    access_bodies,
    access_budget,
    access_casefile,
    access_decision,
    access_household,
    access_meetings,
    access_monitoring,
    access_packs,
    access_reports,
    access_payments,
    access_proof,
    access_proposals,
    access_recoveries,
    access_register,
    access_review,
    access_sittings,
)
ROWS = TABLE | {name: row for part in PARTS for name, row in part.ROWS.items()}


def url_names(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """All URL names with their namespaces; unnamed ones by their route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or f"unnamed {entry.pattern}"))
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from url_names(entry, inner)


def test_every_address_has_a_row() -> None:
    names = set(url_names())
    without = {name for name in names - set(ROWS) if not name.startswith(THIRD_PARTY)}
    assert not without
    assert not set(ROWS) - names
    assert all(row.who <= set(PEOPLE) for row in ROWS.values())


@pytest.fixture
def mail_name(tmp_path: Path, settings: Settings) -> str:
    """A demo mail with an attachment."""
    settings.EMAIL_FILE_PATH = tmp_path
    message = EmailMessage()
    message["Subject"], message["To"] = "Betreff", "a@example.org"
    message.set_content("Text")
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="x.txt")
    name = "20261122-100000-000000-abcdef.eml"
    (tmp_path / name).write_bytes(message.as_bytes())
    return name


def browser_of(who: str, owner: Any) -> Client:
    """A browser of one kind of person."""
    if who == VISITOR:
        return Client()
    return client_for(owner if who == OWNER else user(who))


def gets_in(browser: Client, address: str, row: Row) -> bool:
    """Whether the answer shows the screen, or leads on where the row says."""
    answer = browser.post(address) if row.post else browser.get(address)
    if answer.streaming:
        b"".join(answer)  # to the end, so that the file is closed
    assert answer.status_code < 500, (address, answer.status_code)
    if answer.status_code in {301, 302}:
        target = answer["Location"]
        refused = target == "/admin/" or target.startswith("/admin/login/")
        return bool(row.leads_to) and target.startswith(row.leads_to) and not refused
    return answer.status_code not in REFUSED


def _enquiry() -> Enquiry:
    return send_enquiry(kind="question", email="a@example.org", message="Guten Tag", language="de")


def network_records() -> dict[str, object]:
    """Records of the network, the pictures and the front, by placeholder."""
    picture = media.image()
    consent = media.consent(picture)
    return {
        "organisation": network.organisation().pk,
        "office": network.office().pk,
        "body": network.body().pk,
        "theme": network.theme().pk,
        "alert": front.alert().pk,
        "enquiry": _enquiry().pk,
        "consent": consent.pk,
        "image": picture.pk,
        "closed_file": media.image(collection=media.closed_collection()).file.name,
    }


def desk_records() -> dict[str, object]:
    """What lies on the office's desk, by placeholder."""
    return {
        "late": desk.late().pk,
        "paper": desk.paper().pk,
        "advice": desk.advice().pk,
        "old_advice": desk.advice().pk,
        "imported": desk.imported().pk,
        "pending": desk.pending().pk,
    }


def funding_records(owner: User) -> dict[str, object]:
    """A call with a draft and a submitted application of the owner, by placeholder."""
    call, form_call = funding.call(), forms.call()
    draft, case = funding.draft(call, owner), funding.draft(call, owner)
    file = funding.attach(case)
    submit_application(by=owner, case=case)
    return {
        "call": call.code,
        "form_call": form_call.code,
        "form_draft": forms.fill(client_for(owner), form_call),
        "draft": draft.uuid,
        "case": case.uuid,
        "case_pk": case.pk,
        "file": file.pk,
        "call_pk": call.pk,
        "programme_pk": call.programme_id,
        "rules_pk": call.rules_id,
        "period_pk": call.period_id,
        "microproject": funding.microproject(call.programme).pk,
        "example": funding.microproject_page(
            funding.microproject_index(), funding.microproject(call.programme)
        ).microproject.code,
        "form": composed.draft().pk,
    }


def area_records(places: dict[str, object]) -> dict[str, object]:
    """What Mein Bereich needs, by placeholder."""
    case = Case.objects.get(pk=places["case_pk"])
    asked = write_as_office(
        by=user("coordinator"), case=case, text="Bitte.", key=uuid4(), due_on=clock.today()
    )
    token = make_status_link(by=case.owner, case=case)
    export = ask_for_export(by=case.owner)
    make_export.func(export.pk)
    deletion = ask_for_deletion(by=case.owner)
    return {
        "export": export.pk,
        "deletion": deletion.pk,
        "request": asked.pk,
        "token": token,
        "stop": stop_token(case.owner, case),
        "invitation": members.invited(case, user("applicant").email)[1],
    }


@pytest.fixture(scope="module")
def places(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[dict[str, object]]:
    """The owner and the records of all rows by placeholder, made once for all columns."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.frozen(NOW):
        home_page()
        set_up()
        owner = user("applicant")
        made: dict[str, object] = {
            "owner": owner,
            **network_records(),
            **funding_records(owner),
            **desk_records(),
        }
        made |= area_records(made)
        for part in PARTS:
            made |= part.records(made)
        yield made
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_every_cell_of_a_column(who: str, places: dict[str, object], mail_name: str) -> None:
    wrong = []
    with clock.frozen(NOW):
        browser = browser_of(who, places["owner"])
        for name, row in ROWS.items():
            address = row.address.format(**places, mail=mail_name)
            if gets_in(browser, address, row) != (who in row.who):
                wrong.append(f"{name} {who} {'is refused' if who in row.who else 'gets in'}")
    assert not wrong, "\n".join(wrong)
