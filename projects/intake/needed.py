"""The questions that a kind of form needs, asks only once, or cannot ask at all."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.forms.rules import FormProblem
from portal.forms.types import known_types
from projects.intake.binding import APPLICATION

# Without these a case could not be worked on.
NEEDED = (
    "core_title",
    "core_summary",
    "core_carrier",
    "core_contact",
    "core_period",
    "core_theme",
    "core_amount",
    "core_consent",
)


def core_problems(steps: Any) -> list[FormProblem]:
    """What an application form lacks, or asks twice, in words for the editor."""
    core = {kind.code: str(kind.label) for kind in known_types((APPLICATION,))}
    asked = [child.block_type for step in steps for child in step.value["questions"]]
    missing = [core[code] for code in NEEDED if code not in asked]
    twice = [label for code, label in core.items() if asked.count(code) > 1]
    texts = []
    if missing:
        texts.append(
            _("Every application needs these questions too: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    if twice:
        texts.append(
            _("These questions can be asked only once: %(names)s.") % {"names": ", ".join(twice)}
        )
    return [FormProblem(text) for text in texts]


def misplaced_problems(steps: Any) -> list[FormProblem]:
    """What opinions and reports cannot ask: they are one page, with no files and no plan."""
    usual = {kind.code for kind in known_types() if kind.reads_post or not kind.takes_answer}
    text = _("Opinions and reports cannot ask this. Please choose a free question without files.")
    return [
        FormProblem(text, step=str(step.id), question=str(child.id), field="label")
        for step in steps
        for child in step.value["questions"]
        if child.block_type not in usual
    ]
