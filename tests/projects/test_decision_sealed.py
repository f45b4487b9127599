"""Before the notice nobody outside hears how it was decided; nothing rolled back is mailed."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.mail import OutgoingMail
from projects.budget.queries import open_commitment
from projects.calls.models import Call
from projects.cases.models import Case
from projects.correspondence.actions_links import make_status_link
from projects.decision.actions import Ruling
from projects.decision.models import Decision
from projects.intake.actions import withdraw_application
from tests.factories import decision as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def seen_outside(of: Call, ruling: Ruling) -> list[str]:
    """All that the owner and the holder of a link read, without names, numbers and tokens."""
    with clock.frozen("2026-11-22 10:00"):
        case = make.ready(of)
        token = make_status_link(by=case.owner, case=case)
        OutgoingMail.objects.all().delete()
        make.decide(case, ruling)
    mine = client_for(case.owner)
    place = [case.call.code, case.uuid]
    pages = [
        mine.get(reverse("application_done", args=place)).content.decode(),
        mine.get(reverse("my_applications")).content.decode(),
        mine.get(reverse("account_area")).content.decode(),
        mine.get(reverse("application_withdraw", args=place)).content.decode(),
        client_for(None).get(reverse("application_status", args=[token])).content.decode(),
        *(mail.subject + mail.text for mail in OutgoingMail.objects.all()),
    ]
    assert len(pages) == 6
    changing = [str(case.uuid), str(case.number), case.call.code, token, case.owner.name]
    changing += [case.owner.email]
    for words in changing:
        pages = [page.replace(words, "…") for page in pages]
    hidden = r'name="csrfmiddlewaretoken" value="[^"]+"|name="key" value="[^"]+"|nonce="[^"]+"'
    return [re.sub(hidden, "", page) for page in pages]


def test_approved_and_rejected_look_the_same() -> None:
    client_for(None).get("/de/")  # the first page of all makes the settings of the site
    of = make.small_call()
    approved, rejected = seen_outside(of, make.APPROVE), seen_outside(of, make.REJECT)
    for one, other in zip(approved, rejected, strict=True):
        assert one == other
    for page in (*approved, *rejected):
        for words in ("bewilligt", "abgelehnt", "Ablehnung", "Passt nicht"):
            assert words not in page, words


def test_the_notice_opens_it() -> None:
    case = make.decided(make.REJECT)
    assert case.public_state == "approved"
    make.release(make.draft(case, "rejection"))
    case.refresh_from_db()
    assert case.public_state == "rejected"
    page = client_for(case.owner).get(reverse("application_done", args=[case.call.code, case.uuid]))
    assert "nicht bewilligt" in page.content.decode()


def test_mails_never_say_the_outcome() -> None:
    for ruling, kind in ((make.APPROVE, "award"), (make.REJECT, "rejection")):
        OutgoingMail.objects.all().delete()
        case = make.decide(make.ready(), ruling).case
        make.release(make.draft(case, kind))
        texts = [mail.subject + mail.text for mail in OutgoingMail.objects.all()]
        assert len(texts) == 2
        for words in ("ewilligt", "gelehnt", "Ablehnung", "1.550", "Zuwendungsbescheid"):
            assert not [text for text in texts if words in text], words


def test_withdrawn_before_the_notice() -> None:
    case = make.decided(make.REJECT)
    withdraw_application(by=case.owner, case=case)
    case.refresh_from_db()
    assert (case.state, case.public_state) == ("withdrawn", "withdrawn")


def test_what_is_rolled_back_is_never_mailed() -> None:
    case, by = make.ready(), user("coordinator")
    OutgoingMail.objects.all().delete()
    with pytest.raises(RuntimeError), transaction.atomic():
        make.decide(case, by=by)
        assert OutgoingMail.objects.count() == 1
        raise RuntimeError
    case.refresh_from_db()
    assert (case.state, case.is_sealed) == ("ready", False)
    assert not OutgoingMail.objects.exists()
    assert not Decision.objects.exists()
    assert open_commitment(case) == 0
    notice = make.draft(make.decided())
    OutgoingMail.objects.all().delete()
    with pytest.raises(RuntimeError), transaction.atomic():
        make.release(notice, by=by)
        raise RuntimeError
    assert not OutgoingMail.objects.exists()
    assert Case.objects.get(pk=notice.case_id).state == "approved"
