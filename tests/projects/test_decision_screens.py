"""Decision and notice through the admin and Mein Bereich, as people use them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from projects.budget.queries import open_commitment
from projects.cases.models import Case
from projects.decision.actions_delivery import choose_delivery
from projects.decision.models import Decision, DecisionSettings
from projects.decision.models_notices import Notice, TextModule
from tests.factories import decision as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def decide_data(desk: Client, case: Case, **change: Any) -> dict[str, Any]:
    form = desk.get(reverse("case_decide", args=[case.pk])).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    return {**said, "outcome": "approved", "amount": "1.550,00", "reason": "Gut.", **change}


def pdf_of(answer: Any) -> bytes:
    """The file that was answered; empty where none was."""
    return b"".join(answer.streaming_content) if answer.streaming else b""


def area(case: Case) -> str:
    return reverse("application_done", args=[case.call.code, case.uuid])


def test_the_whole_way_on_the_screens(desk: Client) -> None:
    case, other = make.ready(), client_for(user("coordinator"))
    inspect = reverse("cases:inspect", args=[case.pk])
    assert "Im Büro entscheiden" in desk.get(inspect).content.decode()
    data = decide_data(desk, case, obligation_1="Aufbau melden.", due_1="2027-03-15")
    data |= {"condition_1": "Erlaubnis liegt vor."}
    assert desk.post(reverse("case_decide", args=[case.pk]), data).status_code == 302
    case.refresh_from_db()
    assert case.state == "approved_with_obligations"
    mine = client_for(case.owner)
    mine.post(reverse("application_delivery", args=[case.call.code, case.uuid]), {"way": "portal"})
    drafted = desk.post(
        reverse("case_notice_draft", args=[case.pk]), {"kind": "award", "remedy": "remedy_court"}
    )
    notice = Notice.objects.get()
    page = reverse("case_notice", args=[notice.pk])
    assert drafted.url == page
    shown = desk.get(page).content.decode()
    assert "eintausendfünfhundertfünfzig Euro" in shown
    assert "Bescheid freigeben" not in shown
    assert desk.get(reverse("case_notice_pdf", args=[notice.pk])).content.startswith(b"%PDF")
    release = reverse("case_notice_release", args=[notice.pk])
    seen = {"seen": notice.drafted_at.isoformat()}
    desk.post(release, seen)
    assert not Notice.objects.get().is_released
    other.post(release, {"seen": "früher"})
    assert not Notice.objects.get().is_released
    assert "Bescheid freigeben" in other.get(page).content.decode()
    other.post(release, seen)
    notice = Notice.objects.get()
    assert notice.is_released
    assert notice.sha256 in desk.get(page).content.decode()
    letter = reverse("application_notice", args=[case.call.code, case.uuid, notice.pk])
    assert mine.get(letter).status_code == 302
    text = mine.get(area(case)).content.decode()
    assert "1.550,00" in text
    assert "Erlaubnis liegt vor." in text
    opened = mine.post(letter)
    assert pdf_of(opened).startswith(b"%PDF")
    assert opened["Cache-Control"] == "private, no-store"
    assert pdf_of(mine.get(letter)).startswith(b"%PDF")
    waive = reverse("application_waive_remedy", args=[case.call.code, case.uuid, notice.pk])
    assert mine.get(waive).status_code == 200
    assert mine.post(waive).status_code == 422
    assert mine.post(waive, {"sure": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "final"
    assert mine.get(waive).status_code == 302
    assert "endgültig" in mine.get(area(case)).content.decode()
    for name, duties in (
        ("case_obligation", Decision.objects.get().obligations),
        ("case_condition", Decision.objects.get().conditions),
    ):
        address = reverse(name, args=[case.pk, duties.get().pk])
        assert desk.get(address).status_code == 200
        assert desk.post(address, {"day": "2030-01-01"}).status_code == 422
        assert desk.post(address, {"day": "2026-11-22"}).status_code == 302


def test_bad_input_is_refused_and_kept(desk: Client) -> None:
    case = make.ready()
    address = reverse("case_decide", args=[case.pk])
    usual = decide_data(desk, case)
    for change in (
        {"amount": "9" * 30},
        {"amount": "-5"},
        {"amount": "viel"},
        {"amount": ""},
        {"amount": "1.550,01"},
        {"outcome": "vielleicht"},
        {"outcome": "rejected", "reason": ""},
        {"reason": "x" * 100_000},
        {"reason": "a\x00b"},
        {"key": "kein"},
        {"obligation_1": "Melden."},
        {"due_1": "2027-01-01"},
        {"obligation_1": "Melden.", "due_1": "9999-12-31"},
        {"obligation_1": "Melden.", "due_1": "gestern"},
        {"obligation_1": "Melden.", "due_1": "2026-01-01"},
    ):
        answer = desk.post(address, usual | change)
        assert answer.status_code == 422, change
        assert "Es ist noch nichts gespeichert" in answer.content.decode()
    kept = desk.post(address, usual | {"amount": "viel", "reason": "Mein Grund"})
    assert "Mein Grund" in kept.content.decode()
    assert not Decision.objects.exists()
    assert open_commitment(case) == 0
    for name in ("case_decide", "case_decide_anew", "case_notice_draft", "case_notice"):
        assert desk.get(reverse(name, args=[10**18])).status_code in {302, 404}
        assert desk.get(reverse(name, args=[10**30])).status_code in {302, 404}


def test_a_pot_that_is_empty_says_so(desk: Client) -> None:
    case = make.ready(make.small_call(pot=100_000))
    answer = desk.post(reverse("case_decide", args=[case.pk]), decide_data(desk, case))
    assert answer.status_code == 422
    assert "im Topf noch frei" in answer.content.decode()


def test_the_screen_says_why_the_office_may_not_decide(desk: Client) -> None:
    case = make.ready(make.small_call(100_000))
    page = desk.get(reverse("case_decide", args=[case.pk])).content.decode()
    assert "braucht eine Sitzung" in page
    assert "<textarea" not in page


def test_a_double_click_decides_once(desk: Client) -> None:
    case = make.ready()
    data = decide_data(desk, case)
    for _twice in range(2):
        assert desk.post(reverse("case_decide", args=[case.pk]), data).status_code == 302
    assert Decision.objects.count() == 1


def test_taking_a_decision_back(desk: Client) -> None:
    case = make.decided()
    address = reverse("case_decide_anew", args=[case.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"reason": " "}).status_code == 422
    assert desk.post(address, {"reason": "Neuer Plan."}).status_code == 302
    assert open_commitment(case) == 0
    assert "zurückgenommen" in desk.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert desk.get(reverse("case_decide", args=[case.pk])).status_code == 200


def test_posting_on_the_screen(desk: Client) -> None:
    notice = make.released()
    page = reverse("case_notice", args=[notice.pk])
    assert "Per Post" in desk.get(page).content.decode()
    posted = reverse("case_notice_posted", args=[notice.pk])
    for day in ("", "gestern", "9999-01-01", "2026-11-01"):
        assert desk.post(posted, {"day": day}).status_code == 422
    assert desk.post(posted, {"day": "2026-11-22"}).status_code == 302
    text = desk.get(page).content.decode()
    assert "26. November 2026" in text
    mine = client_for(notice.case.owner)
    letter = reverse(
        "application_notice", args=[notice.case.call.code, notice.case.uuid, notice.pk]
    )
    assert pdf_of(mine.get(letter)).startswith(b"%PDF")


def test_others_see_nothing() -> None:
    notice = make.released()
    case = notice.case
    stranger = client_for(user("applicant"))
    code, uuid = case.call.code, case.uuid
    for address in (
        reverse("application_notice", args=[code, uuid, notice.pk]),
        reverse("application_waive_remedy", args=[code, uuid, notice.pk]),
        reverse("application_delivery", args=[code, uuid]),
        reverse("case_notice", args=[notice.pk]),
        reverse("case_notice_pdf", args=[notice.pk]),
    ):
        assert stranger.get(address).status_code in {302, 403, 404}
        assert stranger.post(address).status_code in {302, 403, 404, 405}
    mine = client_for(case.owner)
    other = make.released()
    assert mine.get(reverse("application_notice", args=[code, uuid, other.pk])).status_code == 404
    assert mine.get(f"/de/antrag/{code}/{uuid}/bescheide/{10**30}/").status_code == 404
    for role in ("finance", "auditor"):
        reader = client_for(user(role))
        page = reader.get(reverse("case_notice", args=[notice.pk])).content.decode()
        assert notice.sha256 in page
        assert "Den Tag festhalten" not in page
        assert reader.post(
            reverse("case_notice_posted", args=[notice.pk]), {"day": "2026-11-22"}
        ).status_code in {302, 404}
    assert not notice.deliveries.exists()
    own = user("coordinator")
    mine_too = make.released(owner=own)
    assert client_for(own).get(reverse("case_notice", args=[mine_too.pk])).status_code in {302, 404}


def test_the_explanation_in_every_language() -> None:
    case = make.decided(make.WITH_OBLIGATION)
    choose_delivery(by=case.owner, case=case, in_portal=True)
    make.release(make.draft(case))
    mine = client_for(case.owner)
    for language in ("de", "de-simple", "en", "tr", "ar"):
        address = f"/{language}/antrag/{case.call.code}/{case.uuid}/eingang/"
        page = mine.get(address).content.decode()
        assert ("You get" in page) is (language == "en"), language
        assert ("Only the letter is binding" in page) is (language == "en"), language


def test_the_office_edits_rules_and_modules(desk: Client) -> None:
    case = make.decided()
    make.draft(case)
    rules = DecisionSettings.objects.get()
    edit = reverse("decision-settings:edit", args=[rules.pk])
    form = desk.get(edit).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert desk.post(edit, {**data, "rule": ""}).status_code == 200
    assert desk.post(edit, {**data, "post_days": "0"}).status_code == 200
    assert desk.post(edit, {**data, "post_days": "3"}).status_code == 302
    rules.refresh_from_db()
    assert (rules.post_days, rules.rule) == (3, make.RULE)
    module = TextModule.objects.get(part="payout")
    edit = reverse("text-modules:edit", args=[module.pk])
    form = desk.get(edit).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    wrong = desk.post(edit, {**data, "body": "Sie bekommen {geld}."})
    assert "{geld}" in wrong.content.decode()
    assert wrong.status_code == 200
    assert desk.post(edit, {**data, "body": "Sie bekommen {amount}."}).status_code == 302
    assert "Sie bekommen 1.550,00" in str(make.draft(case).content).replace("\u00a0", " ")


@pytest.mark.counted
def test_the_case_page_asks_sparingly(desk: Client) -> None:
    case = make.decided(make.WITH_OBLIGATION)
    make.draft(case)
    address = reverse("cases:inspect", args=[case.pk])
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        desk.get(address)
    words = ("decision", "notice", "obligation", "condition", "delivery")
    ours = [q["sql"] for q in asked if any(f"projects_{word}" in q["sql"] for word in words)]
    assert len(ours) <= 9


def test_a_letter_final_by_time_is_told(desk: Client) -> None:
    notice = make.released()
    desk.post(reverse("case_notice_posted", args=[notice.pk]), {"day": "2026-11-22"})
    with clock.frozen("2027-02-01 10:00"):
        page = client_for(notice.case.owner).get(area(notice.case)).content.decode()
        assert "endgültig" in page
        assert date(2026, 12, 29) < clock.today()
