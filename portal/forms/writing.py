"""The editor's form of a form: what is wrong stands at the block where it is to be mended."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.forms.rules import FormProblem


class ComposedFormForm(WagtailAdminModelForm):
    """Checks the whole form before it is handed in or published; drafts may be unfinished."""

    def clean(self) -> dict[str, Any]:
        """Ask the rules once all blocks are right by themselves."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_deferred_validation or "steps" not in cleaned or not self.instance.is_source:
            return cleaned
        self.instance.steps = cleaned["steps"]
        problems = self.instance.problems()
        if problems:
            self.add_error("steps", errors_at(cleaned["steps"], problems))
        return cleaned


def errors_at(steps: StreamValue, problems: list[FormProblem]) -> StreamBlockValidationError:
    """The problems as errors of the blocks; those of the whole form stand above."""
    by_step: dict[str, list[FormProblem]] = defaultdict(list)
    for problem in problems:
        by_step[problem.step].append(problem)
    whole = by_step.pop("", [])
    errors = {
        place: _step_error(child, by_step[str(child.id)])
        for place, child in enumerate(steps)
        if str(child.id) in by_step
    }
    return StreamBlockValidationError(
        block_errors=errors,
        non_block_errors=[ValidationError(problem.text, code="form") for problem in whole] or None,
    )


def _step_error(step: Any, problems: list[FormProblem]) -> StructBlockValidationError:
    own = {p.field: _error(p, problems) for p in problems if not p.question}
    inner = {
        place: StructBlockValidationError(block_errors=_fields(child, problems))
        for place, child in enumerate(step.value["questions"])
        if _fields(child, problems)
    }
    if inner:
        own["questions"] = StreamBlockValidationError(block_errors=inner)
    return StructBlockValidationError(block_errors=own)


def _fields(question: Any, problems: list[FormProblem]) -> dict[str, ValidationError]:
    mine = [problem for problem in problems if problem.question == str(question.id)]
    return {problem.field: _error(problem, mine) for problem in mine}


def _error(problem: FormProblem, among: list[FormProblem]) -> ValidationError:
    same = [p for p in among if (p.question, p.field) == (problem.question, problem.field)]
    texts = [ValidationError(each.text, code="form") for each in same]
    if problem.field == "questions":
        return StreamBlockValidationError(non_block_errors=texts)
    if problem.field == "show_if":
        return StructBlockValidationError(block_errors={"question": ValidationError(texts)})
    return ValidationError(texts)
