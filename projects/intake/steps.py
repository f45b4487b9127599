"""The task list of a draft that follows a form, and one step of it."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.forms.checking import StepState, problems, step_states
from portal.forms.conditions import asked_questions
from portal.forms.forms import Asked, StepForm
from portal.forms.schema import Question, Schema, Step
from portal.forms.sheets import Change, Sheet
from portal.kernel import clock
from portal.templatetags.formats import time_long
from projects.calls.models import Call
from projects.cases.models import Case
from projects.intake import actions
from projects.intake.actions_answers import Saved, save_answers
from projects.intake.binding import FILES, ApplicationSituation, Records, sheet_of
from projects.intake.reading import Attached, files_of

AUTOSAVE = "X-Autosave"
MORE_ROWS = 3
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

    def sheet(self, only: set[str] | None = None) -> Sheet:
        """All answers; rows of other tables only for the questions `only`."""
        return sheet_of(self.case, self.schema, only) if self.case else Sheet()

    def situation(self, sheet: Sheet, **more: Any) -> ApplicationSituation:
        """What its questions may know."""
        return ApplicationSituation(
            answers=sheet.answers,
            files=self.files(),
            records=Records(self.call),
            schema=self.schema,
            **more,
        )

    def files(self) -> dict[str, list[Attached]]:
        """The files by question; nothing is read where the form takes none."""
        if self.case is None or not any(self.schema.of_type(FILES)):
            return {}
        return files_of(self.case)

    def url(self, name: str, *more: str) -> str:
        """The address of one of its screens."""
        return reverse(name, args=[self.call.code, self.uuid, *more])

    def frame(self) -> dict[str, Any]:
        """What the quiet layout shows around a step."""
        return {
            "call": self.call,
            "case": self.case,
            "is_closed": not self.call.is_open,
            "office": settings.OFFICE_EMAIL,
            "form_title": str(self.call.title),
            "form_saved": self.case.saved_at if self.case else None,
            "form_later_url": reverse("account_area"),
            "tasks_url": self.url("application_form"),
            "check_url": self.url("application_check"),
        }


def side_steps(draft: Draft, states: list[StepState], current: str = "") -> list[dict[str, Any]]:
    """The steps for the side of the page; the last one is checking and sending."""
    shown = [each for each in states if each.is_asked]
    items = [
        {
            "title": str(each.step.title),
            "state": "current" if each.step.id == current else _mark(each.state),
            "url": draft.url("application_step", each.step.id),
            "note": "",
        }
        for each in shown
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
    context = draft.frame() | {
        "items": items,
        "done": sum(each.state == "done" for each in shown),
        "following": draft.url("application_step", following.id) if following else "",
    }
    return render(request, "projects/intake/tasks.html", context)


@dataclass
class StepScreen:
    """One request for one step of one draft."""

    request: HttpRequest
    draft: Draft
    step: Step
    errors: list[dict[str, str]] = field(default_factory=list)
    conflicts: tuple[Change, ...] = ()

    @property
    def ids(self) -> set[str]:
        """The questions of the step."""
        return {question.id for question in self.step.questions}

    def show(self, *, strict: bool = False) -> HttpResponse:
        """The step with what is stored; `strict` also says what is missing."""
        sheet = self.draft.sheet()
        form, asked = self._asked(sheet)
        wrong = self._problems(sheet, form.situation) if strict else {}
        for each in asked:
            each.problems = wrong.get(each.question.id, [])
        states = step_states(self.draft.schema, sheet, form.situation)
        context = (
            self.draft.frame()
            | self._around(states)
            | {
                "step": self.step,
                "asked": asked,
                "forms": [
                    each.form for each in asked if each.form and each.is_asked and each.field
                ],
                "errors": self.errors,
                "conditions": self._conditions(asked),
                "form_steps": side_steps(self.draft, states, self.step.id),
            }
        )
        return render(self.request, "projects/intake/step.html", context)

    def save(self, language: str) -> HttpResponse:
        """Save what was posted, then follow the button, or answer the page's own saving."""
        before = self._shown()
        saved = self._save(language)
        self._files(saved)
        if self.request.headers.get(AUTOSAVE):
            return self._answer(saved)
        if saved.merged.conflicts or self.errors:
            return self.show()
        return self._follow(saved, before)

    def _save(self, language: str) -> Saved:
        saved = save_answers(
            by=self.request.user,
            call=self.draft.call,
            uuid=self.draft.uuid,
            language=language,
            only=self.ids,
            read=lambda schema, sheet: self._form(sheet).read(),
        )
        self.draft.case = saved.case
        self.conflicts = saved.merged.conflicts
        return saved

    def _form(self, sheet: Sheet, *, posted: bool = True) -> StepForm:
        extra = {key: MORE_ROWS for key in self.request.GET.getlist("rows") if key in self.ids}
        return StepForm(
            self.draft.schema,
            self.step,
            sheet,
            self.draft.situation(sheet, extra_rows=extra),
            data=self.request.POST if posted else None,
        )

    def _asked(self, sheet: Sheet) -> tuple[StepForm, list[Asked]]:
        form = self._form(sheet, posted=False)
        asked = form.asked()
        mine = {change.question: change for change in self.conflicts}
        for each in asked:
            if each.question.id in mine:
                self._set_beside(each, mine[each.question.id], form.situation)
        return form, asked

    def _set_beside(self, each: Asked, change: Change, situation: Any) -> None:
        """Show the writer's text in the field and the other person's below it."""
        sheet = Sheet().with_entry(each.question.id, change.after)
        own = StepForm(self.draft.schema, self.step, sheet, situation)
        each.form = own.form_of(each.question)
        each.theirs = each.kind.differences(
            each.question, change.after.get("answer"), change.before.get("answer"), situation
        )

    def _problems(self, sheet: Sheet, situation: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for problem in problems(self.draft.schema, sheet, situation):
            if problem.step == self.step.id:
                found.setdefault(problem.question, []).append(problem.text)
        return found

    def _shown(self) -> set[str]:
        sheet = self.draft.sheet(self.ids)
        return asked_questions(self.draft.schema, sheet.answers) & self.ids

    def _follow(self, saved: Saved, before: set[str]) -> HttpResponse:
        button = self.request.POST.get("button", "")
        here = self.draft.url("application_step", self.step.id)
        if button.startswith("rows-"):
            return redirect(f"{here}?rows={button[5:45]}#id_q-{button[5:45]}-answer")
        if button == "upload" or button.startswith("remove-"):
            return redirect(here)
        if any(question in self.draft.sheet().typed for question in self._shown()):
            return self.show()
        if button == "later":
            text = _("Your draft is saved. You can go on whenever you like.")
            messages.success(self.request, text)
            return redirect("account_area")
        if self._shown() - before:
            messages.info(self.request, _("Because of your answer there is one more question."))
            return redirect(here)
        return redirect(self._next())

    def _next(self) -> str:
        sheet = self.draft.sheet(set())
        asked = asked_questions(self.draft.schema, sheet.answers)
        steps = self.draft.schema.steps
        later = steps[steps.index(self.step) + 1 :]
        for step in later:
            if any(question.id in asked for question in step.questions):
                return self.draft.url("application_step", step.id)
        return self.draft.url("application_check")

    def _around(self, states: list[StepState]) -> dict[str, Any]:
        shown = [each.step for each in states if each.is_asked]
        place = shown.index(self.step) if self.step in shown else 0
        back = shown[place - 1].id if place else ""
        return {
            "number": place + 1,
            "total": len(shown) + 1,
            "back_url": self.draft.url("application_step", back)
            if back
            else self.draft.url("application_form"),
        }

    def _conditions(self, asked: list[Asked]) -> dict[str, Any]:
        """What the page needs to show and hide questions while somebody answers."""
        return {
            each.question.id: each.question.show_if.as_data()
            for each in asked
            if each.question.show_if and each.question.show_if.question in self.ids
        }

    def _files(self, saved: Saved) -> None:
        button = self.request.POST.get("button", "")
        number = button[7:]
        if button.startswith("remove-") and number.isascii() and number.isdigit():
            actions.remove_file(by=self.request.user, case=saved.case, file_id=int(number[:18]))
        for question in self._taking_files():
            for upload in self.request.FILES.getlist(f"q-{question.id}-files"):
                try:
                    actions.add_file(
                        by=self.request.user, case=saved.case, upload=upload, question=question.id
                    )
                except ValidationError as error:
                    text = f"{str(upload.name)[:80]}: {' '.join(error.messages)}"
                    target = f"id_q-{question.id}-answer"
                    self.errors.append({"text": text, "target": target, "label": ""})

    def _taking_files(self) -> Iterator[Question]:
        return (question for question in self.step.questions if question.type == FILES)

    def _answer(self, saved: Saved) -> HttpResponse:
        """The answer to the page's own saving: marks, errors, what others wrote, files."""
        sheet = self.draft.sheet(self.ids)
        form, asked = self._asked(sheet)
        shown = {each.question.id: each for each in asked if each.form}
        return JsonResponse(
            {
                "saved": _("Saved at %(time)s") % {"time": time_long(clock.local())},
                "bases": {key: each.base for key, each in shown.items()},
                "errors": {
                    key: [str(text) for text in each.form.errors.get("answer", ())]
                    for key, each in shown.items()
                    if each.form and each.form.is_bound and key in sheet.typed
                },
                "theirs": {
                    key: render_to_string("projects/intake/_theirs.html", {"asked": each})
                    for key, each in shown.items()
                    if each.theirs
                },
                "files": {
                    question.id: self._rendered(shown[question.id])
                    for question in self._taking_files()
                    if self.request.FILES or self.errors
                },
                "problems": [error["text"] for error in self.errors],
            }
        )

    def _rendered(self, asked: Asked) -> str:
        return render_to_string(asked.kind.template, {"asked": asked}, request=self.request)
