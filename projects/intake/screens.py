"""What the check page shows: all answers of a draft, and what is missing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from projects.cases.models import Case
from projects.intake.binding import labelled
from projects.intake.completeness import form_problems
from projects.intake.drafts import Draft, asked_steps, side_steps
from projects.intake.plain import schema_of_case
from projects.intake.reading import sections


def check_context(case: Case) -> dict[str, Any]:
    """All answers of a draft, and each problem with the way to its question."""
    schema = schema_of_case(case)
    draft = Draft(case.call, case.uuid, schema, case)
    shown = asked_steps(schema, draft.sheet())
    return draft.frame() | {
        "sections": sections(case),
        "problems": [
            {
                "text": problem.text,
                "label": labelled(schema.questions[problem.question]),
                "url": f"{draft.url('application_step', problem.step)}?missing"
                f"#id_q-{problem.question}-answer",
            }
            for problem in form_problems(case)
        ],
        "form_url": reverse("application_form", args=[case.call.code, case.uuid]),
        "form_steps": side_steps(draft, shown, "check"),
    }
