"""What the form and the check page show, and what each button of the form does."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.forms.queries import schema_of
from projects.calls.models import Call
from projects.cases.models import Case, Channel
from projects.cases.queries import attachments, costs_total, whole_case
from projects.intake import actions
from projects.intake.completeness import form_problems
from projects.intake.drafts import Draft, asked_steps, later_url, side_steps
from projects.intake.forms import (
    FILES,
    ROWS,
    ApplicationForm,
    BaseCostLines,
    CostLines,
    attach,
    initial_lines,
    initial_of,
    read,
)
from projects.intake.queries_desk import late_person, late_until
from projects.intake.reading import sections
from projects.intake.rules import COSTS, MAX_FILE_BYTES, MAX_FILES, Problem, problems

MORE_ROWS = 3


def steps(case: Case | None, *, current: str) -> list[dict[str, Any]]:
    """The three steps of applying for the side of the page."""
    order = ["form", "check", "done"]
    titles = {"form": _("Your idea"), "check": _("Check your answers"), "done": _("Received")}
    reached = order.index(current)
    found = []
    for index, step in enumerate(order):
        state = "current" if index == reached else "done" if index < reached else "open"
        may_go = case is not None and case.is_draft and index < reached
        url = reverse("application_form", args=[case.call.code, case.uuid]) if may_go else ""  # type: ignore[union-attr]
        found.append({"title": titles[step], "state": state, "url": url})
    return found


def closed_context(call: Call, user: Any, case: Case | None) -> dict[str, Any]:
    """Whether the call is over for somebody, and whom to write to then."""
    late = late_until(late_person(user, case), call, case)
    on_paper = case is not None and case.channel == Channel.PAPER
    return {
        "call": call,
        "is_closed": not (call.is_open or late or on_paper),
        "is_paper": on_paper,
        "late_until": late,
        "office": settings.OFFICE_EMAIL,
    }


def check_context(case: Case) -> dict[str, Any]:
    """All answers of a draft, and what is missing, with the way to each answer."""
    form_url = reverse("application_form", args=[case.call.code, case.uuid])
    if case.form_version is not None:
        return _form_check(case, form_url)
    found = problems(case)
    errors = [{"text": problem.text, "target": ""} for problem in found]
    return {
        **closed_context(case.call, case.owner, case),
        "case": case,
        "files": attachments(case),
        "total": costs_total(case),
        "problems": errors,
        "form_url": form_url,
        "form_title": str(case.call.title),
        "form_steps": steps(case, current="check"),
        "form_later_url": reverse("account_area"),
        "form_saved": case.saved_at,
    }


def _form_check(case: Case, form_url: str) -> dict[str, Any]:
    """The same for a case that follows a form: each problem with the way to its question."""
    assert case.form_version is not None
    schema = schema_of(case.form_version)
    draft = Draft(case.call, case.uuid, schema, case)
    found = form_problems(case)
    shown = asked_steps(schema, draft.sheet())
    return draft.frame() | {
        "sections": sections(case),
        "problems": [
            {
                "text": problem.text,
                "label": str(schema.questions[problem.question].label),
                "url": f"{draft.url('application_step', problem.step)}?missing"
                f"#id_q-{problem.question}-answer",
            }
            for problem in found
        ],
        "form_url": form_url,
        "form_steps": side_steps(draft, shown, "check"),
    }


@dataclass
class FormScreen:
    """One request for the form of one draft."""

    request: HttpRequest
    call: Call
    case: Case | None
    uuid: uuids.UUID
    errors: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of this form."""
        return reverse("application_form", args=[self.call.code, self.uuid])

    def show(self) -> HttpResponse:
        """The form with what is saved."""
        wanted = self.request.GET.get("rows", "")
        rows = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else ROWS
        form = ApplicationForm(initial=initial_of(self.case, self.request.user))
        return self._render(form, self._lines(initial=initial_lines(self.case, rows)))

    def save(self, language: str) -> HttpResponse:
        """Save everything that was typed, then follow the button."""
        form = ApplicationForm(self.request.POST)
        lines = self._lines(data=self.request.POST)
        self.case = actions.save_draft(
            by=self.request.user,
            call=self.call,
            uuid=self.uuid,
            language=language,
            draft=read(form, lines),
        )
        self._files()
        self.case = whole_case(self.uuid)
        button = self.request.POST.get("button", "")
        if self._only_checks(button):
            return redirect("application_check", code=self.call.code, uuid=self.uuid)
        if button == "check":
            return self._check(form, lines)
        if self.errors:
            return self._render(form, lines)
        return self._after_saving(button, form, lines)

    def _only_checks(self, button: str) -> bool:
        """Whether the check page says the rest: the call is over, or the office enters paper."""
        if self.case and self.case.channel == Channel.PAPER:
            return button == "check"
        person = late_person(self.request.user, self.case)
        return not self.call.is_open and not late_until(person, self.call, self.case)

    def _after_saving(
        self, button: str, form: ApplicationForm, lines: BaseCostLines
    ) -> HttpResponse:
        if button == "add_row":
            rows = max(ROWS, len(lines.forms)) + MORE_ROWS
            return redirect(f"{self.url}?rows={rows}#costs")
        if button == "upload" or button.startswith("remove-"):
            return redirect(f"{self.url}#files")
        if form.errors or any(line.errors for line in lines.forms):
            return self._render(form, lines)
        messages.success(self.request, _("Your draft is saved. You can go on whenever you like."))
        return redirect(later_url(self.case))

    def _check(self, form: ApplicationForm, lines: BaseCostLines) -> HttpResponse:
        found = problems(self.case) if self.case else []
        attach(found, form, lines)
        self.errors += [_as_error(p) for p in found if p.field in (COSTS, FILES)]
        broken = form.errors or any(line.errors for line in lines.forms)
        if self.errors or broken or found:
            return self._render(form, lines)
        return redirect("application_check", code=self.call.code, uuid=self.uuid)

    def _files(self) -> None:
        case = self.case
        assert case is not None
        button = self.request.POST.get("button", "")
        if button.startswith("remove-") and button[7:].isascii() and button[7:].isdigit():
            actions.remove_file(by=self.request.user, case=case, file_id=int(button[7:][:18]))
        for upload in self.request.FILES.getlist(FILES):
            try:
                actions.add_file(by=self.request.user, case=case, upload=upload)
            except ValidationError as error:
                text = f"{str(upload.name)[:80]}: {' '.join(error.messages)}"
                self.errors.append({"text": text, "target": FILES, "label": ""})

    def _lines(self, **kwargs: Any) -> BaseCostLines:
        categories = self.call.rules.categories.all()
        made: Any = CostLines
        lines: BaseCostLines = made(prefix=COSTS, form_kwargs={"categories": categories}, **kwargs)
        return lines

    def _render(self, form: ApplicationForm, lines: BaseCostLines) -> HttpResponse:
        context = {
            **closed_context(self.call, self.request.user, self.case),
            "form": form,
            "lines": lines,
            "errors": self.errors,
            "cost_errors": [error for error in self.errors if error["target"] == COSTS],
            "file_errors": [error for error in self.errors if error["target"] == FILES],
            "case": self.case,
            "files": attachments(self.case) if self.case else [],
            "total": costs_total(self.case) if self.case else None,
            "max_files": MAX_FILES,
            "max_megabytes": MAX_FILE_BYTES // (1024 * 1024),
            "form_url": self.url,
            "form_title": str(self.call.title),
            "form_saved": self.case.saved_at if self.case else None,
            "form_later_url": later_url(self.case),
            "form_steps": steps(self.case, current="form"),
        }
        return render(self.request, "projects/intake/form.html", context)


def _as_error(problem: Problem) -> dict[str, str]:
    return {"text": problem.text, "target": problem.field, "label": ""}
