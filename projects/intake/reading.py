"""The answers of an application for everybody who reads them: check page, copy, office."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.forms.conditions import asked_questions
from portal.forms.schema import Question, Step
from portal.forms.types import Situation, Table, Watch, type_of
from portal.kernel import clock
from portal.kernel.scan import ScanState
from projects.cases.models import Case
from projects.cases.queries import attachments
from projects.intake.binding import ApplicationSituation, Records, sheet_of
from projects.intake.plain import schema_of_case

PAUSES = ((timedelta(minutes=1), 3), (timedelta(minutes=10), 15))
"""Seconds between two questions of a page, by how long a file waits already."""
LONGEST_PAUSE = 60


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a question as control and answer show it."""

    name: str
    size: int
    url: str
    remove_value: str
    note: str = ""
    """What the virus check says, where the file cannot be handed out (its `url` is empty then)."""
    waits_since: datetime | None = None
    """Since when it waits for the virus check; None where it does not."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer: as HTML, in plain words, as a table where it is one."""

    label: str
    html: SafeString
    words: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one step; `step` is its id, empty for files that answer no question."""

    step: str
    title: str
    answers: tuple[Answered, ...]


def files_of(case: Case) -> dict[str, list[Attached]]:
    """The files of a case by the question they answer."""
    found: dict[str, list[Attached]] = {}
    for item in attachments(case):
        url = reverse("case_file", args=[case.call.code, case.uuid, item.pk])
        attached = Attached(
            item.name,
            item.size,
            url if item.is_released else "",
            f"remove-{item.pk}",
            item.scan_note,
            item.added_at if item.scan == ScanState.WAITING else None,
        )
        found.setdefault(item.question, []).append(attached)
    return found


def watch_of(case: Case, question: str, files: Sequence[Attached]) -> Watch | None:
    """Where a page asks for news of files that wait for the virus check; None while none waits.

    The address holds what the page knows: an answer comes only once that has changed. A page asks
    every few seconds at first, then more and more rarely.
    """
    waiting = [file.waits_since for file in files if file.waits_since]
    if not waiting:
        return None
    waited = clock.now() - min(waiting)
    seconds = next((pause for until, pause in PAUSES if waited < until), LONGEST_PAUSE)
    url = reverse("application_files", args=[case.call.code, case.uuid, question])
    return Watch(f"{url}?seen={len(files)}-{len(waiting)}-{seconds}", seconds)


def sections(case: Case, shows: Callable[[Question], bool] | None = None) -> list[Section]:
    """All answers of a case in the active language; only what was asked.

    Where no form asked, nobody left anything out: empty columns are not shown. `shows` leaves out
    questions that a reader may not see, and files that answer none.
    """
    schema = schema_of_case(case)
    sheet = sheet_of(case, schema)
    situation = ApplicationSituation(
        answers=sheet.answers, files=files_of(case), records=Records.of(case), schema=schema
    )
    asked = asked_questions(schema, sheet.answers)
    says_empty = case.is_draft or case.form_version is not None
    if shows:
        asked = {key for key in asked if shows(schema.questions[key])}
    read = (
        Section(step.id, str(step.title), tuple(answers_of(step, asked, situation, says_empty)))
        for step in schema.steps
    )
    loose = () if shows else _loose(situation)
    return [section for section in (*read, *loose) if section.answers]


def _loose(situation: ApplicationSituation) -> Iterator[Section]:
    """Files that answer no question of the form: of another version, or sent without any form."""
    files = situation.files.get("")
    if files:
        html = render_to_string("portal/forms/questions/files_answer.html", {"files": files})
        words = "\n".join(file.name for file in files)
        yield Section("", _("Your files"), (Answered(_("Files"), html, words),))


def answers_of(
    step: Step, asked: set[str], situation: Situation, says_empty: bool = False
) -> Iterator[Answered]:
    """The questions of a step that were asked, with their answers; unanswered ones on demand."""
    for question in step.questions:
        kind = type_of(question)
        if question.id not in asked or not kind.takes_answer:
            continue
        answer = situation.answers.get(question.id)
        if kind.is_empty(answer):
            if says_empty:
                yield Answered(str(question.label), SafeString(""), "")
            continue
        yield Answered(
            label=str(question.label),
            html=kind.display(question, answer, situation),
            words=kind.words(question, answer, situation),
            table=kind.table(question, answer, situation),
        )


def text_of_case(record: object) -> str:
    """The answers in German words, for the office's search."""
    if not isinstance(record, Case):
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        parts = [answer.words for section in sections(record) for answer in section.answers]
        parts += [item.name for item in attachments(record)]
        return "\n".join(filter(None, parts))
