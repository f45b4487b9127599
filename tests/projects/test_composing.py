"""Editors compose a form, a second person publishes it, every publication freezes a version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.forms.models import Form, FormVersion
from portal.forms.queries import schema_of
from portal.kernel import clock
from portal.kernel.audit import LogEntry
from tests.factories import composed as composing
from tests.factories import projects as funding
from tests.factories.accounts import client_for, user
from tests.factories.composed import (
    address,
    approve,
    compose,
    fresh,
    only_if,
    question,
    step,
)
from tests.portal.editing import portal

pytestmark = pytest.mark.django_db

STEPS = [
    step("Wer sind Sie?", question("name"), question("street", "Wo wohnen Sie?")),
    step("Was fehlt?", question("need", "Was fehlt im Norden?")),
]


@pytest.fixture(autouse=True)
def _portal() -> None:
    portal()


def handed_in(steps: list[dict[str, Any]] | None = None) -> Any:
    form = compose(user("coordinator"), steps or STEPS, "action-submit")
    assert form.workflow_in_progress
    return form


def test_composed_handed_in_approved_frozen() -> None:
    approver = user("approver")
    form = handed_in()
    assert not FormVersion.objects.exists()
    approve(approver, form)
    assert fresh(form).live
    version = FormVersion.objects.get()
    assert (version.form_id, version.number, version.frozen_by) == (form.form_id, 1, approver)
    schema = schema_of(version)
    assert [str(each.title) for each in schema.steps] == ["Wer sind Sie?", "Was fehlt?"]
    assert list(schema.by_code) == ["name", "street", "need"]
    assert [each.id for each in schema.steps] == [each["id"] for each in STEPS]
    assert LogEntry.objects.filter(event="form_published", subject_id=str(form.form_id)).exists()


def test_a_changed_form_is_the_next_version_and_the_old_one_stays() -> None:
    form = handed_in()
    approve(user("approver"), form)
    first = FormVersion.objects.get()
    changed = [STEPS[0], step("Was fehlt?", question("need", "Was fehlt bei Ihnen?"))]
    composing.rewrite(user("editor"), form, changed, "action-submit")
    assert FormVersion.objects.count() == 1
    approve(user("approver"), fresh(form))
    assert list(FormVersion.objects.values_list("number", flat=True)) == [2, 1]
    again = FormVersion.objects.get(pk=first.pk)
    assert (again.fingerprint, again.data) == (first.fingerprint, first.data)
    assert schema_of(again).fingerprint == first.fingerprint


def test_the_same_text_again_is_the_same_version() -> None:
    form = handed_in()
    approve(user("approver"), form)
    composing.rewrite(user("editor"), form, STEPS, "action-submit")
    approve(user("approver"), fresh(form))
    assert FormVersion.objects.count() == 1


def test_nobody_publishes_their_own_form() -> None:
    author, approver = user("coordinator"), user("approver")
    form = compose(author, STEPS)
    composing.rewrite(author, form, STEPS, "action-publish")
    assert not fresh(form).live
    composing.rewrite(approver, form, [STEPS[0]], "action-publish", title="Umgeschrieben")
    assert not fresh(form).live
    composing.rewrite(
        user("approver"), fresh(form), [STEPS[0]], "action-publish", title="Umgeschrieben"
    )
    assert fresh(form).live
    assert FormVersion.objects.count() == 1


def test_whoever_handed_in_does_not_approve() -> None:
    both = user("coordinator")
    both.groups.add(user("approver").groups.get())
    form = compose(both, STEPS, "action-submit")
    approve(both, form)
    assert not fresh(form).live
    assert not FormVersion.objects.exists()


def test_a_form_may_be_published_at_a_set_time() -> None:
    form = handed_in()
    revision = fresh(form).get_latest_revision_as_object()
    revision.go_live_at = clock.now() + timedelta(hours=1)
    revision.save_revision().publish()
    assert not FormVersion.objects.exists()
    due = fresh(form).revisions.get(approved_go_live_at__isnull=False)
    due.approved_go_live_at = clock.now() - timedelta(minutes=1)
    due.content["go_live_at"] = (clock.now() - timedelta(minutes=1)).isoformat()
    due.save()
    call_command("publish_scheduled")
    assert FormVersion.objects.get().frozen_by is None


BROKEN = {
    "twice": (
        [step("Eins", question("name"), {**question("name"), "id": "q-other"})],
        "kommt zweimal vor",
    ),
    "later": (
        [
            step("Eins", question("name", show_if=only_if("need", "x"))),
            step("Zwei", question("need")),
        ],
        "nicht davor gestellt",
    ),
    "empty step": (
        [step("Eins", question("name")), step("Zwei")],
        "hat noch keine Frage",
    ),
    "unknown": ([step("Eins", question("name", show_if=only_if("nothing", "x")))], "nothing"),
    "no value": (
        [step("Eins", question("name"), question("need", show_if=only_if("name", "")))],
        "kein Wert",
    ),
    "no such answer": (
        [
            step(
                "Eins",
                question(
                    "age",
                    type="choice",
                    choices=[
                        {"type": "item", "id": f"c{n}", "value": {"label": n, "code": n}}
                        for n in ("jung", "alt")
                    ],
                ),
                question("need", show_if=only_if("age", "mittel")),
            )
        ],
        "jung, alt",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_form_is_kept_as_a_draft_and_not_handed_in(name: str) -> None:
    steps, words = BROKEN[name]
    author = user("editor")
    form = compose(author, steps)
    answer = composing.rewrite(author, form, steps, "action-submit")
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not fresh(form).workflow_in_progress


def test_a_form_broken_while_it_waits_cannot_be_approved() -> None:
    form = handed_in()
    first = user("approver")
    composing.rewrite(first, form, BROKEN["twice"][0])
    assert fresh(form).latest_revision.user == first
    approve(user("approver"), fresh(form))
    assert not fresh(form).live
    assert not FormVersion.objects.exists()


def test_saving_a_broken_draft_says_what_is_wrong() -> None:
    author = user("editor")
    form = compose(author, BROKEN["twice"][0])
    browser = client_for(author)
    shown = browser.get(address("edit", form.pk)).content.decode()
    assert shown
    composing.rewrite(author, form, BROKEN["twice"][0])
    assert fresh(form).latest_revision.user == author


def test_an_application_needs_its_core_questions() -> None:
    author = user("editor")
    form = compose(author, STEPS)
    form.form.purpose = "application"
    form.form.save()
    answer = composing.rewrite(author, form, STEPS, "action-submit")
    assert answer.status_code == 200
    assert "Jeder Antrag braucht" in answer.content.decode()


def test_the_list_shows_version_state_and_calls() -> None:
    form = handed_in()
    approve(user("approver"), form)
    funding.call(form=form.form, title={"de": "Runde Nord"})
    shown = client_for(user("auditor")).get(address("list")).content.decode()
    assert "Runde Nord" in shown
    for _number in range(3):
        compose(user("editor"), STEPS)
    browser = client_for(user("editor"))
    browser.get(address("list"))
    with CaptureQueriesContext(connection) as few:
        browser.get(address("list"))
    for _number in range(5):
        compose(user("editor"), STEPS)
    with CaptureQueriesContext(connection) as many:
        browser.get(address("list"))
    assert len(many) <= len(few)


def test_calls_choose_published_forms_only() -> None:
    form, draft = handed_in(), compose(user("editor"), STEPS, title="Entwurf")
    approve(user("approver"), form)
    survey = Form.objects.create(code="other", title={"de": "Anderes"}, purpose="survey")
    Form.objects.filter(pk__in=[form.form_id, draft.form_id]).update(purpose="application")
    call = funding.call()
    browser = client_for(user("coordinator"))
    shown = browser.get(reverse("calls:edit", args=[call.pk]))
    offered = set(shown.context["form"].fields["form"].queryset)
    own = call.form
    assert offered == {form.form, own}
    call.form = survey
    call.save()
    shown = browser.get(reverse("calls:edit", args=[call.pk]))
    assert set(shown.context["form"].fields["form"].queryset) == {form.form, own, survey}


# Role: what they get in to. Everybody else is led away or refused.
RIGHTS: dict[str, set[Role]] = {
    "list": {
        Role.ADMIN,
        Role.COORDINATOR,
        Role.EDITOR,
        Role.APPROVER,
        Role.TRANSLATOR,
        Role.AUDITOR,
    },
    "add": {Role.ADMIN, Role.COORDINATOR, Role.EDITOR},
    "edit": {Role.ADMIN, Role.COORDINATOR, Role.EDITOR, Role.APPROVER},
    "copy": {Role.ADMIN, Role.COORDINATOR, Role.EDITOR},
    "import": {Role.ADMIN, Role.COORDINATOR, Role.EDITOR},
    "patterns": {Role.ADMIN, Role.COORDINATOR, Role.EDITOR},
    "export": {
        Role.ADMIN,
        Role.COORDINATOR,
        Role.EDITOR,
        Role.APPROVER,
        Role.TRANSLATOR,
        Role.AUDITOR,
    },
    "unpublish": set(),
}


@pytest.mark.parametrize("verb", RIGHTS)
def test_who_gets_in(verb: str) -> None:
    form = compose(user("editor"), STEPS)
    args = [form.pk] if verb in {"edit", "copy", "export", "unpublish"} else []
    for role in Role:
        code = client_for(user(role)).get(address(verb, *args)).status_code
        assert (code == 200) == (role in RIGHTS[verb]), (role, verb, code)


def test_who_publishes_the_form_of_another() -> None:
    for role in Role:
        form = handed_in()
        approve(user(role), form)
        assert fresh(form).live == (role in {Role.APPROVER, Role.ADMIN}), role
