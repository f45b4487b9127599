"""Applying with a form in tests: what a browser sends for its steps."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from portal.kernel import clock
from projects.calls.models import Call
from projects.cases.models import AnswerChange, Case
from tests.factories import projects as make
from tests.factories.schemas import form as form
from tests.factories.schemas import labels as labels
from tests.factories.schemas import only_if as only_if
from tests.factories.schemas import question as question
from tests.factories.schemas import steps as steps


def call(**fields: Any) -> Call:
    """An open call whose form asks the core questions only."""
    return make.call(**{"form": fields.pop("form", None) or form(), **fields})


def step_url(of: Call, key: uuid.UUID, step: str) -> str:
    """The address of a step."""
    return reverse("application_step", args=[of.code, key, step])


def marks(browser: Client, url: str) -> dict[str, str]:
    """The hidden marks of a step as the page holds them."""
    page = browser.get(url).context
    return {each.base_name: each.base for each in page["asked"] if each.form}


def answers(**changes: Any) -> dict[str, dict[str, str]]:
    """What a browser sends for each step of `steps()`: 1.550 € in two lines."""
    theme = make.Theme.objects.first() or make.theme()
    found: dict[str, dict[str, str]] = {
        "idea": {
            "q-core_title-answer": "Hochbeete am Karlsplatz",
            "q-core_summary-answer": "Wir bauen 18 Hochbeete.",
            "q-core_theme-answer": theme.code,
        },
        "who": {
            "q-core_carrier-answer-name": "Gartengruppe",
            "q-core_carrier-answer-kind": "initiative",
            "q-core_contact-answer-name": "Test Person",
            "q-core_contact-answer-email": "gruppe@example.org",
            "q-core_contact-answer-phone": "",
        },
        "when": {
            "q-core_period-answer-from": "2027-03-01",
            "q-core_period-answer-to": "30.09.2027",
            "q-core_place-answer": "Karlsplatz",
        },
        "money": {
            "q-core_amount-answer": "1.550,00",
            "q-cost_plan-answer-0-label": "Holz",
            "q-cost_plan-answer-0-category": "material",
            "q-cost_plan-answer-0-amount": "940",
            "q-cost_plan-answer-1-label": "Erde",
            "q-cost_plan-answer-1-category": "material",
            "q-cost_plan-answer-1-amount": "610,00 €",
        },
        "consent": {"q-core_consent-answer": "on"},
    }
    for step in found.values():
        step.update({key: value for key, value in changes.items() if key in step})
    return found


def fill(browser: Client, of: Call, key: uuid.UUID | None = None, **changes: Any) -> uuid.UUID:
    """Fill in all steps through HTTP, as a browser without JavaScript would."""
    key = key or uuid.uuid4()
    for step, data in answers(**changes).items():
        url = step_url(of, key, step)
        sent = browser.post(url, {**marks(browser, url), **data, "button": "next"})
        assert sent.status_code == 302, sent.content.decode()
    return key


def later(case: Case, minutes: int) -> Any:
    """The clock so many minutes after the last saving."""
    return clock.frozen(case.saved_at + timedelta(minutes=minutes))


def changes(case: Case) -> list[tuple[str, Any, bool]]:
    """The log of a case: question, text afterwards, whether it was kept aside."""
    entries = AnswerChange.objects.filter(case=case)
    return [(entry.question, entry.after.get("answer"), entry.parked) for entry in entries]
