"""Clarifications: asking, answering just that, the difference, reminders, the promised day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.forms.forms import base_name
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from portal.kernel.registry import tasks
from projects.cases.lifecycle import CASE
from projects.cases.models import AnswerChange, Case, CaseFile
from projects.cases.queries import whole_case
from projects.intake.actions import submit_application
from projects.intake.plain import schema_of_case
from projects.review import actions, actions_asking
from projects.review.models_asking import Clarification, ClarifiedQuestion
from projects.review.queries_asking import clarifications_of
from tests.factories import members
from tests.factories import projects as make
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
DUE = date(2026, 12, 4)


@pytest.fixture
def office() -> User:
    return user("coordinator")


def question(case: Case, kind: str) -> str:
    return next(schema_of_case(case).of_type(kind)).id


def ask(office: User, case: Case, *kinds: str, due: date = DUE) -> Clarification:
    return actions_asking.ask_applicant(
        by=office,
        case=case,
        text="Bitte genauer.",
        due_on=due,
        questions=[question(case, kind) for kind in kinds],
        key=uuid4(),
    )


def address(case: Case) -> str:
    return reverse("application_clarify", args=[case.call.code, case.uuid])


def posted(browser: Client, case: Case) -> dict[str, Any]:
    """What the page would send if nothing was changed."""
    page = browser.get(address(case))
    data: dict[str, Any] = {}
    for each in page.context["asked"]:
        if each.form and each.is_asked:
            data[base_name(each.question.id)] = each.base
            value = each.form["answer"].value()
            if isinstance(value, str):
                data[f"q-{each.question.id}-answer"] = value
    return data


def test_the_whole_way_of_a_question(office: User) -> None:
    case = work.under_review(office, summary="Wir bauen Beete.")
    OutgoingMail.objects.all().delete()
    asked = ask(office, case, "core_summary")
    case.refresh_from_db()
    assert case.state == "clarification"
    mail = OutgoingMail.objects.get()
    assert mail.to == [case.owner.email]
    assert address(case) in mail.text
    assert "genauer" not in mail.text + mail.html
    browser = client_for(case.owner)
    done = reverse("application_done", args=[case.call.code, case.uuid])
    assert "Bitte genauer." in browser.get(done).content.decode()
    assert [task.url for task in tasks(case.owner)] == [address(case)]
    html = browser.get(address(case)).content.decode()
    assert "Wir bauen Beete." in html
    assert "Hochbeete am Karlsplatz" in html
    summary, title = question(case, "core_summary"), question(case, "core_title")
    data = posted(browser, case) | {
        f"q-{summary}-answer": "Wir bauen 18 Beete mit 30 Kindern.",
        f"q-{title}-answer": "Eingeschmuggelt",
        base_name(title): "x",
        "reply": "Gern geschehen.",
    }
    kept = browser.post(address(case), data | {"button": "later"})
    assert kept.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.summary) == ("clarification", "Wir bauen 18 Beete mit 30 Kindern.")
    assert case.title == "Hochbeete am Karlsplatz"
    assert "Gern geschehen." in browser.get(address(case)).content.decode()
    OutgoingMail.objects.all().delete()
    sent = posted(browser, case) | {"button": "send", "reply": "Gern geschehen."}
    assert browser.post(address(case), sent).status_code == 302
    case.refresh_from_db()
    assert case.state == "under_review"
    assert {to for mail in OutgoingMail.objects.all() for to in mail.to} == {
        "stadtteilbuero@example.org",
        case.owner.email,
    }
    frozen = ClarifiedQuestion.objects.get(clarification=asked)
    assert frozen.before == {"answer": "Wir bauen Beete."}
    assert frozen.after == {"answer": "Wir bauen 18 Beete mit 30 Kindern."}
    assert AnswerChange.objects.filter(case=case, question=summary).exists()
    page = client_for(office).get(reverse("cases:inspect", args=[case.pk])).content.decode()
    for text in ("Wir bauen Beete.", "Wir bauen 18 Beete mit 30 Kindern.", "Gern geschehen."):
        assert text in page
    assert browser.get(address(case)).status_code == 302
    late = browser.post(address(case), sent)
    assert late.status_code == 302
    events = [entry.event for entry in audit.history(case)]
    assert events.count("ask") == events.count("answer") == 1


def test_what_is_missing_is_said_and_nothing_typed_is_lost(office: User) -> None:
    case = work.under_review(office)
    ask(office, case, "core_summary")
    browser, summary = client_for(case.owner), question(case, "core_summary")
    data = posted(browser, case) | {f"q-{summary}-answer": "", "button": "send", "reply": "Hm."}
    answer = browser.post(address(case), data)
    assert answer.status_code == 422
    assert "Hm." in answer.content.decode()
    assert answer.context["asked"][0].problems
    for reply in ("x" * 100_000, "a\x00b"):
        answer = browser.post(address(case), posted(browser, case) | {"reply": reply})
        assert answer.status_code == 422
    case.refresh_from_db()
    assert case.state == "clarification"
    assert Clarification.objects.get().reply == "Hm."


def test_lines_of_the_plan_are_changed_and_shown_again(office: User) -> None:
    case = work.under_review(office)
    asked = ask(office, case, "cost_plan")
    browser, plan = client_for(case.owner), question(case, "cost_plan")
    start = f"q-{plan}-answer"
    page = browser.get(address(case))
    mark = page.context["asked"][0].base
    lines = {
        f"{start}-0-label": "Holz",
        f"{start}-0-category": "material",
        f"{start}-0-amount": "1000,00",
        f"{start}-1-label": "Erde und Samen",
        f"{start}-1-category": "material",
        f"{start}-1-amount": "550,00",
    }
    first = {**lines, base_name(plan): mark, "reply": "x" * 100_000, "button": "send"}
    refused = browser.post(address(case), first)
    assert refused.status_code == 422
    assert "Erde und Samen" in refused.content.decode()
    again = {**lines, base_name(plan): refused.context["asked"][0].base, "button": "send"}
    assert browser.post(address(case), again).status_code == 302
    row = ClarifiedQuestion.objects.get(clarification=asked)
    assert [line["amount"] for line in row.before["answer"]] == [94_000, 61_000]
    assert [line["amount"] for line in row.after["answer"]] == [100_000, 55_000]
    page = client_for(office).get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "Erde und Samen" in page


def test_words_alone_can_be_asked_for(office: User) -> None:
    case = work.under_review(office)
    ask(office, case)
    browser = client_for(case.owner)
    empty = browser.post(address(case), {"button": "send", "reply": " "})
    assert empty.status_code == 422
    assert "Bitte antworten Sie in Worten." in empty.content.decode()
    sent = browser.post(address(case), {"button": "send", "reply": "Im März."})
    assert sent.status_code == 302
    assert Clarification.objects.get().reply == "Im März."


def test_files_are_added_and_what_was_sent_stays(office: User) -> None:
    draft = make.draft()
    old = make.attach(draft)
    case = submit_application(by=draft.owner, case=draft)
    actions.begin_review(by=office, case=case)
    with clock.frozen("2026-11-22 11:00"):
        asked = ask(office, case, "files")
        browser, files = client_for(case.owner), question(case, "files")
        page = browser.get(address(case)).content.decode()
        assert old.name in page
        assert f"remove-{old.pk}" not in page
        upload = make.pdf_upload("neu.pdf", b"neu")
        data = {f"q-{files}-files": upload, "button": "upload"}
        assert browser.post(address(case), data).status_code == 302
        new = CaseFile.objects.get(name="neu.pdf")
        assert f"remove-{new.pk}" in browser.get(address(case)).content.decode()
        browser.post(address(case), {"button": f"remove-{old.pk}"})
        browser.post(address(case), {"button": f"remove-{'9' * 30}"})
        assert CaseFile.objects.filter(pk=old.pk).exists()
        browser.post(address(case), {"button": "send"})
    row = ClarifiedQuestion.objects.get(clarification=asked)
    assert row.before == {"answer": [old.pk]}
    assert row.after == {"answer": [old.pk, new.pk]}
    whole = whole_case(case.uuid)
    assert whole is not None
    told = clarifications_of(whole)[0]
    assert "1 neu" in told.changes[0].differences[0].after


def test_who_may_ask_and_answer(office: User) -> None:
    fresh, case = make.submitted(), work.under_review(office)
    for person in (user("finance"), user("auditor"), case.owner):
        with pytest.raises(PermissionDenied):
            ask(person, case)
    with pytest.raises(PermissionDenied):
        ask(office, fresh)
    helper, reader = members.member(case, "edit"), members.member(case, "view")
    ask(office, case, "core_summary")
    with pytest.raises(PermissionDenied):
        ask(office, case)
    for person in (reader, office, user("applicant")):
        for act in (
            partial(actions_asking.save_clarified, read=lambda sheet: None),
            actions_asking.answer_clarification,
        ):
            with pytest.raises(PermissionDenied):
                act(by=person, case=case)
        assert client_for(person).get(address(case)).status_code in {302, 404}
    done = actions_asking.answer_clarification(by=helper, case=case)
    assert done.state == "under_review"
    again = actions_asking.answer_clarification(by=helper, case=case)
    assert again.state == "under_review"


def test_asking_refuses_bad_input_and_asks_once(office: User) -> None:
    case = work.under_review(office)
    desk, form = client_for(office), reverse("case_ask", args=[case.pk])
    good = {"text": "Was?", "due_on": "2026-12-04", "key": str(uuid4())}
    wrong: Iterable[dict[str, Any]] = (
        {"text": " "},
        {"text": "x" * 100_000},
        {"text": "a\x00"},
        {"due_on": "2026-11-21"},
        {"due_on": "9999-12-31"},
        {"due_on": "bald"},
        {"key": "1"},
        {"questions": ["gibt-es-nicht"]},
    )
    for change in wrong:
        assert desk.post(form, good | change).status_code == 422, change
    assert not Clarification.objects.exists()
    assert "2026-12-06" in desk.get(form).content.decode(), "14 days, as the checklist says"
    assert desk.post(form, good).status_code == 302
    assert desk.post(form, good).status_code == 302
    assert Clarification.objects.count() == 1
    assert desk.get(form).status_code == 302


def test_the_office_goes_on_without_an_answer(office: User) -> None:
    case = work.under_review(office)
    ask(office, case, "core_summary")
    case.refresh_from_db()
    with pytest.raises(NotAllowed) as refused:
        CASE.check(case, case.state, "answer")
    assert refused.value.code == "unanswered"
    desk, form = client_for(office), reverse("case_go_on", args=[case.pk])
    assert desk.post(form, {"reason": " "}).status_code == 422
    OutgoingMail.objects.all().delete()
    assert desk.post(form, {"reason": "Am Telefon geklärt."}).status_code == 302
    assert desk.post(form, {"reason": "Noch einmal."}).status_code == 302
    case.refresh_from_db()
    assert case.state == "under_review"
    assert Clarification.objects.get().end_reason == "Am Telefon geklärt."
    assert "Telefon" not in OutgoingMail.objects.get().text
    owner = client_for(case.owner)
    done = reverse("application_done", args=[case.call.code, case.uuid])
    assert "Telefon" not in owner.get(done).content.decode()


def test_the_check_looks_anew_after_an_answer(office: User) -> None:
    case = work.under_review(office)
    Case.objects.filter(pk=case.pk).update(summary="")
    ask(office, case, "core_summary")
    browser, summary = client_for(case.owner), question(case, "core_summary")
    data = {f"q-{summary}-answer": "Jetzt da.", "button": "send"}
    assert browser.post(address(case), posted(browser, case) | data).status_code == 302
    case.refresh_from_db()
    work.check_all(office, case)
    assert actions.make_ready(by=office, case=case).state == "ready"
