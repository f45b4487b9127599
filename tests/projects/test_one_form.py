"""What was begun or handed in before every call had a form: read and gone on with like the rest."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.setup.forms import set_up_forms
from projects.calls.models import READY_FORM, Call
from projects.cases.models import Case, Channel
from projects.cases.plan import CostItem
from projects.intake import actions
from projects.intake.pdfs import receipt_pdf
from projects.intake.reading import text_of_case
from tests.factories import desk
from tests.factories import forms as make_form
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page
from tests.projects.test_receipt import text_of


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.mark.django_db
def test_a_case_without_a_form_is_read_everywhere() -> None:
    home_page()
    desk.admin_access()
    case = make.draft()
    make.attach(case, make.pdf_upload("skizze.pdf"))
    case.files.update(question="")
    actions.submit_application(by=case.owner, case=case)
    Case.objects.filter(pk=case.pk).update(form_version=None, place="")
    case = Case.objects.get(pk=case.pk)
    place = [case.call.code, case.uuid]
    own, office = client_for(case.owner), client_for(user("coordinator"))
    pages = [
        own.get(reverse("application_done", args=place)).content.decode(),
        office.get(reverse("cases:inspect", args=[case.pk])).content.decode(),
        office.get(reverse("cases:print", args=[case.pk])).content.decode(),
        text_of(receipt_pdf(case)),
        text_of_case(case),
    ]
    for page in pages:
        for words in ("Hochbeete am Karlsplatz", "Gartengruppe", "940,00", "skizze.pdf"):
            assert words in page
    # Nobody left out the place: no form asked for it.
    assert "nicht beantwortet" not in pages[0]
    assert own.get(reverse("application_changes", args=place)).status_code == 200


@pytest.mark.django_db
def test_a_file_whose_question_is_gone_is_still_shown() -> None:
    home_page()
    case = make.draft()
    make.attach(case, make.pdf_upload("skizze.pdf"))
    case.files.update(question="")
    place = [case.call.code, case.uuid]
    page = client_for(case.owner).get(reverse("application_check", args=place)).content.decode()
    assert "skizze.pdf" in page


@pytest.mark.django_db
def test_a_draft_without_a_form_goes_on_with_that_of_its_call() -> None:
    home_page()
    draft = make.draft(consent=False)
    CostItem.objects.filter(case=draft, label="Erde").update(amount_cents=None)
    Case.objects.filter(pk=draft.pk).update(form_version=None)
    browser = client_for(draft.owner)
    tasks = reverse("application_form", args=[draft.call.code, draft.uuid])
    assert "Was haben Sie vor?" in browser.get(tasks).content.decode()
    check = reverse("application_check", args=[draft.call.code, draft.uuid])
    problems = browser.get(check).context["problems"]
    assert len(problems) == 2
    assert browser.post(check).status_code == 409
    money = make_form.step_url(draft.call, draft.uuid, "money")
    assert "Holz" in browser.get(money).content.decode()
    for step in ("money", "consent"):
        url = make_form.step_url(draft.call, draft.uuid, step)
        data = {**make_form.marks(browser, url), **make_form.answers()[step], "button": "next"}
        assert browser.post(url, data).status_code == 302
    draft.refresh_from_db()
    assert draft.form_version
    assert draft.form_version.form == draft.call.form
    assert browser.post(check).status_code == 302


@pytest.mark.django_db
def test_a_call_needs_a_published_form_and_the_ready_one_stands_there() -> None:
    home_page()
    desk.admin_access()
    set_up_forms()
    office = client_for(user("coordinator"))
    page = office.get(reverse("calls:add"))
    form = page.context["form"]
    assert form["form"].value() == form.fields["form"].queryset.get(code=READY_FORM).pk
    sent = office.post(reverse("calls:add"), {"code": "neu", "form": ""})
    assert "Bitte wählen Sie, was" in str(sent.context["form"].errors["form"])
    assert not Call.objects.exists()


@pytest.mark.django_db
def test_a_list_of_the_office_has_no_form() -> None:
    imported = desk.imported()
    case = Case.objects.get(channel=Channel.IMPORTED)
    assert case.form_version is None
    assert imported.created == 1
    assert "Nähtreff" in text_of_case(case)
