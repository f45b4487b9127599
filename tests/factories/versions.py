"""A form that changes while people write, over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from portal.forms.actions import freeze_form
from portal.forms.models import FormVersion
from portal.forms.queries import latest_version
from portal.forms.schema import Question, Schema
from projects.calls.models import Call
from projects.cases.models import Case
from tests.factories import forms as make
from tests.factories import projects as records

FILES = {"kinds": ["pdf"], "megabytes": 1, "most": 2}
EXTRA = (
    make.question("helpers", text="Wer hilft?", required=False),
    make.question("motto", text="Ihr Motto?", required=False),
    make.question("plan", "files", text="Lageplan", required=False, options=FILES),
)


def publish(call: Call, *extra: Question, drop: str = "") -> FormVersion:
    """A newer version with these extra questions, without the step or question `drop`."""
    steps = [
        replace(step, questions=tuple(each for each in step.questions if each.id != drop))
        for step in make.steps(extra)
        if step.id != drop
    ]
    assert call.form
    freeze_form(by=None, form=call.form, schema=Schema(make.labels("Antrag"), tuple(steps)))
    newest = latest_version(call.form)
    assert newest
    return newest


def begin(browser: Client, call: Call) -> Case:
    key = make.fill(browser, call)
    url = make.step_url(call, key, "idea")
    more = {"q-helpers-answer": "Der Chor", "q-motto-answer": "Grün für alle"}
    data = {**make.marks(browser, url), **make.answers()["idea"], **more}
    browser.post(url, {**data, "q-plan-files": [records.pdf_upload()], "button": "next"})
    return Case.objects.get(uuid=key)


def tasks(browser: Client, case: Case) -> str:
    return browser.get(
        reverse("application_form", args=[case.call.code, case.uuid])
    ).content.decode()


def press(browser: Client, case: Case, button: str, version: Any) -> Any:
    url = reverse("application_version", args=[case.call.code, case.uuid])
    return browser.post(url, {"button": button, "version": getattr(version, "pk", version)})
