"""One step of a draft: what it shows, and what each button does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.cms.fields import Labels
from portal.forms.checking import problems
from portal.forms.conditions import asked_questions
from portal.forms.forms import Asked, StepForm, base_name
from portal.forms.schema import Question, Schema, Step
from portal.forms.sheets import Change, Sheet
from portal.kernel import clock
from portal.templatetags.formats import time_long
from projects.intake import actions
from projects.intake.actions_answers import Saved, keep_progress, save_answers
from projects.intake.binding import FILES
from projects.intake.drafts import Draft, asked_steps, later_url, side_steps

AUTOSAVE = "X-Autosave"
MORE_ROWS = 3


def outdated_words() -> str:
    """What somebody hears who saves from a page that was open before the form changed."""
    return _(
        "The form has changed since you opened this page. What is still asked is saved. "
        "Please copy what you want to keep of the rest, then open the form again."
    )


def outdated_step(schema: Schema, posted: QueryDict, key: str) -> Step | None:
    """The questions of an old page that the form still asks, on whichever step.

    None where the page says that it follows the version `key`, or says nothing.
    """
    if posted.get("version", key) == key:
        return None
    asked = (each for each in schema.questions.values() if base_name(each.id) in posted)
    return Step(id="", title=Labels(), questions=tuple(asked))


@dataclass
class StepScreen:
    """One request for one step of one draft."""

    request: HttpRequest
    draft: Draft
    step: Step
    errors: list[dict[str, str]] = field(default_factory=list)
    conflicts: tuple[Change, ...] = ()
    is_outdated: bool = False
    """Whether the page was made with another version of the form."""

    @property
    def ids(self) -> set[str]:
        """The questions of the step."""
        return {question.id for question in self.step.questions}

    def show(self, *, strict: bool = False) -> HttpResponse:
        """The step with what is stored; `strict` also says what is missing."""
        sheet = self.draft.sheet(None if strict else self.ids | self._reckoned())
        form, asked = self._asked(sheet)
        wrong = self._problems(sheet, form.situation) if strict else {}
        for each in asked:
            each.problems = wrong.get(each.question.id, [])
        shown = asked_steps(self.draft.schema, sheet)
        context = (
            self.draft.frame()
            | self._around(shown)
            | {
                "step": self.step,
                "asked": asked,
                "forms": [
                    each.form for each in asked if each.form and each.is_asked and each.field
                ],
                "errors": self.errors,
                "takes_files": any(self._taking_files()),
                "conditions": self._conditions(asked),
                "form_steps": side_steps(self.draft, shown, self.step.id),
            }
        )
        return render(self.request, "projects/intake/step.html", context)

    def save(self, language: str) -> HttpResponse:
        """Save what was posted, then follow the button, or answer the page's own saving."""
        by_page = self.request.headers.get(AUTOSAVE)
        before = set() if by_page else self._following()
        saved = self._save(language)
        self._files(saved)
        if by_page:
            return self._answer(saved)
        keep_progress(by=self.request.user, case=saved.case, records=self.draft.records)
        if self.is_outdated:
            messages.warning(self.request, outdated_words())
            return redirect(self.draft.url("application_form"))
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
            read=lambda sheet: self._form(sheet).read(),
            records=self.draft.records,
            follows=self.draft.version,
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
            self.draft.situation(sheet, self.step, extra_rows=extra),
            data=self._posted() if posted else None,
        )

    def _posted(self) -> QueryDict:
        """What came, without the row whose button was pressed."""
        data = self.request.POST
        start = f"{self._dropped()}-"
        if start == "-":
            return data
        kept = data.copy()
        for name in [name for name in data if name.startswith(start)]:
            del kept[name]
        return kept

    def _dropped(self) -> str:
        """The names of the row to remove begin with it; empty where none was pressed."""
        button = self.request.POST.get("button", "")
        found = re.fullmatch(r"drop-(q-(.{1,40})-answer-[0-9]{1,4})", button)
        return found[1] if found and found[2] in self.ids else ""

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

    def _following(self) -> set[str]:
        """The questions shown that depend on an answer of the same step; others come with it."""
        inner = [each.show_if for each in self.step.questions]
        if not any(condition and condition.question in self.ids for condition in inner):
            return set()
        return self._shown()

    def _follow(self, saved: Saved, before: set[str]) -> HttpResponse:
        button = self.request.POST.get("button", "")
        here = self.draft.url("application_step", self.step.id)
        if button.startswith("rows-"):
            return redirect(f"{here}?rows={button[5:45]}#id_q-{button[5:45]}-answer")
        if (dropped := self._dropped()) and not self._wrong():
            return redirect(f"{here}#id_{dropped.rpartition('-')[0]}")
        if button == "upload" or button.startswith("remove-"):
            return redirect(here)
        if self._wrong():
            return self.show()
        if button == "later":
            text = _("Your draft is saved. You can go on whenever you like.")
            messages.success(self.request, text)
            return redirect(later_url(saved.case))
        if self._following() - before:
            messages.info(self.request, _("Because of your answer there is one more question."))
            return redirect(here)
        return redirect(self._next())

    def _wrong(self) -> bool:
        """Whether something on the step could not be read as an answer."""
        typed = self.draft.case.typed if self.draft.case else {}
        return bool(typed) and any(question in typed for question in self._shown())

    def _next(self) -> str:
        sheet = self.draft.sheet(set())
        asked = asked_questions(self.draft.schema, sheet.answers)
        steps = self.draft.schema.steps
        later = steps[steps.index(self.step) + 1 :]
        for step in later:
            if any(question.id in asked for question in step.questions):
                return self.draft.url("application_step", step.id)
        return self.draft.url("application_check")

    def _reckoned(self) -> set[str]:
        """The questions of other steps whose sums the step shows."""
        if not any(question.type == "financing_plan" for question in self.step.questions):
            return set()
        return {question.id for question in self.draft.schema.of_type("cost_plan")}

    def _around(self, shown: list[Step]) -> dict[str, Any]:
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
                        by=self.request.user, case=saved.case, upload=upload, question=question
                    )
                except ValidationError as error:
                    text = f"{str(upload.name)[:80]}: {' '.join(error.messages)}"
                    target = f"id_q-{question.id}-answer"
                    self.errors.append({"text": text, "target": target, "label": ""})

    def _taking_files(self) -> Iterator[Question]:
        return (question for question in self.step.questions if question.type == FILES)

    def _answer(self, saved: Saved) -> HttpResponse:
        """The answer to the page's own saving: marks, errors, what others wrote, files."""
        # Files were added or removed since; every other answer is what was just merged.
        sheet = self.draft.sheet(self.ids) if any(self._taking_files()) else saved.merged.sheet
        _form, asked = self._asked(sheet)
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
                "refused": outdated_words() if self.is_outdated else "",
            },
            status=409 if self.is_outdated else 200,
        )

    def _rendered(self, asked: Asked) -> str:
        return render_to_string(asked.kind.template, {"asked": asked}, request=self.request)
