"""Drafts that begin from something that exists, over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from projects.calls.models import Call
from projects.cases.models import Case
from tests.factories import forms as make

GATE = {"carrier": "initiative", "time": "fits", "amount": "fits", "costs": "fits"}


def choice(code: str, *codes: str, kind: str = "choice") -> Any:
    """A question to choose from; codes are labels too."""
    options = {"choices": [{"code": each, "label": {"de": each}} for each in codes]}
    return make.question(code, kind, options=options, required=False)


def long_text(code: str, most: int) -> Any:
    """A long text of so many characters."""
    limits = {"limit": most, "unit": "characters"}
    return make.question(code, "long_text", options=limits, required=False)


def call_with(*extra: Any, **fields: Any) -> Call:
    """An open call whose form asks more on its first step."""
    return make.call(form=make.form(*make.steps(extra)), **fields)


def written(browser: Client, call: Call, **more: Any) -> Case:
    """A filled-in draft with answers to the extra questions of its first step."""
    key = make.fill(browser, call)
    url = make.step_url(call, key, "idea")
    data = {**make.marks(browser, url), **make.answers()["idea"]}
    data |= {f"q-{name.replace('__', '-')}": value for name, value in more.items()}
    assert browser.post(url, {**data, "button": "next"}).status_code == 302
    return Case.objects.get(uuid=key)


def address(case: Case, target: Call | None = None) -> str:
    """The page of an own application, or that of one call."""
    if target is None:
        return reverse("application_template", args=[case.call.code, case.uuid])
    return reverse("application_template_call", args=[case.call.code, case.uuid, target.code])


def begin(browser: Client, case: Case, target: Call, key: Any = None, **gate: str) -> Any:
    """Press the button."""
    data = {**GATE, **gate, "key": str(key or uuid.uuid4())}
    return browser.post(address(case, target), data)


def begun(browser: Client, case: Case, target: Call) -> Case:
    """The draft after pressing."""
    key = uuid.uuid4()
    sent = begin(browser, case, target, key)
    assert sent.status_code == 302, sent.content.decode()
    assert sent["Location"] == reverse("application_form", args=[target.code, key])
    return Case.objects.get(uuid=key)
