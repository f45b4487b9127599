"""The measured rows of applying: a step, its saving while typing, and handing in.

Everything happens in a transaction that is taken back, so the demo content stays as it is.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from actors.models import Theme
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bench.rounds import Row, repeated
from portal.forms.forms import base_name
from portal.forms.queries import latest_version, schema_of
from portal.forms.sheets import Sheet
from portal.kernel import clock
from projects.models import Call, Case

CALL = "nf-offen"
"""The demo call whose form is the neighbourhood fund's."""
STEP_QUERIES, AUTOSAVE_QUERIES, SUBMIT_QUERIES = 10, 12, 35
STEP_MS, AUTOSAVE_MS, SUBMIT_MS = 25.0, 25.0, 80.0
MONEY = "step-money"


def applying_rows() -> list[Row]:
    """Measure the three bars of applying; raises RuntimeError without demo content."""
    with transaction.atomic():
        rows = _applicant().rows()
        transaction.set_rollback(True)
    return rows


def submitted_case() -> Case:
    """A new application by the demo form, handed in; raises RuntimeError without demo content.

    It stays: call it where nothing else does.
    """
    somebody = _applicant()
    somebody.fill()
    somebody.submit()
    return Case.objects.get(uuid=somebody.uuid)


def _applicant() -> _Applicant:
    call = Call.objects.filter(code=CALL).first()
    owner = User.objects.filter(groups__name=Role.APPLICANT.group_name).order_by("pk").first()
    if call is None or owner is None:
        raise RuntimeError("bench needs the demo content")
    return _Applicant(call, owner)


class _Applicant:
    """Somebody who fills in the form of one call with a browser without JavaScript."""

    def __init__(self, call: Call, owner: User) -> None:
        self.call = call
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(owner)
        version = latest_version(call.form)
        if version is None:
            raise RuntimeError("bench needs the published demo form")
        schema = schema_of(version)
        self.steps = _answers(call)
        # The page of an empty draft holds these marks beside its fields.
        self.empty = {
            step.id: {base_name(q.id): Sheet().fingerprint(q.id) for q in step.questions}
            for step in schema.steps
        }
        self.uuid = uuid.uuid4()
        self.typed = 0
        self.marks = self.empty[MONEY]

    def rows(self) -> list[Row]:
        """Step, autosave, submit."""
        self.fill()
        shown = [
            repeated(
                "form step",
                lambda step=step: self.show(step),  # type: ignore[misc]  # bound per step
                max_queries=STEP_QUERIES,
                max_ms=STEP_MS,
                rows=len(self.steps),
                cold=False,
            )
            for step in self.steps
        ]
        return [
            # The dearest of all steps, by time and by queries, speaks for the form.
            max(shown, key=lambda row: (row.is_past(), row.ms)),
            repeated(
                "form autosave",
                self.autosave,
                max_queries=AUTOSAVE_QUERIES,
                max_ms=AUTOSAVE_MS,
                before=self.think,
                cold=False,
            ),
            repeated(
                "form submit",
                self.submit,
                max_queries=SUBMIT_QUERIES,
                max_ms=SUBMIT_MS,
                before=self.fill,
                cold=False,
            ),
        ]

    def fill(self) -> None:
        """A new draft with every step filled in."""
        self.uuid = uuid.uuid4()
        for step, data in self.steps.items():
            self._send(
                "application_step", {**data, **self.empty[step], "button": "next"}, 302, step
            )

    def show(self, step: str) -> None:
        """Open a step."""
        url = self._url("application_step", step)
        _expect(self.client.get(url), 200, url)

    def think(self) -> None:
        """Another word, so that there is something to save."""
        self.typed += 1

    def autosave(self) -> None:
        """Save the step with the plan while typing."""
        typed = {**self.steps[MONEY], "q-costs-answer-0-label": f"Holz {self.typed}"}
        url = self._url("application_step", MONEY)
        answer = self.client.post(url, {**typed, **self.marks}, headers={"X-Autosave": "1"})
        _expect(answer, 200, url)
        self.marks = {base_name(key): mark for key, mark in answer.json()["bases"].items()}

    def submit(self) -> None:
        """Hand in; the copy is made by the worker."""
        self._send("application_check", {}, 302)

    def _send(self, name: str, data: dict[str, str], status: int, *more: str) -> None:
        url = self._url(name, *more)
        _expect(self.client.post(url, data), status, url)

    def _url(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.call.code, self.uuid, *more])


def _expect(answer: Any, status: int, url: str) -> None:
    if answer.status_code != status:
        raise RuntimeError(f"{url} answered {answer.status_code}")


def _answers(call: Call) -> dict[str, dict[str, str]]:
    """What a browser sends for each step: 450 € in two lines, without other money."""
    theme = Theme.objects.order_by("pk")[:1].get()
    begins = clock.today() + timedelta(days=60)
    group = call.programme.options.filter(kind="target_group").order_by("pk")[:1].get()
    return {
        "step-idea": {
            "q-title-answer": "Bank am Gleisbogen",
            "q-summary-answer": "Wir bauen eine Bank, auf der alle Platz haben.",
            "q-theme-answer": theme.code,
        },
        "step-who": {
            "q-carrier-answer-name": "Bankgruppe (Beispiel)",
            "q-carrier-answer-kind": "initiative",
            "q-contact-answer-name": "Test Person",
            "q-contact-answer-email": "gruppe@example.org",
        },
        "step-people": {"q-target-groups-answer": group.code, "q-criteria-answer": "together"},
        "step-when": {
            "q-period-answer-from": begins.isoformat(),
            "q-period-answer-to": (begins + timedelta(days=60)).isoformat(),
            "q-place-answer": "Gleisbogen",
            "q-permit-answer-value": "no",
        },
        MONEY: {
            "q-amount-answer": "450",
            "q-costs-answer-0-label": "Holz",
            "q-costs-answer-0-category": "material",
            "q-costs-answer-0-amount": "400",
            "q-costs-answer-1-label": "Schrauben",
            "q-costs-answer-1-category": "material",
            "q-costs-answer-1-amount": "50",
        },
        "step-papers": {},
        "step-agree": {"q-consent-answer": "on"},
    }
