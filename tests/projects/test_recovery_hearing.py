"""The hearing before money is claimed back: its letter, its time, answers, dropping it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.recoveries import actions
from projects.recoveries.models import HearingAnswer, Recovery
from projects.recoveries.pdfs import hearing_pdf
from projects.recoveries.queries import is_settled
from tests.factories import recoveries as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def refused(code: str, act: Callable[[], Any]) -> None:
    with pytest.raises(NotAllowed) as found:
        act()
    assert found.value.code == code


def text_of(body: bytes) -> str:
    reader = PdfReader(io.BytesIO(body))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def fresh(recovery: Recovery) -> Recovery:
    return Recovery.objects.select_related("case", "notice").get(pk=recovery.pk)


def test_the_hearing_is_mailed_and_told_without_the_reason() -> None:
    recovery = make.hearing()
    assert recovery.hearing_until == date(2026, 12, 12)
    mail = OutgoingMail.objects.get(subject__contains="12. Dezember 2026")
    assert mail.to == [recovery.case.owner.email]
    assert "weniger Hochbeete" not in mail.text
    assert "#recovery" in mail.text
    text = text_of(hearing_pdf(recovery))
    for words in ("Anhörung", "§ 28 VwVfG NRW", "12. Dezember 2026", "500,00 €", "kein Bescheid"):
        assert words in text, words


def test_the_hearing_leaves_time() -> None:
    recovery, office = make.opened(), user("coordinator")
    # 14 days from 22 November is a Sunday: the Monday is the first day that is allowed.
    for day in (date(2026, 12, 6), date(2026, 11, 1), date(9000, 1, 1)):
        refused(
            "until", lambda day=day: actions.send_hearing(by=office, recovery=recovery, until=day)
        )
    sent = actions.send_hearing(by=office, recovery=recovery, until=date(2026, 12, 7))
    again = actions.send_hearing(by=office, recovery=recovery, until=date(2026, 12, 7))
    assert sent.hearing_sent_at == again.hearing_sent_at
    assert OutgoingMail.objects.filter(subject__contains="7. Dezember 2026").count() == 1


def test_answers_are_kept_and_the_office_is_told() -> None:
    recovery = make.hearing()
    owner, key = recovery.case.owner, uuid4()
    said: dict[str, Any] = {"by": owner, "recovery": recovery, "text": "So war es.", "key": key}
    assert actions.answer_hearing(**said) == actions.answer_hearing(**said)
    refused("text", lambda: actions.answer_hearing(**said | {"text": "\0", "key": uuid4()}))
    refused("long", lambda: actions.answer_hearing(**said | {"text": "x" * 5001, "key": uuid4()}))
    assert HearingAnswer.objects.count() == 1
    assert OutgoingMail.objects.filter(subject__startswith="Äußerung").count() == 1
    office = user("coordinator")
    noted = actions.note_answer(by=office, recovery=recovery, text="Anruf.", key=uuid4())
    assert noted.noted_by_office


def test_nobody_else_answers() -> None:
    recovery = make.hearing()
    said: dict[str, Any] = {"recovery": recovery, "text": "Ich.", "key": uuid4()}
    for person in (user("applicant"), user("coordinator"), user("finance")):
        with pytest.raises(PermissionDenied):
            actions.answer_hearing(by=person, **said)
    with pytest.raises(PermissionDenied):
        actions.note_answer(by=recovery.case.owner, **said)


def test_dropping_needs_a_reason_and_is_told() -> None:
    recovery, office = make.answered(), user("coordinator")
    refused("reason", lambda: actions.drop_recovery(by=office, recovery=recovery, reason=" "))
    dropped = actions.drop_recovery(by=office, recovery=recovery, reason="Belege sind da.")
    assert (dropped.state, dropped.end_reason) == ("dropped", "Belege sind da.")
    assert Case.objects.get(pk=recovery.case_id).state == "proof_check"
    assert OutgoingMail.objects.filter(subject__contains="nichts zurückzahlen").count() == 1
    assert is_settled(recovery.case)


def test_what_was_said_never_changes() -> None:
    recovery = make.answered()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        HearingAnswer.objects.filter(recovery=recovery).update(text="Etwas anderes.")
