"""Notices: text modules, draft, release by a second person, an archive that never changes."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.decision import actions, actions_notices, placeholders
from projects.decision.models import DecisionSettings
from projects.decision.models_notices import Notice, TextModule
from tests.factories import decision as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def text_of(notice: Notice) -> str:
    with notice.file.open("rb") as stored:
        reader = PdfReader(io.BytesIO(stored.read()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_an_award_notice_says_all_that_it_has_to() -> None:
    notice = make.released(make.WITH_OBLIGATION)
    case = Case.objects.get(pk=notice.case_id)
    assert case.state == "notified"
    assert notice.number == f"{case.number}-B1"
    text = text_of(notice)
    for words in (
        "Gartengruppe",
        "22. November 2026",
        "1.200,00 €",
        "eintausendzweihundert Euro",
        "Hochbeete am Karlsplatz",
        "1. März 2027",
        "30. September 2027",
        "30. November 2027",
        "ANBest-P",
        "Holz",
        "940,00 €",
        "Auflage, fällig bis zum 15. März 2027: Bitte melden Sie den Aufbau an.",
        "Die Erlaubnis der Eigentümerin liegt vor.",
        "innerhalb eines Monats nach Bekanntgabe Klage",
        "verzichte auf einen Rechtsbehelf",
        make.RULE,
        notice.number,
    ):
        assert words in text, words
    assert "Widerspruch" not in text
    assert "{" not in text
    assert [e.event for e in audit.history(case)].count("notify") == 1


def test_the_file_is_tagged_archived_and_has_its_hash() -> None:
    notice = make.released()
    with notice.file.open("rb") as stored:
        body = stored.read()
    assert sha256(body).hexdigest() == notice.sha256
    root: Any = PdfReader(io.BytesIO(body)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("de")
    metadata = root["/Metadata"].get_data()
    assert b"pdfuaid" in metadata
    assert b"pdfaid" in metadata


def test_a_released_notice_never_changes() -> None:
    notice, by = make.released(), user("coordinator")
    for change in ({"sha256": "0" * 64}, {"content": {}}, {"number": "X"}, {"released_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**change)
    with pytest.raises(PermissionDenied):
        actions_notices.draft_notice(by=by, case=notice.case, kind="award", remedy="remedy_court")
    with pytest.raises(PermissionDenied):
        actions.decide_anew(by=by, case=notice.case, reason="Doch nicht.")
    TextModule.objects.update(body="Anders.")
    kept = Notice.objects.get(pk=notice.pk)
    assert (kept.content, kept.sha256) == (notice.content, notice.sha256)


def test_a_rejected_case_is_not_decided_anew_after_its_notice() -> None:
    notice = make.released(make.REJECT, "rejection")
    assert "lehnen wir" in text_of(notice)
    assert "Passt nicht zum Ziel." in text_of(notice)
    with pytest.raises(NotAllowed, match="notice_released"):
        actions.decide_anew(by=user("coordinator"), case=notice.case, reason="Doch.")
    assert Case.objects.get(pk=notice.case_id).state == "rejected"


def test_four_eyes_and_what_was_read() -> None:
    case, first, second = make.decided(), user("coordinator"), user("coordinator")
    notice = make.draft(case, by=first)
    with pytest.raises(PermissionDenied):
        make.release(notice, by=first)
    for role in (None, "applicant", "finance", "auditor", "committee"):
        with pytest.raises(PermissionDenied):
            make.release(notice, by=user(role))
    seen = notice.drafted_at.isoformat()
    with clock.frozen("2026-11-22 11:00"):
        newer = make.draft(case, by=first)
        assert newer.pk == notice.pk
        with pytest.raises(NotAllowed, match="changed"):
            actions_notices.release_notice(by=second, notice=newer, seen=seen)
        out = make.release(newer, by=second)
        assert make.release(out, by=second).number == out.number
    assert Notice.objects.count() == 1
    assert OutgoingMail.objects.filter(subject__contains="Schreiben").count() == 1


def test_a_draft_goes_with_its_decision() -> None:
    case, by = make.decided(), user("coordinator")
    notice = make.draft(case)
    actions.decide_anew(by=by, case=case, reason="Neuer Plan.")
    assert not Notice.objects.exists()
    with pytest.raises(PermissionDenied):
        make.release(notice, by=by)


def test_the_remedy_is_chosen() -> None:
    case, by = make.decided(), user("coordinator")
    for remedy, there, gone in (
        ("remedy_objection", "Widerspruch", "Klage"),
        ("none", "Bewilligungszeitraum", "Rechtsbehelf einzulegen"),
    ):
        notice = actions_notices.draft_notice(by=by, case=case, kind="award", remedy=remedy)
        words = str(notice.content)
        assert there in words
        assert gone not in words
    with pytest.raises(NotAllowed, match="remedy"):
        actions_notices.draft_notice(by=by, case=case, kind="award", remedy="brieftaube")


def test_other_notices() -> None:
    case, by = make.ready(), user("coordinator")
    early = make.release(make.draft(case, "early_start"))
    assert "vorzeitigen Maßnahmebeginn" in text_of(early)
    assert Case.objects.get(pk=case.pk).state == "ready"
    for kind in ("award", "rejection", "deferral", "unsinn"):
        with pytest.raises(PermissionDenied):
            make.draft(case, kind, by=by)


def test_modules_by_type_of_financing_and_day() -> None:
    case, by = make.decided(), user("coordinator")
    assert "deckt alle zuwendungsfähigen Ausgaben" in str(make.draft(case, by=by).content)
    programme = case.call.programme
    fields: dict[str, Any] = {"programme": programme, "kind": "award", "part": "payout"}
    TextModule.objects.create(**fields, valid_from=date(2026, 12, 1), body="Ab Dezember.")
    TextModule.objects.create(
        **fields, valid_from=date(2026, 11, 1), financing_type="full", body="Bei {financing_type}."
    )
    words = str(make.draft(case, by=by).content)
    assert "Ab Dezember." not in words
    assert "Bei alle Kosten" in words or "Bei " in words
    assert "Wir zahlen die Zuwendung aus, sobald" not in words


def test_placeholders_are_checked_when_a_module_is_saved() -> None:
    programme = make.small_call(pot=0).programme
    module = TextModule(
        programme=programme, kind="award", part="payout", valid_from=date(2026, 1, 1)
    )
    for body in ("{betrag}", "{amount", "amount}", "{}", "{{amount}}", "{AMOUNT}", "{a.b}"):
        module.body = body
        with pytest.raises(ValidationError) as refused:
            module.full_clean()
        assert set(refused.value.message_dict) == {"body"}, body
    module.body = " ".join(f"{{{name}}}" for name in placeholders.PLACEHOLDERS)
    module.full_clean()


def test_every_placeholder_and_every_usual_module_can_be_filled_in() -> None:
    case, by = make.decided(make.WITH_OBLIGATION), user("coordinator")
    make.draft(case, by=by)
    everything = " ".join(f"{{{name}}}" for name in placeholders.PLACEHOLDERS)
    TextModule.objects.filter(part="payout").update(body=everything)
    DecisionSettings.objects.update(remedy_months=3)
    words = str(make.draft(case, by=by).content)
    assert "von drei Monaten" in words
    for kind in ("rejection", "deferral", "early_start"):
        actions_notices.make_modules(programme=case.call.programme, kind=kind)
        assert not actions_notices.make_modules(programme=case.call.programme, kind=kind)
    for module in TextModule.objects.all():
        module.full_clean()


def test_hostile_words_stay_words() -> None:
    case = make.decided(title='#import "x" $a$ <b> {amount} \\ *', carrier_name="[#eval(1)]")
    text = text_of(make.release(make.draft(case)))
    assert "<b> {amount}" in text
    assert "[#eval(1)]" in text


def test_posting_a_notice() -> None:
    notice, by = make.released(), user("coordinator")
    for wrong in (date(2026, 11, 21), date(2026, 11, 23), date(9999, 1, 1)):
        with pytest.raises(NotAllowed, match="sent_on"):
            actions_notices.record_dispatch(by=by, notice=notice, sent_on=wrong)
    today = date(2026, 11, 22)
    sent = actions_notices.record_dispatch(by=by, notice=notice, sent_on=today)
    assert actions_notices.record_dispatch(by=by, notice=notice, sent_on=today) == sent
    with pytest.raises(PermissionDenied):
        actions_notices.record_dispatch(by=notice.case.owner, notice=notice, sent_on=today)
    assert [e.event for e in audit.history(notice.case)].count("notice_posted") == 1
