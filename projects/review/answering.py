"""The page on which an applicant answers the office's questions: a step of those questions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cms.fields import Labels
from portal.forms.schema import Schema, Step
from portal.forms.sheets import Merged
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.queries import attachments, whole_case
from projects.correspondence.telling import next_step
from projects.intake.drafts import Draft
from projects.intake.plain import schema_of_case
from projects.intake.reading import Attached
from projects.intake.steps import StepScreen
from projects.review import actions_asking as actions
from projects.review.models_asking import LONGEST_TEXT, Clarification
from projects.review.queries_asking import asked_ids, open_problems

NO_WORDS = gettext_lazy("Please answer in words.")


class ReplyForm(forms.Form):
    """The answer in words."""

    use_required_attribute = False
    reply = forms.CharField(
        label=gettext_lazy("Your answer in words"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[ProhibitNullCharactersValidator()],
    )


@dataclass
class AskedDraft(Draft):
    """A sent application of which some questions are answered anew; what was sent stays."""

    asked: Clarification | None = None

    def url(self, name: str, *more: str) -> str:
        """Every way of a step leads back to the one page."""
        return reverse("application_clarify", args=[self.call.code, self.uuid])

    def files(self) -> dict[str, list[Attached]]:
        """The files; only those that came with this answer can be taken out again."""
        fresh = {
            f"remove-{item.pk}"
            for item in (attachments(self.case) if self.case else ())
            if self.asked and item.added_at >= self.asked.asked_at
        }
        return {
            question: [
                each if each.remove_value in fresh else replace(each, remove_value="")
                for each in files
            ]
            for question, files in super().files().items()
        }

    def _watch(self, files: dict[str, list[Attached]]) -> dict[str, Any]:
        return {}


@dataclass
class AnswerScreen(StepScreen):
    """One request for the questions that were asked."""

    reply: ReplyForm = field(default_factory=ReplyForm)

    @property
    def case(self) -> Case:
        """The case, as it was last read."""
        assert self.draft.case is not None
        return self.draft.case

    @property
    def asked_for(self) -> Clarification:
        """What is asked now."""
        assert isinstance(self.draft, AskedDraft)
        assert self.draft.asked is not None
        return self.draft.asked

    def show(self, *, strict: bool = False, status: int = 200) -> HttpResponse:
        """The page with what is stored; `strict` also says what is missing."""
        sheet = self.draft.sheet()
        _form, asked = self._asked(sheet)
        for problem in open_problems(self.case, self.ids) if strict else ():
            for each in asked:
                if each.question.id == problem.question:
                    each.problems.append(problem.text)
        coming = next_step(self.case)
        context = {
            "case": self.case,
            "call": self.draft.call,
            "clarification": self.asked_for,
            "asked": asked,
            "forms": [each.form for each in asked if each.form and each.is_asked and each.field],
            "errors": self.errors,
            "reply": self.reply["reply"],
            "next": coming,
            "form_title": str(self.draft.call.title),
            "form_later_url": reverse(
                "application_done", args=[self.draft.call.code, self.draft.uuid]
            ),
        }
        return render(self.request, "projects/review/clarify.html", context, status=status)

    def save(self, language: str) -> HttpResponse:
        """Keep what was posted, then follow the button."""
        self.reply = ReplyForm(self.request.POST)
        words = self.reply.cleaned_data["reply"] if self.reply.is_valid() else None
        merged = self._keep(words)
        self._add_files()
        self.draft.case = whole_case(self.draft.uuid)  # with the lines and files as they are now
        if merged.conflicts or self.errors or not self.reply.is_valid():
            return self.show(status=422)
        button = self.request.POST.get("button", "")
        here = self.draft.url("")
        if button.startswith("rows-"):
            return redirect(f"{here}?rows={button[5:45]}#id_q-{button[5:45]}-answer")
        if button == "upload" or button.startswith(("remove-", "drop-")):
            return redirect(here)
        if self._wrong():
            return self.show(status=422)
        if button == "send":
            return self._send()
        messages.success(self.request, _("Your answers are kept. They are not sent yet."))
        return redirect(reverse("application_done", args=[self.draft.call.code, self.draft.uuid]))

    def _keep(self, words: str | None) -> Merged:
        case, merged = actions.save_clarified(
            by=self.request.user,
            case=self.case,
            reply=words,
            records=self.draft.records,
            read=lambda sheet: self._form(sheet).read(),
        )
        self.draft.case = case
        self.conflicts = merged.conflicts
        return merged

    def _send(self) -> HttpResponse:
        try:
            actions.answer_clarification(by=self.request.user, case=self.case)
        except NotAllowed as refused:
            if refused.code == "text":
                self.reply.add_error("reply", str(NO_WORDS))
            return self.show(strict=True, status=422)
        messages.success(self.request, _("Thank you: your answers are sent."))
        return redirect(reverse("application_done", args=[self.draft.call.code, self.draft.uuid]))

    def _add_files(self) -> None:
        by, number = self.request.user, self.request.POST.get("button", "")
        if number.startswith("remove-") and number[7:].isascii() and number[7:].isdigit():
            actions.remove_clarified_file(by=by, case=self.case, file_id=int(number[7:25]))
        for question in self._taking_files():
            for upload in self.request.FILES.getlist(f"q-{question.id}-files"):
                try:
                    actions.add_clarified_file(
                        by=by, case=self.case, upload=upload, question=question
                    )
                except ValidationError as error:
                    text = f"{str(upload.name)[:80]}: {' '.join(error.messages)}"
                    target = f"id_q-{question.id}-answer"
                    self.errors.append({"text": text, "target": target, "label": ""})


def screen_for(request: HttpRequest, case: Case, asked: Clarification) -> AnswerScreen:
    """The page for a request; the questions stand in the order of the form."""
    schema, ids = schema_of_case(case), asked_ids(asked)
    draft = AskedDraft(case.call, case.uuid, schema, case, request.user, asked=asked)
    step = _step(schema, ids)
    return AnswerScreen(request, draft, step, reply=ReplyForm(initial={"reply": asked.reply}))


def _step(schema: Schema, ids: Sequence[str]) -> Step:
    questions = tuple(schema.questions[key] for key in ids if key in schema.questions)
    return Step(id="", title=Labels(), questions=questions)
