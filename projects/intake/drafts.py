"""A draft as its screens see it, and the list of its steps."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.forms.checking import step_states
from portal.forms.conditions import asked_questions
from portal.forms.schema import Schema, Step
from portal.forms.sheets import Sheet
from portal.forms.types import Watch
from portal.kernel.registry import panels
from projects.calls.models import Call
from projects.cases.models import Case, Channel
from projects.intake.binding import FILES, ApplicationSituation, Records, sheet_of
from projects.intake.queries_desk import late_person, late_until
from projects.intake.queries_start import told_origin
from projects.intake.queries_versions import offer_for
from projects.intake.reading import Attached, files_of, watch_of

WORDS = {
    "done": lambda: _("complete"),
    "begun": lambda: _("begun"),
    "open": lambda: _("still open"),
}
BADGES = {"done": "success", "begun": "warning", "open": "info"}


@dataclass
class Draft:
    """A draft as its screens see it: the call, the form, and the case once it was saved."""

    call: Call
    uuid: uuids.UUID
    schema: Schema
    case: Case | None = None
    user: Any = None
    version: int = 0
    """The key of the version that the page follows; 0 where nobody asks."""

    @cached_property
    def late_until(self) -> datetime | None:
        """Until when it may be sent although the call is closed."""
        return late_until(late_person(self.user, self.case), self.call, self.case)

    def sheet(self, only: set[str] | None = None) -> Sheet:
        """All answers; rows of other tables only for the questions `only`."""
        return sheet_of(self.case, self.schema, only) if self.case else Sheet()

    @cached_property
    def records(self) -> Records:
        """What its questions choose from, read once a request."""
        return Records(self.call)

    def situation(
        self, sheet: Sheet, step: Step | None = None, **more: Any
    ) -> ApplicationSituation:
        """What its questions may know; with a `step` only what those of the step may."""
        takes_files = step is None or any(each.type == FILES for each in step.questions)
        files = self.files() if takes_files else {}
        return ApplicationSituation(
            answers=sheet.answers,
            files=files,
            watch=self._watch(files),
            records=self.records,
            schema=self.schema,
            **more,
        )

    def files(self) -> dict[str, list[Attached]]:
        """The files by question; nothing is read where the form takes none."""
        if self.case is None or not any(self.schema.of_type(FILES)):
            return {}
        return files_of(self.case)

    def _watch(self, files: dict[str, list[Attached]]) -> dict[str, Watch]:
        found = {key: watch_of(self.case, key, each) for key, each in files.items() if self.case}
        return {key: watch for key, watch in found.items() if watch}

    @property
    def is_paper(self) -> bool:
        """Whether the office enters it from paper."""
        return self.case is not None and self.case.channel == Channel.PAPER

    def url(self, name: str, *more: str) -> str:
        """The address of one of its screens."""
        if self.case and self.is_paper and name == "application_check":
            return reverse("paper:check", args=[self.case.pk])
        return reverse(name, args=[self.call.code, self.uuid, *more])

    def frame(self) -> dict[str, Any]:
        """What the quiet layout shows around a step."""
        return {
            "call": self.call,
            "case": self.case,
            "is_closed": not (self.call.is_open or self.late_until or self.is_paper),
            "late_until": self.late_until,
            "is_paper": self.is_paper,
            "office": settings.OFFICE_EMAIL,
            "form_version": self.version,
            "form_title": str(self.call.title),
            "form_saved": self.case.saved_at if self.case else None,
            "form_later_url": later_url(self.case),
            "tasks_url": self.url("application_form"),
            "check_url": self.url("application_check"),
        }


def later_url(case: Case | None) -> str:
    """Where somebody goes who continues later: one's own area, the office to its desk."""
    on_desk = case is not None and case.channel == Channel.PAPER
    return reverse("paper:index" if on_desk else "account_area")


def asked_steps(schema: Schema, sheet: Sheet) -> list[Step]:
    """The steps that ask something, given the answers."""
    asked = asked_questions(schema, sheet.answers)
    return [step for step in schema.steps if any(each.id in asked for each in step.questions)]


def side_steps(draft: Draft, shown: list[Step], current: str = "") -> list[dict[str, Any]]:
    """The steps for the side of the page, as far as they were at the last saving.

    The last one is checking and sending.
    """
    progress = draft.case.progress if draft.case else {}
    items = [
        {
            "title": str(step.title),
            "state": "current" if step.id == current else _mark(progress.get(step.id, "")),
            "url": draft.url("application_step", step.id),
            "note": "",
        }
        for step in shown
    ]
    check = {
        "title": _("Check your answers"),
        "state": "current" if current == "check" else "open",
        "url": draft.url("application_check") if draft.case else "",
        "note": "",
    }
    return [*items, check]


def _mark(state: str) -> str:
    return "done" if state == "done" else "open"


def task_list(request: HttpRequest, draft: Draft) -> HttpResponse:
    """All steps with their state in words, and the way on."""
    sheet = draft.sheet()
    states = step_states(draft.schema, sheet, draft.situation(sheet))
    shown = [each for each in states if each.is_asked]
    items = [
        {
            "title": str(each.step.title),
            "url": draft.url("application_step", each.step.id),
            "status": WORDS[each.state](),
            "kind": BADGES[each.state],
        }
        for each in shown
    ]
    following = next((each.step for each in shown if each.state != "done"), None)
    told = told_origin(draft.case, draft.user) if draft.case else None
    context = draft.frame() | {
        "told": told,
        "origin_panels": panels("origin", told.origin) if told else [],
        "items": items,
        "done": sum(each.state == "done" for each in shown),
        "offered": offer_for(draft.case) if draft.case else None,
        "following": draft.url("application_step", following.id) if following else "",
    }
    return render(request, "projects/intake/tasks.html", context)
