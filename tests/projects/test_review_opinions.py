"""Expert opinions: routing, what an office sees and says, and when a case goes on."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from portal.kernel.registry import tasks
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.intake.actions import submit_application
from projects.intake.models import ApplicationForm
from projects.programmes.models import ProgrammeOption
from projects.review import actions, actions_opinions
from projects.review.models_opinions import OpinionRequest, RoutingRule
from projects.review.queries_opinions import suggested_offices
from tests.factories import projects as make
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
WORDS = "Passt gut zum Gebiet."


@pytest.fixture
def office() -> User:
    return user("coordinator")


def give(by: User, request: OpinionRequest) -> OpinionRequest:
    return actions_opinions.give_opinion(
        by=by, request=request, recommendation="in_favour", reason=WORDS
    )


def test_rules_of_the_programme_name_the_offices(office: User) -> None:
    of, theme = make.call(), make.theme()
    checklist = work.checklist(of)
    start_up = ProgrammeOption.objects.create(
        programme=of.programme, kind="project_type", code="start-up", labels={"de": "Gründung"}
    )
    economy, planning, everybody = (work.office() for _number in range(3))
    RoutingRule.objects.create(checklist=checklist, project_type=start_up, office=economy)
    RoutingRule.objects.create(checklist=checklist, theme=theme, office=planning)
    RoutingRule.objects.create(checklist=checklist, theme=theme, office=everybody)
    RoutingRule.objects.create(checklist=checklist, office=everybody)
    case = work.under_review(office, of)
    Case.objects.filter(pk=case.pk).update(theme=None)
    case.refresh_from_db()
    assert suggested_offices(case) == [everybody]
    case.project_type = start_up
    assert suggested_offices(case) == [economy, everybody]
    case.theme = theme
    assert suggested_offices(case) == [economy, planning, everybody]
    page = client_for(office).get(reverse("case_ask_offices", args=[case.pk]))
    assert page.context["form"]["offices"].value() == [str(everybody.pk)]


def test_the_whole_way_of_an_opinion(office: User) -> None:
    place = work.office()
    speaker = work.speaker(place)
    case = work.under_review(office)
    desk, form = client_for(office), reverse("case_ask_offices", args=[case.pk])
    good = {"offices": [place.pk], "due_on": "2026-12-04", "text": "Was sagen Sie?"}
    assert desk.post(form, good).status_code == 422
    work.check_all(office, case)
    for change in (
        {"offices": []},
        {"offices": ["9" * 30]},
        {"due_on": "2026-11-01"},
        {"due_on": "9999-01-01"},
        {"text": "x" * 100_000},
        {"text": "\x00"},
    ):
        assert desk.post(form, good | change).status_code == 422, change
    OutgoingMail.objects.all().delete()
    assert desk.post(form, good).status_code == 302
    case.refresh_from_db()
    assert case.state == "opinion"
    asked = OpinionRequest.objects.get()
    page = reverse("opinion", args=[asked.pk])
    mail = OutgoingMail.objects.get(to=[speaker.person.email])
    assert page in mail.text
    assert [task.url for task in tasks(speaker.person)] == [page]
    browser = client_for(speaker.person)
    html = browser.get(page).content.decode()
    assert case.summary in html
    assert "Was sagen Sie?" in html
    for hidden in (case.contact_email, case.contact_name, "Gesehen."):
        assert hidden not in html
    for wrong in (
        {},
        {"recommendation": "against", "reason": " "},
        {"recommendation": "perhaps", "reason": WORDS},
        {"recommendation": "against", "reason": "x" * 100_000},
        {"recommendation": "against", "reason": "a\x00"},
    ):
        assert browser.post(page, wrong).status_code == 422, wrong
    said = {"recommendation": "with_conditions", "reason": WORDS}
    assert browser.post(page, said).status_code == 302
    assert browser.post(page, {**said, "reason": "Doch nicht."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.recommendation, asked.reason) == ("with_conditions", WORDS)
    assert WORDS in desk.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert asked.case.title in browser.get(reverse("opinions")).content.decode()
    assert reverse("opinions") in browser.get(reverse("account_area")).content.decode()
    owner = client_for(case.owner)
    done = owner.get(reverse("application_done", args=[case.call.code, case.uuid]))
    assert WORDS not in done.content.decode()
    assert actions.make_ready(by=office, case=case).state == "ready"


def test_a_case_goes_on_when_all_spoke_or_the_day_has_passed(office: User) -> None:
    request, speaker = work.opinion(office)
    with pytest.raises(NotAllowed) as refused:
        actions.make_ready(by=office, case=request.case)
    assert refused.value.code == "offices_open"
    more = actions_opinions.ask_offices(
        by=office,
        case=request.case,
        offices=[speaker.office, work.office()],
        due_on=date(2026, 12, 1),
    )
    assert len(more) == 1, "nobody is asked twice"
    give(speaker.person, request)
    with pytest.raises(NotAllowed):
        actions.make_ready(by=office, case=request.case)
    with clock.frozen("2026-12-01 23:00"), pytest.raises(NotAllowed):
        actions.make_ready(by=office, case=request.case)
    with clock.frozen("2026-12-02 00:30"):
        assert actions.make_ready(by=office, case=request.case).state == "ready"


def test_an_office_sees_only_what_it_was_asked(office: User) -> None:
    request, speaker = work.opinion(office)
    other, unlinked, gone = work.speaker().person, user("office"), work.speaker(speaker.office)
    gone.is_active = False
    gone.save()
    page = reverse("opinion", args=[request.pk])
    outsiders = [other, unlinked, gone.person, request.case.owner]
    outsiders += [user(role) for role in Role if role != Role.OFFICE]
    for person in outsiders:
        assert client_for(person).get(page).status_code in {302, 404}, person
        with pytest.raises(PermissionDenied):
            give(person, request)
        if person != request.case.owner:
            assert not tasks(person) or page not in [task.url for task in tasks(person)]
    browser = client_for(speaker.person)
    for name in ("cases:inspect", "case_check", "case_ask_offices"):
        answer = browser.get(reverse(name, args=[request.case_id]))
        assert answer.status_code in {302, 403, 404}
    assert browser.get(reverse("opinion", args=[10**18])).status_code == 404
    html = client_for(other).get(reverse("opinions")).content.decode()
    assert request.case.title not in html


def test_only_the_coordination_asks_and_only_while_it_checks(office: User) -> None:
    fresh, place = make.submitted(), work.office()
    request, speaker = work.opinion(office)
    ask = partial(actions_opinions.ask_offices, offices=[place], due_on=date(2026, 12, 1))
    for person, case in (
        (user("finance"), request.case),
        (speaker.person, request.case),
        (request.case.owner, request.case),
        (office, fresh),
    ):
        with pytest.raises(PermissionDenied):
            ask(by=person, case=case)
    whole = whole_case(request.case.uuid)
    assert whole is not None
    with clock.frozen("2027-01-05 10:00"):
        actions.make_ready(by=office, case=whole)
        with pytest.raises(PermissionDenied):
            give(speaker.person, request)


def test_one_reminder_before_the_day(office: User) -> None:
    request, speaker = work.opinion(office)
    OutgoingMail.objects.all().delete()

    def sent(moment: str) -> int:
        with clock.frozen(moment):
            return actions_opinions.send_opinion_reminders()

    assert [sent(f"2026-12-0{day} 12:00") for day in (2, 3, 4)] == [0, 1, 0]
    assert "Erinnerung" in OutgoingMail.objects.get(to=[speaker.person.email]).subject
    assert request.reminded_at is None


def test_questions_of_the_form_engine_beside_the_recommendation(office: User) -> None:
    of = make.call()
    form = work.opinion_form(of)
    request, speaker = work.opinion(office, of)
    assert request.form_version is not None
    browser, page = client_for(speaker.person), reverse("opinion", args=[request.pk])
    html = browser.get(page).content.decode()
    assert "Wie groß ist der Bedarf" in html
    assert "Welche Änderungen wären nötig?" not in html, "only asked where it is needed"
    said = {"recommendation": "in_favour", "reason": WORDS, "button": "send"}
    posted = {"q-need-answer": "high", "q-feasible-answer": "changed"}
    decided = {"permits": "no", "other-money": "no", "accompanies": "yes"}
    posted |= {f"q-{key}-answer-value": value for key, value in decided.items()}
    keys = ["need", "feasible", *decided, "changes", "which-permits", "offers"]
    posted |= {f"b-{key}": "0" for key in keys}
    missing = browser.post(page, said | posted)
    assert missing.status_code == 422
    html = missing.content.decode()
    assert "Welche Änderungen wären nötig?" in html
    assert WORDS in html, "what was typed stays"
    wrong = {"q-need-answer": "enormous", "q-changes-answer": "Später anfangen"}
    assert browser.post(page, said | posted | wrong).status_code == 422
    request.refresh_from_db()
    assert request.is_open
    with pytest.raises(NotAllowed) as refused:
        give(speaker.person, request)
    assert refused.value.code == "answers"
    full = said | posted | {"q-changes-answer": "Später anfangen"}
    assert browser.post(page, full | {"recommendation": ""}).status_code == 422
    assert browser.post(page, full).status_code == 302
    request.refresh_from_db()
    assert request.answers["changes"] == "Später anfangen"
    assert "which-permits" not in request.answers
    desk = client_for(office).get(reverse("cases:inspect", args=[request.case_id]))
    for reader in (desk, browser.get(page)):
        assert "Später anfangen" in reader.content.decode()
    work.checklist(of, opinion_form=None)
    later, _speaker = work.opinion(office, of)
    assert later.form_version is None
    assert form.versions.count() == 1


def test_an_opinion_form_asks_nothing_that_offices_cannot_answer(office: User) -> None:
    form = work.opinion_form(make.call())
    composed = ApplicationForm.objects.get(form=form)
    assert not composed.problems()
    plain = json.loads(json.dumps(list(composed.steps.raw_data)))
    plain[0]["value"]["questions"].append(
        {"type": "files", "id": "papers", "value": {"label": "Belege", "code": "papers"}}
    )
    composed.steps = plain
    assert [(each.question, each.field) for each in composed.problems()] == [("papers", "label")]


def test_an_office_reads_the_files_it_was_shown(office: User) -> None:
    draft = make.draft()
    shown, hidden = (
        make.attach(draft, make.pdf_upload(f"plan-{one}.pdf", f"{one}".encode())) for one in (1, 2)
    )
    case = actions.begin_review(by=office, case=submit_application(by=draft.owner, case=draft))
    work.check_all(office, case)
    speaker = work.speaker()
    desk, form = client_for(office), reverse("case_ask_offices", args=[case.pk])
    assert shown.name in desk.get(form).content.decode()
    good = {"offices": [speaker.office_id], "due_on": "2026-12-04", "files": [shown.pk]}
    assert desk.post(form, good | {"files": ["9" * 30]}).status_code == 422
    assert desk.post(form, good).status_code == 302
    request = OpinionRequest.objects.get(case=case)
    browser = client_for(speaker.person)
    html = browser.get(reverse("opinion", args=[request.pk])).content.decode()
    assert shown.name in html
    assert hidden.name not in html
    address = partial(reverse, "opinion_file")
    content = browser.get(address(args=[request.pk, shown.pk])).getvalue()
    assert sha256(content).hexdigest() == shown.sha256
    for file in (hidden.pk, 10**18):
        assert browser.get(address(args=[request.pk, file])).status_code == 404
    for person in (work.speaker().person, case.owner, user("coordinator")):
        assert client_for(person).get(address(args=[request.pk, shown.pk])).status_code == 404
    with pytest.raises(NotAllowed) as refused:
        actions_opinions.ask_offices(
            by=office,
            case=case,
            offices=[work.office()],
            due_on=date(2026, 12, 4),
            files=[make.attach(make.draft(), make.pdf_upload("fremd.pdf"))],
        )
    assert refused.value.code == "files"
